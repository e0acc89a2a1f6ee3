import type { Line } from "../../page.ts";
import { type NumberStyle, parseNumber } from "../text/numbers.ts";
import { tidied } from "../text/tidy.ts";
import { CURRENCY_MARK } from "../words/currencies.ts";
import type { DetailRow } from "./detail-rows.ts";
import { letterIn } from "./tax-letters.ts";

/** What one row says of something that was bought. */
export interface ItemRow {
  readonly description: string;
  readonly quantity: number | null;
  readonly unitPrice: number | null;
  readonly amount: number | null;
  readonly unit: string | null;
  readonly taxLetter: string | null;
  /** Where the description and the amount are. */
  readonly words: readonly Line[];
  readonly price: readonly Line[];
}

const NUMBER = String.raw`(?:\d{1,7}(?:[.,'’]\d{3})*(?:[.,]\d{1,3})?|[.,]\d{2})`;
const MARK = `(?:${CURRENCY_MARK})`;
const UNIT = `(?:KGS?|KILOS?|G|GR|[L1]BS?|OZ|L|LTR|CL|ML|M|ST|STK|STCK|PCS?|PZ|KPL|SZT|KS|DB|UN|UND|EA|GAL)`;

/** "2 x 3.20", "0.412 kg @ $18.90/kg", "2 Stk x 1,99", and for "2 x" the count alone. */
const COUNT_AND_PRICE = new RegExp(
  `(?<![\\p{L}\\d.,])(${NUMBER})\\s?(${UNIT})?\\.?\\s?(?:NETT?\\s)?[xX×@*]\\s?-?${MARK}?\\s?(${NUMBER})(?:\\s?${MARK})?(?:\\s?(?:/|PER)\\s?(${UNIT}|EACH))?(?![\\p{L}\\d])`,
  "iu",
);
/** "0,412 kg  18,90 €/kg": the price of a unit. */
const WEIGHT_AND_PRICE = new RegExp(
  `(?<![\\p{L}\\d.,])(${NUMBER})\\s?(${UNIT})\\s+${MARK}?\\s?(${NUMBER})\\s?${MARK}?\\s?/\\s?${UNIT}(?!\\p{L})`,
  "iu",
);
/** A row of nothing else: "2 Stk x  1,19". */
const ONLY_COUNT_AND_PRICE = new RegExp(
  `^(${NUMBER})\\s?(${UNIT})?\\.?\\s*(?:[xX×@*]|AT 1 FOR)\\s*${MARK}?\\s?(${NUMBER})(?:\\s?${MARK})?$`,
  "iu",
);
/** "3 BARLEY @2.50": the price of one, behind what it is. */
const PRICE_BEHIND = new RegExp(`\\s@\\s?${MARK}?\\s?(${NUMBER})\\s*$`, "iu");
/** "Pivo  6 ks  101,40": a count in a column of its own. */
const PIECES_BEHIND = /\s{2,}(\d{1,3})\s?(?:ST|STK|STCK|PCS?|PZ|KPL|SZT|KS|DB|UND?)\.?\s*$/iu;
/** A sign for taxes in a column before the price; sizes and units are none. */
const FLAG_BEFORE_PRICE = /\s{2,}(?!KG|ST|EA|PC|XL|XS|LB|OZ|ML|CL)([A-Z]{1,2})\s*$/u;
const COUNT_BEFORE =
  /^[*#.\s-]*(\d{1,3})\s?(?:[xX×](?!\p{L}{2})\s*|\s+(?:PCS?|EA)\.?\s+|\s+)(?=[\p{L}"'(*#%\d>-])/iu;
const WEIGHT_BEFORE = new RegExp(`^(\\d{1,3}[.,]\\d{1,3})\\s?(${UNIT})?\\s+(?=\\p{L})`, "iu");
const COUNT_BEHIND = /\s(?:[x×]\s?|X)(\d{1,3})\s*$|\s(\d{1,3})\s?[xX×@]\s*$/u;
const WEIGHT_BEHIND = /\s(\d{1,3}[.,]\d{1,3})\s?(KGS?|KILOS?|LBS?)\s*$/iu;
/** A number of a column, between the description and the amount. */
const COLUMN = new RegExp(`(?:^|\\s)${MARK}?\\s?(-?${NUMBER})\\s?(?:%|${MARK})?\\s*[*]?\\s*$`, "iu");
/** The number of an article, before or behind what it is. */
const CODE = /^(?:[A-Z]\s+)?\d{4,14}\s+(?=\p{L})|\s+\d{6,14}(?:\s?[A-Z]{1,2})?\s*$|\s{2,}\d{4,5}\s*$/u;
const CURRENCY_BEHIND = new RegExp(`(?:^|[\\s\\d])${MARK}\\s*[-(]?\\s*$`, "iu");
/** "5 FOR", "EA", "@ 0.79 lb": what goes with a price and names nothing. */
const NAMES_NOTHING = new RegExp(`^(?:(?:${UNIT}|EACH|FOR|PER|TW|[\\d.,@/*xX×$€£()-]+)(?:\\s+|$))*$`, "iu");
const SIGNS_BEFORE = /^[\s*#%.:;,=_~-]+/u;
const SIGNS_BEHIND = /[\s*:;,=_~@$€£(-]+$/u;

/** The most that a product may miss the amount by: the price of a unit is rounded. */
const ROUNDED = 0.0101;

interface Counted {
  readonly quantity: number | null;
  readonly unitPrice: number | null;
  readonly unit: string | null;
}
const NOT_COUNTED: Counted = { quantity: null, unitPrice: null, unit: null };

/** What a row says, in whatever order: the count before or behind, the price of a unit, the amount at the end. */
export function itemRowOf({ row, last }: DetailRow, style: NumberStyle): ItemRow {
  const at = last === null ? row.pieces.length : row.pieces.indexOf(last.piece);
  const before = row.pieces.slice(0, at).map(tidied);
  const own = last === null ? "" : tidied(last.piece);
  const marked = [...before, own.slice(0, last?.start ?? 0)].join("  ").replace(CURRENCY_BEHIND, " ");
  const behindWords = FLAG_BEFORE_PRICE.exec(marked);
  const flag = /\p{L}/u.test(marked.slice(0, behindWords?.index ?? 0)) ? behindWords : null;
  const left = flag ? marked.slice(0, flag.index) : marked;
  const right = [own.slice(last?.end ?? 0), ...row.pieces.slice(at + 1).map(tidied)].join("  ");
  const count = ONLY_COUNT_AND_PRICE.exec(row.text.trim());
  const isCount = count !== null && last !== null && numberIn(count[3], style) === last.value;
  const amount = isCount ? null : (last?.value ?? null);
  const text = /\p{L}{2}/u.test(withoutMarks(left)) ? left : `${left}  ${lettersOf(right)}`;
  const { rest, ...counted } = isCount
    ? { quantity: quantityIn(count[1]), unitPrice: last.value, unit: unitOf(count[2]), rest: "" }
    : countedIn(text, amount, style);
  const description = rest
    .replace(CODE, "")
    .replace(SIGNS_BEFORE, "")
    .replace(SIGNS_BEHIND, "")
    .replace(/\s+/gu, " ");
  const isWordy = /\p{L}{2}/u.test(description) && !NAMES_NOTHING.test(description);
  return {
    description: isWordy ? description : "",
    ...counted,
    amount,
    taxLetter: flag?.[1]?.length === 1 ? flag[1] : letterIn(right),
    words: row.pieces.filter((piece) => piece !== last?.piece || isWordyPiece(piece)),
    price: last === null || isCount ? [] : [last.piece],
  };
}

function numberIn(run: string | undefined, style: NumberStyle): number | null {
  return run === undefined ? null : (parseNumber(run.replace(/^-/u, ""), style, true)?.value ?? null);
}

const isWordyPiece = (piece: Line): boolean => /\p{L}{2}/u.test(withoutMarks(piece.text));

const MARKS = new RegExp(`(?<!\\p{L})${MARK}(?!\\p{L})`, "giu");
const withoutMarks = (text: string): string => text.replace(MARKS, "");

/** Behind an amount a letter is a rate of tax, and words are what was bought. */
const lettersOf = (text: string): string => (/\p{L}{3}/u.test(withoutMarks(text)) ? text : "");

function countedIn(text: string, amount: number | null, style: NumberStyle): Counted & { rest: string } {
  const pair = COUNT_AND_PRICE.exec(text) ?? WEIGHT_AND_PRICE.exec(text);
  if (pair) {
    const [whole, first, unit, second] = pair;
    const [one, other] = [quantityIn(first), numberIn(second, style)];
    const isSwapped = /[.,]\d{2}$/u.test(first ?? "") && /^\d{1,3}$/u.test(second ?? "");
    const counted = isSwapped
      ? { quantity: quantityIn(second), unitPrice: numberIn(first, style), unit: null }
      : { quantity: one, unitPrice: other, unit: unitOf(unit) };
    if (amount === null || isProduct(counted, amount)) {
      const isInBrackets = text[pair.index - 1] === "(";
      const rest = isInBrackets
        ? text
        : `${text.slice(0, pair.index)} ${text.slice(pair.index + whole.length)}`;
      return { ...counted, rest };
    }
  }
  const priced = PRICE_BEHIND.exec(text);
  const before = priced && COUNT_BEFORE.exec(text);
  const each = { quantity: Number(before?.[1]), unitPrice: numberIn(priced?.[1], style), unit: null };
  if (before && amount !== null && isProduct(each, amount)) {
    return { ...each, rest: text.slice(before[0].length, priced.index) };
  }
  const behind = COUNT_BEHIND.exec(text) ?? PIECES_BEHIND.exec(text);
  const weighed = WEIGHT_BEHIND.exec(text);
  if (behind || weighed) {
    const columns = columnsOf(text.slice(0, (behind ?? weighed)?.index), amount, style);
    const quantity = behind ? Number(behind[1] ?? behind[2]) : quantityIn(weighed?.[1]);
    return { ...columns, quantity: quantity || null, unit: unitOf(weighed?.[2]) };
  }
  const columns = columnsOf(text, amount, style);
  const { rest } = columns;
  const leading = COUNT_BEFORE.exec(rest);
  const weight = WEIGHT_BEFORE.exec(rest);
  if (weight && columns.quantity === null) {
    return {
      ...columns,
      quantity: quantityIn(weight[1]),
      unit: unitOf(weight[2]),
      rest: rest.slice(weight[0].length),
    };
  }
  if (leading) {
    const quantity = columns.quantity ?? (Number(leading[1]) || null);
    const isPrice = amount !== null && isProduct({ quantity, unitPrice: columns.price }, amount);
    const unitPrice = isPrice ? columns.price : columns.unitPrice;
    return { ...columns, quantity, unitPrice, rest: rest.slice(leading[0].length) };
  }
  return columns;
}

/** The numbers between the description and the amount: a count, the price of a unit, or both. */
function columnsOf(
  text: string,
  amount: number | null,
  style: NumberStyle,
): Counted & { price: number | null; rest: string } {
  const found: { run: string; value: number; index: number }[] = [];
  let rest = text;
  for (let column = COLUMN.exec(rest); column && found.length < MOST_COLUMNS; column = COLUMN.exec(rest)) {
    const run = column[1] ?? "";
    const isAlone = /\s{2}/u.test(column[0]) || column.index === 0;
    const hasCents = /[.,]\d{2}$/u.test(run);
    const value = column[0].includes("%") ? 0 : numberIn(run, style);
    if (value === null || !(hasCents || isAlone || run.length <= 2)) {
      break;
    }
    found.push({ run, value, index: column.index });
    rest = rest.slice(0, column.index);
  }
  const nothing = { ...NOT_COUNTED, price: null, rest: text };
  if (found.length === 0) {
    return nothing;
  }
  const left = (index: number) => text.slice(0, found[index]?.index ?? text.length);
  for (const [index, one] of found.entries()) {
    for (const [place, other] of found.entries()) {
      const counted = { quantity: one.value, unitPrice: other.value, unit: null };
      if (index !== place && !/[.,]\d{2}$/u.test(one.run) && amount !== null && isProduct(counted, amount)) {
        return { ...counted, price: null, rest: left(Math.max(index, place)) };
      }
    }
  }
  const [nearest] = found;
  const prices = found.filter(({ run }) => /[.,]\d{2}$/u.test(run));
  const count = found.find(({ run }) => /^\d{1,3}$/u.test(run));
  const same = prices.find(({ value }) => value === Math.abs(amount ?? Number.NaN));
  const isCount = count !== undefined && /\s{2}/u.test(text.slice(count.index, count.index + 2));
  const quantity = isCount && count.value > 0 ? count.value : null;
  const ends = [...(isCount ? [count] : []), ...prices].map(({ index }) => index);
  return ends.length === 0 || nearest === undefined
    ? nothing
    : {
        quantity,
        unitPrice: same?.value ?? null,
        price: prices[0]?.value ?? null,
        unit: null,
        rest: text.slice(0, Math.min(...ends)),
      };
}

const MOST_COLUMNS = 4;

/** A count or a weight: what would be thousands of them has three decimals. */
function quantityIn(run: string | undefined): number | null {
  const value = Number((run ?? "").replace(",", "."));
  return value > 0 && Number.isFinite(value) ? value : null;
}

/** Pieces are what is counted where nothing is said. */
function unitOf(unit: string | undefined): string | null {
  const lower = unit?.toLowerCase() ?? "";
  const known = /^(?:(kg|lb)s?|(kilo)s?|(1b)s?|g|gr|oz|l|ltr|cl|ml|m|gal)$/u.exec(lower);
  return known && (known[1] ?? (known[2] ? "kg" : known[3] ? "lb" : lower));
}

export function isProduct(
  { quantity, unitPrice }: Pick<Counted, "quantity" | "unitPrice">,
  amount: number,
): boolean {
  const product = (quantity ?? Number.NaN) * (unitPrice ?? Number.NaN);
  return Math.abs(product - Math.abs(amount)) < ROUNDED;
}
