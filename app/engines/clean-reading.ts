import { cleanText } from "../clean-text.ts";
import { maskNumbers } from "../mask-numbers.ts";
import {
  type Evidence,
  FIELDS,
  type Field,
  type FileReading,
  type Reading,
  type ReceiptLine,
} from "../receipt.ts";
import { cleanDetails } from "./clean-details.ts";

/** Characters of the longest shop's name. */
const NAME_LENGTH = 200;

/** The same with {@link cleanReading} of each receipt. */
export function cleanFileReading(reading: FileReading): FileReading {
  return { ...reading, receipts: reading.receipts.map(cleanReading) };
}

/** A reading whose texts, which come from pictures and models, are safe to show anywhere: no commands, no cards' numbers. */
export function cleanReading(reading: Reading): Reading {
  const name = maskNumbers(cleanText(reading.storeName ?? ""));
  const letters = [...name];
  const pages = Map.groupBy(reading.lines, ({ page }) => page);
  const isCut = letters.length > NAME_LENGTH;
  return {
    ...reading,
    storeName: (isCut ? letters.slice(0, NAME_LENGTH).join("").trimEnd() : name) || null,
    evidence: cleanEvidence(reading.evidence),
    ...(reading.details && { details: cleanDetails(reading.details) }),
    lines: reading.lines.map((line) => ({
      ...line,
      text: maskNumbers(cleanText(line.text), () => leftOf(line, pages.get(line.page) ?? [])),
    })),
    notes: isCut ? [...reading.notes, { code: "name-cut" }] : reading.notes,
    warnings: isCut
      ? [...reading.warnings, `The shop's name was cut after ${NAME_LENGTH} characters.`]
      : reading.warnings,
  };
}

function cleanEvidence(evidence: Reading["evidence"]): Reading["evidence"] {
  const clean: Partial<Record<Field, Evidence>> = {};
  for (const field of FIELDS) {
    const found = evidence[field];
    if (found !== undefined) {
      clean[field] = { ...found, text: maskNumbers(cleanText(found.text)) };
    }
  }
  return clean;
}

/**
 * The text next to a line, on its left: the label of a number often is a line of its own. One look at each line and no
 * list, since a page may have thousands of numbers.
 * @param lines of the same page
 */
function leftOf({ box }: ReceiptLine, lines: readonly ReceiptLine[]): string {
  const middle = box.top + box.height / 2;
  let nearest: ReceiptLine | undefined;
  for (const other of lines) {
    const { left, top, height } = other.box;
    if (
      left < box.left &&
      top < middle &&
      middle < top + height &&
      left > (nearest?.box.left ?? Number.NEGATIVE_INFINITY)
    ) {
      nearest = other;
    }
  }
  return nearest?.text ?? "";
}
