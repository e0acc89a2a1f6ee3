import type { Hints } from "../../hints.ts";
import {
  type Evidence,
  FIELDS,
  type Field,
  type FileReading,
  type Place,
  type Reading,
} from "../../receipt.ts";
import { type Choice, chooseFields, nothing } from "../fields/choose-fields.ts";
import { placeOf } from "../fields/evidence.ts";
import type { Page } from "../page.ts";
import type { FileText, PageText } from "../read-file.ts";
import { joinPages, stacked } from "./join-pages.ts";
import { withoutGuesses } from "./missing-part.ts";
import { splitPage } from "./split-page.ts";

/** The receipts in a file's text. Future dates are judged against `today`. */
export function receiptsOf({ pages, pageCount, notes }: FileText, today: Date, hints: Hints): FileReading {
  const choose = (page: Page) => chooseFields(page, today, hints);
  const choices = joinPages(pages)
    .flatMap((parts) => splitIfOne(parts, choose))
    .map((parts) => ({ parts, choice: chooseOf(parts, choose) }));
  const receipts = choices.filter(({ choice }) => isReceipt(choice));
  const { notes: why, warnings, ...none } = nothing();
  const several = receipts.length > 1;
  return {
    receipts: receipts.map(({ parts, choice }) => readingOf(choice, parts)),
    nothing: { ...none, ...NO_PLACE, turned: pages[0]?.turned ?? 0 },
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

/** Chooses the fields of the pages of one document. */
function chooseOf(parts: readonly PageText[], choose: (page: Page) => Choice): Choice {
  const page = stacked(parts.map((part) => part.page));
  const choice = choose(page);
  const missing = parts.find((part) => part.missing !== undefined)?.missing;
  return missing === undefined ? choice : withoutGuesses(choice, page, missing);
}

const SEVERAL = { code: "several-receipts" } as const;
const TRUNCATED = "The file breaks off; only the part that is there was read.";
const SEVERAL_RECEIPTS = "There are several receipts in this file; the values are those of the first one.";

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
