import { isOtherDay } from "./candidates/purchase-date/date-labels.ts";
import { toCents } from "./candidates/total/cents.ts";
import { isTotal, tableRowsOf } from "./candidates/total/is-total.ts";
import { isAddress, TOWN_WITH_POSTCODE } from "./text/address.ts";
import type { FoundLabel } from "./text/labels.ts";
import { hasLabel, type LabelledAmount, type ReceiptText } from "./text/receipt-text.ts";
import type { Row } from "./text/rows.ts";
import { proseIn } from "./text/sentences.ts";
import { hasHours, hasTime } from "./text/times.ts";
import { BUSINESS } from "./words/business-words.ts";
import { LEGAL_FORM } from "./words/company-words.ts";
import { CURRENCY_MARK } from "./words/currencies.ts";
import { TITLE } from "./words/head-words.ts";
import type { Label } from "./words/labels.ts";
import { OTHER_PAPER } from "./words/other-paper-words.ts";

/** The amounts that are money for certain, and not in running text. */
export function moneyOf(text: ReceiptText): LabelledAmount[] {
  const whole = wholeSumsOf(text);
  const isProse = proseIn(text.rows);
  return text.amounts.filter(
    (amount) =>
      amount.role === "money" &&
      (amount.hasCents || amount.grouped || amount.currency !== null || whole.has(amount)) &&
      !isProse[amount.rowIndex],
  );
}

const CURRENCY = new RegExp(`(?<![\\p{L}\\d])(?:${CURRENCY_MARK})(?![\\p{L}\\d])`, "iu");

/** Of what is given back; a receipt does so once or twice, and each is compared with all that was paid. */
const MOST_CHANGE = 10;

/**
 * Sums without cents in currencies that have none: a total whose row names a currency ("TOTAL NT$ 120") or that was paid
 * ("Cash 200, Change 80"), with what was paid and given back.
 */
function wholeSumsOf({ rows, amounts }: ReceiptText): ReadonlySet<LabelledAmount> {
  const sums = amounts.filter(({ role, isLastInRow }) => role === "money" && isLastInRow);
  const labelled = (label: "payment" | "change") => sums.filter(({ labels }) => hasLabel(labels, label));
  const [paid, change] = [labelled("payment"), labelled("change")];
  const someChange = change.slice(0, MOST_CHANGE);
  const given = new Set(
    paid.flatMap(({ value }) => [value, ...someChange.map((back) => value - back.value)]),
  );
  const totals = sums.filter(
    (amount) =>
      isTotal(amount) &&
      amount.value !== 0 &&
      (CURRENCY.test(rows[amount.rowIndex]?.text ?? "") || given.has(amount.value)),
  );
  return new Set(totals.length > 0 ? [...totals, ...paid, ...change] : []);
}

/** The amounts that are called the total. A table of several columns has a total for each, which are none. */
export function totalsOf(money: readonly LabelledAmount[]): LabelledAmount[] {
  const isInTable = tableRowsOf(money);
  return money.filter((amount) => isTotal(amount) && !isInTable(amount));
}

/** The rows with an amount of cents or of a currency. */
function pricedRowsOf(amounts: readonly LabelledAmount[]): ReadonlySet<number> {
  const prices = amounts.filter(
    ({ role, hasCents, currency }) => role === "money" && (hasCents || currency !== null),
  );
  return new Set(prices.map(({ rowIndex }) => rowIndex));
}

/** The prices of what was bought: at the end of a row of words without a label. */
export function pricesIn({ rows }: ReceiptText, money: readonly LabelledAmount[]): LabelledAmount[] {
  return money.filter(
    ({ isLastInRow, labels, rowIndex }) =>
      isLastInRow && labels.length === 0 && /\p{L}{2}/u.test(rows[rowIndex]?.text ?? ""),
  );
}

/** Whether a total is right below what was bought: two or more rows with a price. */
export function endsList(text: ReceiptText, money: readonly LabelledAmount[]): boolean {
  const isPriced = new Set(pricesIn(text, money).map(({ rowIndex }) => rowIndex));
  return totalsOf(money).some(({ rowIndex }) => isPriced.has(rowIndex - 1) && isPriced.has(rowIndex - 2));
}

/** Whether the total is there once more: as that of the only thing bought, as what was paid, or as the cash less the change. */
export function repeatsTotal(money: readonly LabelledAmount[]): boolean {
  const totals = new Set(totalsOf(money).map(({ value }) => value));
  const values = money.map(({ value }) => value);
  return (
    values.filter((value) => totals.has(value)).length > totals.size ||
    values.some(
      (cash, index) => cash > 0 && totals.has(toCents(cash - (values[index + 1] ?? 0))) && !totals.has(cash),
    )
  );
}

/** Whether labels have one of these without a wrong letter. */
export function says(labels: readonly FoundLabel[], ...wanted: readonly Label[]): boolean {
  return labels.some(({ label, errors }) => wanted.includes(label) && errors < 1);
}

/** Whether a row says how it was paid, or that there was change. The "THE" of a band or a street is no Vietnamese card. */
export function saysInWords(wanted: "payment" | "change", { rows, labels }: ReceiptText): boolean {
  const isProse = proseIn(rows);
  return rows.some(
    (row, index) =>
      !isProse[index] &&
      (labels[index] ?? []).some(
        ({ label, phrase }) => label === wanted && phrase !== "THE" && hasWords(row, phrase),
      ),
  );
}

/** Whether a row has a phrase in whole words: "Karten" for a concert and the "return" of a journey are no card and no change. */
function hasWords({ folded }: Row, phrase: string): boolean {
  return ` ${folded.replace(/[^\p{L}\d]+/gu, " ")} `.includes(` ${phrase} `);
}

/** Whether a row has a day that may be that of a purchase: none until which something is valid. */
export function isDay(text: ReceiptText, index: number): boolean {
  return (text.dates[index] ?? []).some((date) => !isOtherDay(text, date, index));
}

export function hasDay(text: ReceiptText): boolean {
  return text.rows.some((_, index) => isDay(text, index));
}

/** Whether a row has a time of day, and not the hours of something. */
export function hasMoment({ folded }: Row): boolean {
  return hasTime(folded) && !hasHours(folded);
}

/** As many days, or times of day, are those of a timetable, a log or a statement; a receipt has one, and those of coming and leaving. */
const LEAST_MOMENTS = 3;

export function isSchedule(text: ReceiptText): boolean {
  return [text.rows.filter(hasMoment).length, text.rows.filter((_, index) => isDay(text, index)).length].some(
    (count) => count >= LEAST_MOMENTS,
  );
}

/** A number that posters and menus have too. */
const TELEPHONE = /TEL|PHONE|FAX|HOTLINE|PUH|TLF/u;

/** A number that letters to customers have. */
const OF_CUSTOMER =
  /ACCOUNT|KONTO|COMPTE|CUENTA|RACHUN|REKENING|POLICY|POLICE|POLIZA|POLIZZA|CONTRACT|VERTRAG|CONTRAT/u;

/** A "timetable" is none with a number in a restaurant. */
function beginsWord({ folded }: Row, phrase: string): boolean {
  return ` ${folded.replace(/[^\p{L}\d]+/gu, " ")}`.includes(` ${phrase}`);
}

/** The rows with a number of the receipt, the till or the shop, and no price. */
export function referencesOf({ rows, labels, amounts }: ReceiptText): Row[] {
  const isProse = proseIn(rows);
  const priced = pricedRowsOf(amounts);
  return rows.filter(
    (row, index) =>
      (labels[index] ?? []).some(
        ({ label, phrase, errors }) => label === "reference" && (errors > 0 || beginsWord(row, phrase)),
      ) &&
      /\d{3}/u.test(row.text) &&
      !TELEPHONE.test(row.folded) &&
      !OF_CUSTOMER.test(row.folded) &&
      !isProse[index] &&
      !priced.has(index),
  );
}

/** Characters. */
const LONGEST_TITLE = 30;

export function hasTitle({ rows }: ReceiptText): boolean {
  return rows.some(({ folded }) => folded.length < LONGEST_TITLE && TITLE.test(folded));
}

/** Titles that signs, menus and shops' pages have too. */
const OF_OTHERS_TOO =
  /(?<!\p{L})(?:CLOSED|PROMO|DELIVERY|TAKE ?(?:AWAY|OUT)|DINE ?IN|TABLE|QUEUE|KASSE|CHECK|COPY|ORIGINAL|VAT|GST|NOTA|TICKET)(?!\p{L})/gu;

/** Whether there is a title that only receipts have. */
export function isCalledReceipt({ rows }: ReceiptText): boolean {
  return rows.some(
    ({ folded }) => folded.length < LONGEST_TITLE && TITLE.test(folded.replace(OF_OTHERS_TOO, "")),
  );
}

/** The rows that may say whose paper it is, and where: without a price, and not in running text. */
function headingsOf({ rows, amounts }: ReceiptText): (Row | undefined)[] {
  const isProse = proseIn(rows);
  const priced = pricedRowsOf(amounts);
  return rows.map((row, index) => (isProse[index] || priced.has(index) ? undefined : row));
}

/** "2.40 KG" is no kampung, and no company. */
const WEIGHT = /\d ?KG(?!\p{L})/u;
/** "LOT 3", and nothing else that is the place of a shop. */
const BARE_NUMBER = /^\P{L}*(?:NO|LOT)?\P{L}*?(?:$| {2})/u;

/** Whether a row is an address: one with a date is none, nor what was weighed. */
export function hasAddress(text: ReceiptText): boolean {
  return headingsOf(text).some(
    (row, index) =>
      row !== undefined &&
      (isAddress(row.folded) || TOWN_WITH_POSTCODE.test(row.folded)) &&
      (text.dates[index] ?? []).length === 0 &&
      !WEIGHT.test(row.folded) &&
      !BARE_NUMBER.test(row.folded),
  );
}

/** Rows at the top in which a paper says what it is, and whose. */
const HEAD_ROWS = 4;

/** A company's name ends with its form. */
const COMPANY = new RegExp(`\\p{L}.*${LEGAL_FORM.source}\\W*$`, "u");

/** Whether its head names a kind of business or a company, as menus and cards do too. */
export function hasBusiness(text: ReceiptText): boolean {
  return headingsOf(text)
    .slice(0, HEAD_ROWS)
    .some(
      (row) =>
        row !== undefined &&
        !WEIGHT.test(row.folded) &&
        (BUSINESS.test(row.folded) || COMPANY.test(row.folded)),
    );
}

/** Rows at the top in which what a paper is called is its title, and no heading of a part. */
const TITLE_ROWS = 2;

/** The rows that call it something else than a receipt, or begin or end a letter. */
export function otherTitlesOf({ rows, amounts }: ReceiptText): { readonly atHead: boolean }[] {
  const priced = pricedRowsOf(amounts);
  return rows.flatMap(({ folded }, index) =>
    !priced.has(index) && OTHER_PAPER.test(folded) ? [{ atHead: index < TITLE_ROWS }] : [],
  );
}

/** Rows of running text; a receipt has one of these, at its foot. */
const MOST_PROSE = 1;

export function isText({ rows }: ReceiptText): boolean {
  return proseIn(rows).filter(Boolean).length > MOST_PROSE;
}
