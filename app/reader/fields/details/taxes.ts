import { EXACT, toCents } from "../candidates/total/cents.ts";
import { fold } from "../text/letters.ts";
import { hasLabel, type LabelledAmount, type ReceiptText } from "../text/receipt-text.ts";
import { EXCLUSIVE, INCLUSIVE } from "../words/total-words.ts";
import type { DetailRow } from "./detail-rows.ts";
import type { Found, FoundTax } from "./found.ts";
import { nameOf } from "./labelled-rows.ts";
import { letterOfTable } from "./tax-letters.ts";

/** Percent; the highest rates are Hungary's 27 and India's 28. */
const MOST_RATE = 30;
/** Rates that tables of taxes print without a sign of percent. */
const RATES = new Set([
  2.1, 2.5, 2.6, 3, 3.8, 4, 5, 5.5, 6, 7, 7.7, 8, 8.1, 9, 9.5, 10, 11, 12, 13, 13.5, 14, 15, 16, 17, 17.5, 18,
  19, 20, 21, 22, 23, 24, 25, 25.5, 27, 28,
]);
/** What a tax may miss its rate of its base by: both are rounded, and the tax of each item too. */
const ROUNDED = 0.0251;
/** Of the total, the most that is tax. */
const MOST_TAX = 0.35;
/** Receipts have four; each is compared with those before. */
const MOST_TAXES = 50;
/** So many amounts of a row are compared with each other; tables have four columns. */
const MOST_COLUMNS = 6;

/** American states print five decimals of theirs. */
const EXACT_RATE = /(?<![\d.,])(\d{1,2}[.,]\d{3,5})\s?%/u;

const NONE = /(?<!\p{L})(?:NON|FREE|EXEMPT|EXEMPTED|ZERO|BEFORE|EX|EXCL)(?!\p{L})/u;

/** The taxes of a receipt: rows of their own, and those of a table, whose numbers explain each other. */
export function taxesIn(text: ReceiptText, rows: readonly DetailRow[], total: number | null): FoundTax[] {
  const percents = Map.groupBy(
    text.amounts.filter(({ role, value }) => role === "percent" && value >= 0 && value <= MOST_RATE),
    ({ rowIndex }) => rowIndex,
  );
  const sums = new Set(rows.flatMap(({ kind, last }) => (kind === "subtotal" && last ? [last.value] : [])));
  const taxes: FoundTax[] = [];
  for (const row of rows) {
    if (taxes.length === MOST_TAXES) {
      break;
    }
    const exact = Number(EXACT_RATE.exec(row.row.folded)?.[1]?.replace(",", ".") ?? Number.NaN);
    const rates = exact > 0 ? [exact] : (percents.get(row.index) ?? []).map(({ value }) => value);
    const tax = taxOfTable(text, row, rates) ?? taxOfRow(row, rates, sums, total);
    const at = taxes.findIndex((known) => tax !== null && isSame(known, tax));
    if (tax !== null && at === -1) {
      taxes.push(tax);
    } else if (tax !== null && taxes[at] !== undefined) {
      taxes.splice(at, 1, merged(taxes[at], tax));
    }
  }
  return withoutSums(taxes);
}

/** A row of a table: a rate, and of the other amounts one is the rate of another. */
function taxOfTable(text: ReceiptText, row: DetailRow, printed: readonly number[]): FoundTax | null {
  const money = row.money.slice(0, MOST_COLUMNS);
  if (money.length < 2) {
    return null;
  }
  const bare = text.amounts
    .filter(({ rowIndex, role, value }) => rowIndex === row.index && role !== "percent" && RATES.has(value))
    .map(({ value }) => value);
  for (const rate of printed.length > 0 ? printed : bare.slice(0, 1)) {
    if (rate === 0) {
      continue;
    }
    const columns = printed.length > 0 ? money : money.filter(({ value }) => value !== rate);
    for (const tax of columns) {
      // Some print what is taxed in brackets, which elsewhere is a minus.
      const isRateOf = (other: LabelledAmount, whole: number) =>
        other !== tax &&
        Math.abs((Math.abs(other.value) * rate) / whole - Math.abs(tax.value)) < ROUNDED &&
        isMore(other.value, tax.value);
      const base = columns.find((other) => isRateOf(other, 100));
      const gross = columns.find((other) => isRateOf(other, 100 + rate));
      const isBase = base && (base !== gross || isSurelyBase(base.value, rate, tax.value, columns));
      if (base ?? gross) {
        return {
          name: row.kind === "tax" || row.row.folded.includes("%") ? nameOfTax(row) : null,
          rate: { value: rate, lines: row.row.pieces },
          base: isBase ? { value: Math.sign(tax.value) * Math.abs(base.value), lines: [base.piece] } : null,
          amount: { value: tax.value, lines: [tax.piece] },
          included: null,
          ofLetter: letterOfTable(row, tax.value),
        };
      }
    }
  }
  return null;
}

/** A small tax may be the rate of an amount and in it, both within what is rounded. Who cannot tell says nothing. */
function isSurelyBase(
  amount: number,
  rate: number,
  tax: number,
  columns: readonly LabelledAmount[],
): boolean {
  const misses = (whole: number) => Math.abs((amount * rate) / whole - tax);
  const hasGross = columns.some(({ value }) => Math.abs(amount + tax - value) < EXACT);
  return hasGross || (misses(100) < EXACT && misses(100 + rate) > EXACT);
}

const isMore = (base: number, tax: number): boolean => tax !== 0 && Math.abs(base) > Math.abs(tax);

/** A row that says what tax it is and how much; or how much so many percents of the subtotal are. */
function taxOfRow(
  row: DetailRow,
  [rate]: readonly number[],
  sums: ReadonlySet<number>,
  total: number | null,
): FoundTax | null {
  const { last, kind, money } = row;
  const { folded } = row.row;
  if (last === null || money.length > 1 || NONE.test(folded)) {
    return null;
  }
  const isSmall = total !== null && Math.abs(last.value) <= MOST_TAX * Math.abs(total);
  const isInTotal = kind === "total" && hasLabel(last.labels, "tax") && INCLUSIVE.test(folded) && isSmall;
  const isTax = kind === "tax" && !EXCLUSIVE.test(folded) && (total === null || isSmall);
  const isOfSum =
    kind === null &&
    rate !== undefined &&
    [...sums].some((sum) => last.value !== 0 && Math.abs((sum * rate) / 100 - last.value) < ROUNDED);
  if (!isInTotal && !isTax && !isOfSum) {
    return null;
  }
  return {
    name: nameOfTax(row),
    rate: rate === undefined ? null : { value: rate, lines: row.row.pieces },
    base: null,
    amount: { value: last.value, lines: [last.piece] },
    included: INCLUSIVE.test(folded) ? { value: true, lines: row.row.pieces } : null,
    ofLetter: null,
  };
}

/** The number of a tax payer, as in "TPS 123456789RT0001". */
const NUMBERED = /\S*\d{4,}\S*/gu;
const OF_WHAT = /\s(?:on|of|von|aus|auf|sur|de|di|su|av|na|z|fra)$/iu;

/** The name without numbers and signs: "VAT" of "A = VAT @ 17.5 %". */
function nameOfTax(row: DetailRow): Found<string> | null {
  const name = nameOf(row);
  const words = name?.value.replace(NUMBERED, " ").match(/[\p{L}][\p{L}./\s]*\p{L}/gu) ?? [];
  const value = words.join(" ").replace(/\s+/gu, " ").replace(OF_WHAT, "").trim();
  return name && value.length > 1 ? { ...name, value } : null;
}

/** Taxes are printed where they are added and once more in a table; CGST and SGST are two of the same amount. */
function isSame(one: FoundTax, other: FoundTax): boolean {
  const isSameRate = one.rate === null || other.rate === null || one.rate.value === other.rate.value;
  const isSameName = one.name === null || other.name === null || one.name.value === other.name.value;
  const isOneOfTable = (one.base === null) !== (other.base === null);
  const areBothOfTable = one.base !== null && other.base !== null;
  return (
    isSameRate && one.amount?.value === other.amount?.value && !areBothOfTable && (isSameName || isOneOfTable)
  );
}

function merged(one: FoundTax, other: FoundTax): FoundTax {
  return {
    name: one.name ?? other.name,
    rate: one.rate ?? other.rate,
    base: one.base ?? other.base,
    amount: one.amount ?? other.amount,
    included: one.included ?? other.included,
    ofLetter: one.ofLetter ?? other.ofLetter,
  };
}

const SUM = /(?<!\p{L})(?:TOTAL\p{L}{0,3}|SUMA|SUMME|SUM|TOTAAL|TOTAUX|CELKEM)(?!\p{L})/u;

/** Without "TOTAL TAX", which is the sum of the others, and nothing where there is something. */
function withoutSums(taxes: readonly FoundTax[]): FoundTax[] {
  const amounts = taxes.map(({ amount }) => amount?.value ?? 0);
  const sum = toCents(amounts.reduce((all, value) => all + value, 0));
  const isSum = ({ amount, rate, name }: FoundTax) => {
    const value = amount?.value ?? 0;
    const isCalled = SUM.test(fold(name?.value ?? ""));
    return rate === null && value !== 0 && toCents(sum - value) === value && (taxes.length > 2 || isCalled);
  };
  const left = taxes.filter((tax) => !isSum(tax));
  const some = left.filter(({ amount }) => amount?.value !== 0);
  return some.length > 0 ? some : left;
}
