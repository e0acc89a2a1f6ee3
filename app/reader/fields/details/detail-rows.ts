import { convertedFrom } from "../candidates/currency/conversion.ts";
import { isTotal } from "../candidates/total/is-total.ts";
import { withDollars } from "../candidates/total/mended-amounts.ts";
import { currencyOf, isOtherCurrency } from "../candidates/total/other-currency.ts";
import { isAddress, isStreetLike } from "../text/address.ts";
import type { FoundLabel } from "../text/labels.ts";
import { hasLabel, type LabelledAmount, type ReceiptText } from "../text/receipt-text.ts";
import type { Row } from "../text/rows.ts";
import { proseIn } from "../text/sentences.ts";
import { tidied } from "../text/tidy.ts";
import { CONTACT } from "../words/address-words.ts";
import type { Label } from "../words/labels.ts";
import { FARE, INCLUSIVE, SUGGESTED_TIP } from "../words/total-words.ts";

/** A row with its amounts, and what its words call the last of them. */
export interface DetailRow {
  readonly row: Row;
  readonly index: number;
  /** The amounts of money, from left to right. */
  readonly money: readonly LabelledAmount[];
  /** The last of them. */
  readonly last: LabelledAmount | null;
  readonly kind: Label | null;
  /** The words say hardly anything but that. */
  readonly isPlain: boolean;
}

/** Part of the letters that a label takes where a row says hardly anything else: "TIP TOP BREAD" is no tip. */
const MOST_LETTERS = 0.5;

/** Rows that say several things are what comes first here: "CASH CHANGE" is change. */
const KINDS: readonly Label[] = [
  "points",
  "change",
  "rounding",
  "tip",
  "discount",
  "service",
  "tax",
  "subtotal",
  "payment",
  "total",
  "quantity",
  "reference",
];

/** The rows of a receipt, with the amounts in its currency. Where it has cents, amounts have them. */
export function detailRowsOf(text: ReceiptText): DetailRow[] {
  const money = withDollars(
    text.amounts.filter((amount) => amount.role === "money" || isFlagged(text, amount)),
  );
  const marks = [...money.filter(isTotal), ...money].map(currencyOf);
  const main = convertedFrom(text) ?? marks.find((mark) => mark !== null) ?? null;
  const all = money.filter((amount) => !isOtherCurrency(amount, main));
  const expectsCents = text.numberStyle.decimal !== null && all.some(({ hasCents }) => hasCents);
  const expectsGroups = text.numberStyle.decimal === null;
  const isMoney = (amount: LabelledAmount) =>
    expectsCents
      ? amount.hasCents
      : amount.grouped || amount.currency !== null || (!expectsGroups && isWholePrice(text, amount));
  const byRow = Map.groupBy(all.filter(isMoney), ({ rowIndex }) => rowIndex);
  const isProse = proseIn(text.rows);
  return text.rows.map((row, index) => {
    const money = isProse[index] || SUGGESTED_TIP.test(row.folded) ? [] : (byRow.get(index) ?? []);
    const last = money.at(-1) ?? null;
    return { row, index, money, last, ...kindOf(text, index, last) };
  });
}

/** Whether an X behind the last amount of a row is a sign for its tax: "SHAMPOO 6.47 X". */
function isFlagged(
  { rows }: ReceiptText,
  { role, hasCents, piece, start, end, rowIndex }: LabelledAmount,
): boolean {
  const pieces = rows[rowIndex]?.pieces ?? [];
  if (role !== "quantity" || !hasCents || pieces.at(-1) !== piece) {
    return false;
  }
  const text = tidied(piece);
  const before = [...pieces.slice(0, -1).map((one) => one.text), text.slice(0, start)].join(" ");
  return /^\s*X\s*$/u.test(text.slice(end)) && /\p{L}{3}/u.test(before);
}

/** Whether a bare number is a price, where prices have no cents. */
function isWholePrice(
  { rows, dates }: ReceiptText,
  { value, rowIndex, isLastInRow }: LabelledAmount,
): boolean {
  const folded = rows[rowIndex]?.folded ?? "";
  return (
    isLastInRow &&
    value >= LEAST_WHOLE &&
    value <= MOST_WHOLE &&
    (dates[rowIndex] ?? []).length === 0 &&
    !CONTACT.test(folded) &&
    !isAddress(folded) &&
    !isStreetLike(folded)
  );
}

const LEAST_WHOLE = 10;
const MOST_WHOLE = 999_999;

/** Names of goods are nearly those of money: "PESTO" is no change, no tea a Vietnamese card, and a deposit is on a bottle. */
function isCertain({ label, phrase, errors }: FoundLabel): boolean {
  return (
    (errors === 0 || SUMS.includes(label) || phrase.length >= LONG) &&
    phrase !== "THE" &&
    phrase !== "DEPOSIT"
  );
}

/** What labels miss: "TAX1", "TAXES", "TAX RESTO", and "TOTAL TAX", whose letters are those of "TOTALT". */
const TAX =
  /^\P{L}*(?:TAX|VAT|GST|TX) ?\d\P{L}*$|^\P{L}*(?:TAXES|TAX RESTO\P{L}*)\P{L}*$|^(?:TOTAL|STATE|LOCAL|CITY|COUNTY|[/ ])+(?:SALES? )?TAX?(?:ES)?\P{L}*$/u;
const SERVICE = /^\P{L}*(?:SVC|SERV|SVR|SRV)\P{L}*(?:CHRGE?|CHG|CHARGE)\P{L}*$/u;
/** "Discretionary Service" above "Charge 12.5 %". */
const [SERVICE_ABOVE, CHARGE] = [/(?<!\p{L})SERVICE\P{L}*$/u, /^\P{L}*CHARGE\P{L}*$/u];
const TIP = /^\P{L}*GRAT(?:IS|S|UI?TY)?\P{L}*$/u;

const LONG = 8;

/** What is paid for a ride or for parking may be all that was bought. */
const isFare = ({ phrase }: FoundLabel): boolean => FARE.test(phrase);

const SUMS: readonly Label[] = ["total", "subtotal", "tax"];

function kindOf(
  text: ReceiptText,
  index: number,
  last: LabelledAmount | null,
): Pick<DetailRow, "kind" | "isPlain"> {
  const labels = (last?.labels ?? text.labels[index] ?? []).filter(isCertain);
  const words = last?.words ?? text.rows[index]?.folded ?? "";
  if (TAX.test(words) && !INCLUSIVE.test(words)) {
    return { kind: "tax", isPlain: true };
  }
  const isCharge = CHARGE.test(words) && SERVICE_ABOVE.test(text.rows[index - 1]?.folded ?? "");
  if (SERVICE.test(words) || isCharge) {
    return { kind: "service", isPlain: true };
  }
  if (TIP.test(words)) {
    return { kind: "tip", isPlain: true };
  }
  const isLess = last !== null && last.value < 0 && hasLabel(labels, "discount");
  const kind =
    last && isTotal(last) ? "total" : isLess ? "discount" : KINDS.find((label) => hasLabel(labels, label));
  if (kind === undefined) {
    return { kind: null, isPlain: false };
  }
  const covered = new Set(
    labels.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, offset) => start + offset)),
  ).size;
  const letters = words.replace(/\([^)]*\)|\P{L}/gu, "").length;
  return { kind, isPlain: covered >= MOST_LETTERS * letters && !labels.every(isFare) };
}
