import type { Choice } from "../fields/choose-fields.ts";
import { datesIn } from "../fields/text/dates.ts";
import { rememberingLabels } from "../fields/text/labels.ts";
import { fold } from "../fields/text/letters.ts";
import { hasLabel } from "../fields/text/receipt-text.ts";
import { CARD_SLIP } from "../fields/words/till-words.ts";
import { memoize } from "../memoize.ts";
import type { Line, Page } from "../page.ts";
import { type Cut, cutsOf } from "./cuts.ts";

/** Of a page so many cuts are tried, since each takes as long as choosing the fields of the page. */
const MOST_TRIED = 4;

/** More receipts are not told apart on one page. */
const MOST_RECEIPTS = 8;

/**
 * The receipts on a page, in reading order: pages with the text of one receipt each. A page is cut where both parts are
 * receipts of their own.
 */
export function splitPage(page: Page, choose: (part: Page) => Choice): Page[] {
  const isPromising = promisingIn();
  const parts = [page];
  for (let index = 0; index < parts.length && parts.length < MOST_RECEIPTS; ) {
    const cut = cutsOf(parts[index] ?? page)
      .filter(isPromising)
      .slice(0, MOST_TRIED)
      .find((tried) => isOfTwo(tried, choose));
    if (cut === undefined) {
      index++;
    } else {
      parts.splice(index, 1, ...cut.parts);
    }
  }
  return parts;
}

/**
 * Tells whether both parts of a cut have what each receipt has, as far as single lines tell: a total, and a day where one
 * part is above the other, since the foot of a receipt may repeat its total. Each line is looked at once, for all cuts.
 */
function promisingIn(): (cut: Cut) => boolean {
  const labelsIn = rememberingLabels();
  const hasDate = memoize(({ text }: Line) => datesIn(fold(text)).length > 0);
  const hasTotal = memoize(({ text }: Line) => hasLabel(labelsIn(text), "total"));
  return ({ parts, isSideBySide }) =>
    parts.every(({ lines }) => (isSideBySide || lines.some(hasDate)) && lines.some(hasTotal));
}

/**
 * Whether two texts are two receipts: of two totals, and of two shops or days. Where totals agree both must differ: a
 * copy, or the slip of a card, has the total of its receipt; a slip with a tip has another one, on the same day.
 */
function isOfTwo({ parts }: Cut, choose: (part: Page) => Choice): boolean {
  const [first, second] = [choose(parts[0]), choose(parts[1])];
  if (first.total === null || second.total === null) {
    return false;
  }
  const otherDay = differ(first.purchaseDate, second.purchaseDate);
  const otherShop = differ(shopOf(first), shopOf(second));
  if (first.total === second.total) {
    return otherDay && otherShop;
  }
  return otherDay || (otherShop && !parts.some(isCardSlip) && !repeats(parts[1], parts[0]));
}

const AMOUNTS = /(?<![\p{L}\d])\d+(?:[.,]\d{3})*[.,]\d{2}(?!\d)/gu;

/** Whether the amounts of a text, other than nil, are in large part those of the other: a table of taxes sums up its receipt. */
function repeats(text: Page, other: Page): boolean {
  const [own, others] = [amountsOn(text), amountsOn(other)];
  return [...own].filter((amount) => others.has(amount)).length * 2 >= own.size;
}

function amountsOn({ lines }: Page): Set<string> {
  return new Set(
    lines.flatMap(({ text }) => text.match(AMOUNTS) ?? []).filter((amount) => /[1-9]/u.test(amount)),
  );
}

function differ(first: string | null, second: string | null): boolean {
  return first !== null && second !== null && first !== second;
}

/** The letters of the shop's name, when it is printed above the total. */
function shopOf({ storeName, evidence }: Choice): string | null {
  const isAtTop = (evidence.storeName?.box.top ?? 1) < (evidence.total?.box.top ?? 0);
  return storeName !== null && isAtTop ? fold(storeName).replace(/[^\p{L}\p{N}]/gu, "") : null;
}

function isCardSlip({ lines }: Page): boolean {
  return lines.some(({ text }) => CARD_SLIP.test(fold(text)));
}
