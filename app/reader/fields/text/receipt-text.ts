import type { Hints } from "../../../hints.ts";
import { median } from "../../median.ts";
import type { Page } from "../../page.ts";
import { CURRENCY_MARK } from "../words/currencies.ts";
import { DINAR_MARK } from "../words/dinars.ts";
import type { Label } from "../words/labels.ts";
import { type Amount, amountsOf } from "./amounts.ts";
import { boundedPage } from "./bounded-page.ts";
import { type CountryEvidence, countriesOf } from "./country-evidence.ts";
import { datesIn, type FoundDate } from "./dates.ts";
import { signOfDinars } from "./dinars.ts";
import { withHint } from "./hinted-country.ts";
import { type FoundLabel, rememberingLabels } from "./labels.ts";
import { fold } from "./letters.ts";
import { settledByNumber } from "./number-dates.ts";
import { type NumberStyle, numberStyleOf } from "./numbers.ts";
import { type Row, rowsOf } from "./rows.ts";
import { tidied } from "./tidy.ts";

/** An amount with the words that speak about it. */
export interface LabelledAmount extends Amount {
  readonly rowIndex: number;
  /** None for what is no money. */
  readonly labels: readonly FoundLabel[];
  /** The words were found in the row above, which has no amount of its own. */
  readonly labelAbove: boolean;
  /** The words next to the amount, folded. */
  readonly words: string;
  /** No other amount is to its right. */
  readonly isLastInRow: boolean;
}

/** What was found in each row of a page, for all fields to draw from. */
export interface ReceiptText {
  readonly page: Page;
  readonly rows: readonly Row[];
  readonly labels: readonly (readonly FoundLabel[])[];
  readonly amounts: readonly LabelledAmount[];
  readonly dates: readonly (readonly FoundDate[])[];
  readonly numberStyle: NumberStyle;
  /** Where it may come from, the likeliest country first. */
  readonly countries: readonly CountryEvidence[];
  /** Pixels: the middle one of the rows' heights. */
  readonly textHeight: number;
}

export function readText(whole: Page, hints: Hints = {}): ReceiptText {
  const page = boundedPage(whole);
  const rows = rowsOf(page);
  const labelsIn = rememberingLabels();
  const labels = rows.map((row) => labelsIn(row.text));
  const countries = withHint(countriesOf(rows, labels), rows, hints.country);
  const dinars = signOfDinars(rows, countries, hints.currency);
  const numberStyle = dinars ? ({ decimal: dinars, decimals: 3 } as const) : numberStyleOf(rows);
  const folded = rows.map((row) => row.folded);
  const dates = settledByNumber(folded, folded.map(datesIn));
  return {
    page,
    rows,
    labels,
    amounts: labelledAmounts(rows, labels, numberStyle, labelsIn),
    dates,
    numberStyle,
    countries,
    textHeight: median(rows.map((row) => row.height)) || 1,
  };
}

export function hasLabel(labels: readonly FoundLabel[], ...wanted: readonly Label[]): boolean {
  return labels.some((found) => wanted.includes(found.label));
}

function labelledAmounts(
  rows: readonly Row[],
  labels: readonly (readonly FoundLabel[])[],
  style: NumberStyle,
  labelsIn: (text: string) => readonly FoundLabel[],
): LabelledAmount[] {
  const byRow = rows.map((row) => amountsOf(row, style));
  return byRow.flatMap((amounts, rowIndex) => {
    const row = rows[rowIndex];
    if (!row) {
      return [];
    }
    const money = amounts.filter((amount) => amount.role === "money");
    const texts = wordsNextTo(row, amounts, style);
    const rowHasWords = hasWords(row.folded, style);
    const above = rows[rowIndex - 1];
    const aboveIsBare = (byRow[rowIndex - 1] ?? []).length === 0;
    const isNear = above !== undefined && row.y - above.y < 3 * Math.max(row.height, above.height);
    const borrows = !rowHasWords && aboveIsBare && isNear;
    return amounts.map((amount, index) => {
      const words = borrows ? above.folded : fold(texts[index] ?? "");
      return {
        ...amount,
        rowIndex,
        words,
        labels: amount.role !== "money" ? [] : borrows ? (labels[rowIndex - 1] ?? []) : labelsIn(words),
        labelAbove: borrows,
        isLastInRow: money[money.length - 1] === amount,
      };
    });
  });
}

/** For each amount of a row, the words since the money before it; without any, the words of that. */
function wordsNextTo(row: Row, amounts: readonly Amount[], style: NumberStyle): string[] {
  const texts: string[] = [];
  let last = "";
  for (const [index, amount] of amounts.entries()) {
    // The 4 of "TOTAL (4 ITEMS) 12.80" is a number of something, and the words before it go with the amount.
    const previous = amounts
      .slice(0, index)
      .findLast((other) => other.role === "money" && (!isBare(other) || isBare(amount)));
    const position = row.pieces.indexOf(amount.piece);
    const from = previous ? row.pieces.indexOf(previous.piece) : 0;
    const between = row.pieces.slice(from, position + 1).map((piece, offset) => {
      const start = previous && offset === 0 ? previous.end : 0;
      const end = from + offset === position ? amount.start : undefined;
      return tidied(piece).slice(start, end);
    });
    const words = between.join("  ");
    if (hasWords(words, style)) {
      last = words;
    }
    texts.push(last);
  }
  const afterLast = amounts[amounts.length - 1];
  if (last === "" && afterLast) {
    const position = row.pieces.indexOf(afterLast.piece);
    const rest = row.pieces
      .slice(position)
      .map((piece, offset) => (offset === 0 ? tidied(piece).slice(afterLast.end) : piece.text));
    return texts.map(() => rest.join("  "));
  }
  return texts;
}

function isBare({ decimals, grouped, currency }: Amount): boolean {
  return decimals === 0 && !grouped && currency === null;
}

const CURRENCY = new RegExp(`(?<!\\p{L})(?:${CURRENCY_MARK})(?!\\p{L})`, "giu");

const DINARS = new RegExp(`(?<!\\p{L})(?:${DINAR_MARK})(?!\\p{L})`, "giu");

/** Whether a text says more than a currency. */
function hasWords(text: string, { decimals }: NumberStyle): boolean {
  const words = text.replace(CURRENCY, "");
  return /\p{L}{2}/u.test(decimals === 3 ? words.replace(DINARS, "") : words);
}
