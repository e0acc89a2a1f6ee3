import type { Hints } from "../../hints.ts";
import { type Evidence, FIELDS, type Field, type FileReading, type Reading } from "../../receipt.ts";
import { type Choice, chooseFields, nothing } from "../fields/choose-fields.ts";
import { placeOf } from "../fields/evidence.ts";
import type { FileText, PageText } from "../read-file.ts";

/** The receipts in a file's text. Future dates are judged against `today`. */
export function receiptsOf({ pages, pageCount, notes }: FileText, today: Date, hints: Hints): FileReading {
  const choices = pages.map((page) => ({ page, choice: chooseFields(page.page, today, hints) }));
  const receipts = choices.filter(({ choice }) => isReceipt(choice));
  const { notes: why, warnings, ...none } = nothing();
  return {
    receipts: receipts.map(({ page, choice }) => readingOf(choice, page)),
    nothing: { ...none, ...NO_PLACE, turned: pages[0]?.turned ?? 0 },
    pageCount,
    notes: receipts.length === 0 ? [...notes, ...why] : notes,
    warnings: receipts.length === 0 ? warnings : [],
  };
}

const NO_PLACE = { evidence: {}, pages: [], lines: [], notes: [], warnings: [] } as const;

function isReceipt({ notes }: Choice): boolean {
  return notes.every(({ code }) => code !== "not-a-receipt");
}

function readingOf(choice: Choice, { page, number, turned }: PageText): Reading {
  const evidence: Partial<Record<Field, Evidence>> = {};
  for (const field of FIELDS) {
    const place = choice.evidence[field];
    if (place !== undefined) {
      evidence[field] = { ...place, page: number };
    }
  }
  const lines = page.lines.flatMap((line) => {
    const place = placeOf([line], page);
    return place === undefined ? [] : [{ ...place, page: number, confidence: line.confidence }];
  });
  return { ...choice, evidence, turned, pages: [number], lines };
}
