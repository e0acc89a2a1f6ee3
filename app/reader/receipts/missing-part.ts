import type { Field } from "../../receipt.ts";
import { isTotal } from "../fields/candidates/total/is-total.ts";
import type { Choice } from "../fields/choose-fields.ts";
import { fold } from "../fields/text/letters.ts";
import { readText } from "../fields/text/receipt-text.ts";
import type { Line, Page } from "../page.ts";
import type { Edge } from "../picture/edge.ts";

/** Heights of a line within which it is at the edge, so that part of it may be missing. */
const AT_EDGE = 0.1;

/** Totals behind which taxes are still to come. */
const BEFORE_TAX = /(?<!\p{L})(?:NETT?|NETTO|NETO)(?!\p{L})/u;

/** The page without the lines that end where the picture breaks off. */
export function withoutCutLines(page: Page, missing: Edge): Page {
  return { ...page, isCut: true, lines: page.lines.filter((line) => !isAtEdge(line, page, missing)) };
}

function isAtEdge({ quad }: Line, { width, height }: Page, missing: Edge): boolean {
  const [xs, ys] = [quad.map(({ x }) => x), quad.map(({ y }) => y)];
  const near = AT_EDGE * (Math.max(...ys) - Math.min(...ys));
  switch (missing) {
    case "bottom":
      return Math.max(...ys) > height - near;
    case "top":
      return Math.min(...ys) < near;
    case "left":
      return Math.min(...xs) < near;
    case "right":
      return Math.max(...xs) > width - near;
  }
}

/**
 * The choice without values that were guessed since the right ones are in the part that is missing: a total that is not
 * called one, and the name where the head is not there in its whole width.
 */
export function withoutGuesses(choice: Choice, page: Page, missing: Edge): Choice {
  const text = readText(page);
  const isCalledTotal = text.amounts.some(
    (amount) =>
      isTotal(amount) &&
      Math.abs(amount.value) === Math.abs(choice.total ?? Number.NaN) &&
      !BEFORE_TAX.test(fold(amount.words)),
  );
  const guessed: Field[] = [
    ...(missing === "bottom" ? [] : (["storeName"] as const)),
    ...(isCalledTotal ? [] : (["total"] as const)),
  ];
  return guessed.reduce(withoutValue, choice);
}

function withoutValue(choice: Choice, field: Field): Choice {
  if (choice[field] === null) {
    return choice;
  }
  const { [field]: _, ...evidence } = choice.evidence;
  return {
    ...choice,
    [field]: null,
    confidence: { ...choice.confidence, [field]: 0 },
    reasons: { ...choice.reasons, [field]: "not_found" },
    evidence,
  };
}
