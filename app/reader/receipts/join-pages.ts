import { isTotal } from "../fields/candidates/total/is-total.ts";
import { isReceipt } from "../fields/receipt-likeness.ts";
import { lettersAndDigits } from "../fields/text/letters.ts";
import { type ReceiptText, readText } from "../fields/text/receipt-text.ts";
import { isSentence } from "../fields/text/sentences.ts";
import type { Page } from "../page.ts";
import { CARRIED, documentNumbersIn, type PageNumber, pageNumberIn } from "./page-words.ts";

/** Rows at the top of a page in which the name is that is on all pages of a document. */
const HEAD_ROWS = 3;

/** Letters and digits of a name that is no accident. */
const LEAST_LETTERS = 5;

/** Amounts on a page that continues a receipt, and rows of sentences that only a letter or terms have. */
const LEAST_AMOUNTS = 2;
const MOST_SENTENCES = 3;

/**
 * Puts pages together that are one document: they have the same number, or are numbered, or carry a sum from one to the
 * next, or have the same name and only the last one a total, and not on another day. Pages that are no part of a receipt,
 * such as letters and terms, are left out; a single page never is.
 * @param pages in reading order
 */
export function joinPages<Part extends { readonly page: Page }>(pages: readonly Part[]): Part[][] {
  if (pages.length === 1) {
    return [[...pages]];
  }
  const documents: { readonly parts: Part[]; readonly signs: Signs[] }[] = [];
  for (const part of pages) {
    const signs = signsOf(readText(part.page));
    if (!signs.isPart) {
      continue;
    }
    const last = documents.at(-1);
    if (last !== undefined && continues(last.signs, signs)) {
      last.parts.push(part);
      last.signs.push(signs);
    } else {
      documents.push({ parts: [part], signs: [signs] });
    }
  }
  return documents.map(({ parts }) => parts);
}

/** Pages below each other as one, as wide as the widest. */
export function stacked(pages: readonly Page[]): Page {
  const [only, ...others] = pages;
  if (only !== undefined && others.length === 0) {
    return only;
  }
  const width = Math.max(...pages.map((page) => page.width));
  let height = 0;
  const lines = pages.flatMap((page) => {
    const scale = width / page.width;
    const top = height;
    height += page.height * scale;
    const moved = ({ x, y }: { x: number; y: number }) => ({ x: x * scale, y: y * scale + top });
    return page.lines.map(({ text, confidence, quad: [a, b, c, d] }) => ({
      text,
      confidence,
      quad: [moved(a), moved(b), moved(c), moved(d)] as const,
    }));
  });
  return { width, height, lines };
}

/** What tells whether pages belong together. */
interface Signs {
  /** Of a receipt, and not of a letter. */
  readonly isPart: boolean;
  readonly pageNumber: PageNumber | undefined;
  readonly isCarried: boolean;
  readonly documentNumbers: ReadonlySet<string>;
  readonly head: ReadonlySet<string>;
  readonly hasTotal: boolean;
  /** As printed. */
  readonly dates: ReadonlySet<string>;
}

function signsOf(text: ReceiptText): Signs {
  const { rows } = text;
  const money = text.amounts.filter(
    ({ role, rowIndex }) => role === "money" && !isSentence(rows[rowIndex]?.folded ?? ""),
  );
  const isCarriedRow = (rowIndex: number) => CARRIED.test(rows[rowIndex]?.folded ?? "");
  const pageNumber = rows.map(({ folded }) => pageNumberIn(folded)).find((found) => found !== undefined);
  const isCarried = rows.some(
    (_, index) => isCarriedRow(index) && money.some(({ rowIndex }) => rowIndex === index),
  );
  const isLetter = rows.filter(({ folded }) => isSentence(folded)).length > MOST_SENTENCES;
  const hasTotal = money.some((amount) => isTotal(amount) && !isCarriedRow(amount.rowIndex));
  const isContinued = money.length >= LEAST_AMOUNTS || hasTotal || isCarried || (pageNumber?.of ?? 1) > 1;
  return {
    isPart: isReceipt(text) || (isContinued && !(isLetter && money.length < LEAST_AMOUNTS)),
    pageNumber,
    isCarried,
    documentNumbers: new Set(rows.flatMap(({ folded }) => documentNumbersIn(folded))),
    head: new Set(
      rows
        .slice(0, HEAD_ROWS)
        .map((row) => lettersAndDigits(row.text))
        .filter((letters) => letters.length >= LEAST_LETTERS && /\p{L}{4}/u.test(letters)),
    ),
    hasTotal,
    dates: new Set(
      text.dates.flatMap((dates, row) =>
        dates.map(({ start, end }) => rows[row]?.folded.slice(start, end) ?? ""),
      ),
    ),
  };
}

/** Whether a page belongs to the document of the pages before it. */
function continues(document: readonly Signs[], next: Signs): boolean {
  const last = document.at(-1);
  if (last === undefined || next.pageNumber?.number === 1) {
    return false;
  }
  const { pageNumber } = last;
  if (pageNumber !== undefined && next.pageNumber !== undefined) {
    return pageNumber.of === next.pageNumber.of && pageNumber.number + 1 === next.pageNumber.number;
  }
  // The first page of a document often has no number.
  if (document.length === 1 && pageNumber === undefined && next.pageNumber?.number === 2 && !last.hasTotal) {
    return true;
  }
  if (last.isCarried && (next.isCarried || next.dates.size === 0)) {
    return true;
  }
  const numbers = new Set(document.flatMap(({ documentNumbers }) => [...documentNumbers]));
  if (numbers.size > 0 && next.documentNumbers.size > 0) {
    return [...next.documentNumbers].some((number) => numbers.has(number));
  }
  const hasSameName = document.some(({ head }) => [...next.head].some((row) => head.has(row)));
  const hasTotal = document.some((page) => page.hasTotal);
  const isOfAnotherDay =
    next.dates.size > 0 && !document.some(({ dates }) => [...next.dates].some((date) => dates.has(date)));
  return hasSameName && !hasTotal && !(next.hasTotal && isOfAnotherDay);
}
