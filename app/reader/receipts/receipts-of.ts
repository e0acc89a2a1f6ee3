import { NOTHING_MORE } from "../../details.ts";
import type { Hints } from "../../hints.ts";
import type { Note } from "../../note.ts";
import {
  type Evidence,
  FIELDS,
  type Field,
  type FileReading,
  type Place,
  type Reading,
} from "../../receipt.ts";
import {
  type Choice,
  chooseFields,
  type Explanation,
  explainFields,
  nothing,
} from "../fields/choose-fields.ts";
import { readDetails } from "../fields/details/read-details.ts";
import { placeOf } from "../fields/evidence.ts";
import type { ReceiptText } from "../fields/text/receipt-text.ts";
import type { Page } from "../page.ts";
import type { FileText, PageText } from "../read-file.ts";
import { isCutOff } from "./cut-off.ts";
import { joinPages, stacked } from "./join-pages.ts";
import { withoutGuesses } from "./missing-part.ts";
import { splitPage } from "./split-page.ts";

/**
 * The receipts in a file's text. Future dates are judged against `today`.
 * @param withDetails whether what they say beyond the fields is read
 */
export function receiptsOf(
  { pages, pageCount, notes }: FileText,
  today: Date,
  hints: Hints,
  withDetails = false,
): FileReading {
  const choose = (page: Page) => chooseFields(page, today, hints);
  const choices = joinPages(pages)
    .flatMap((parts) => splitIfOne(parts, choose))
    .map((parts) => ({ parts, ...chooseOf(parts, (page) => explainFields(page, today, hints)) }));
  const receipts = choices.filter(({ choice }) => isReceipt(choice));
  const { notes: why, warnings, ...none } = nothing();
  const several = receipts.length > 1;
  return {
    receipts: receipts.map(({ parts, choice, text }) => {
      const reading = readingOf({ ...choice, notes: [...choice.notes, ...cutNotes(choice, parts)] }, parts);
      return withDetails ? withDetailsOf(reading, text, parts) : reading;
    }),
    nothing: {
      ...none,
      ...NO_PLACE,
      turned: pages[0]?.turned ?? 0,
      ...(withDetails && { details: NOTHING_MORE }),
    },
    pageCount,
    notes: [...notes, ...(receipts.length === 0 ? why : several ? [SEVERAL] : [])],
    warnings: [
      ...(notes.some(({ code }) => code === "truncated-file") ? [TRUNCATED] : []),
      ...(receipts.length === 0 ? warnings : several ? [SEVERAL_RECEIPTS] : []),
    ],
  };
}

/** A document of several pages is one receipt; on a single page there may be several. */
function splitIfOne(parts: readonly PageText[], choose: (page: Page) => Choice): (readonly PageText[])[] {
  const [only, ...others] = parts;
  return only === undefined || others.length > 0
    ? [parts]
    : splitPage(only.page, choose).map((page) => [{ ...only, page }]);
}

/** The fields of the pages of one document, and its text. */
function chooseOf(
  parts: readonly PageText[],
  explain: (page: Page) => Explanation,
): { choice: Choice; text: ReceiptText } {
  const page = stacked(parts.map((part) => part.page));
  const { reading, text } = explain(page);
  const missing = parts.find((part) => part.missing !== undefined)?.missing;
  return { choice: missing === undefined ? reading : withoutGuesses(reading, page, missing), text };
}

/** A text in another script has no words to read. */
function withDetailsOf(reading: Reading, text: ReceiptText, parts: readonly PageText[]): Reading {
  if (reading.notes.some(({ code }) => code === "script-not-read")) {
    return { ...reading, details: NOTHING_MORE };
  }
  const { notes, ...details } = readDetails(text, reading.total, (place) => evidenceIn(parts, place));
  return { ...reading, details, notes: [...reading.notes, ...notes] };
}

const SEVERAL = { code: "several-receipts" } as const;
const TRUNCATED = "The file breaks off; only the part that is there was read.";
const SEVERAL_RECEIPTS = "There are several receipts in this file; the values are those of the first one.";

/**
 * Only of a single page, where neither the file breaks off nor the print is unsharp: otherwise values are missing or not
 * sure for another reason.
 */
function cutNotes(choice: Choice, [only, ...others]: readonly PageText[]): Note[] {
  const isTold = only?.missing === undefined && only?.isBlurred === false && others.length === 0;
  return isTold && isCutOff(only.page, choice) ? [{ code: "cut" }] : [];
}

const NO_PLACE = { evidence: {}, pages: [], lines: [], notes: [], warnings: [] } as const;

function isReceipt({ notes }: Choice): boolean {
  return notes.every(({ code }) => code !== "not-a-receipt");
}

/** @param parts the pages that it is on */
function readingOf(choice: Choice, parts: readonly PageText[]): Reading {
  const evidence: Partial<Record<Field, Evidence>> = {};
  for (const field of FIELDS) {
    const place = choice.evidence[field];
    if (place !== undefined) {
      evidence[field] = evidenceIn(parts, place);
    }
  }
  const lines = parts.flatMap(({ page, number }) =>
    page.lines.flatMap((line) => {
      const place = placeOf([line], page);
      return place === undefined ? [] : [{ ...place, page: number, confidence: line.confidence }];
    }),
  );
  const pages = parts.map(({ number }) => number);
  return { ...choice, evidence, turned: parts[0]?.turned ?? 0, pages, lines };
}

/** From a place on the stacked pages to one on its page. */
function evidenceIn(parts: readonly PageText[], { text, box }: Place): Evidence {
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) {
    return { text, box, page: only.number };
  }
  const heights = parts.map(({ page }) => page.height / page.width);
  const all = heights.reduce((sum, height) => sum + height, 0);
  let above = 0;
  let index = 0;
  for (; index < parts.length - 1 && above + (heights[index] ?? 0) <= box.top * all; index++) {
    above += heights[index] ?? 0;
  }
  const height = heights[index] ?? 1;
  const top = (box.top * all - above) / height;
  return {
    text,
    box: { ...box, top, height: Math.min((box.height * all) / height, 1 - top) },
    page: parts[index]?.number ?? 1,
  };
}
