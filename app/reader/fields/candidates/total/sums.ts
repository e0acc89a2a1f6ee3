import { hasLabel, type LabelledAmount, type ReceiptText } from "../../text/receipt-text.ts";
import { FARE, LESS } from "../../words/total-words.ts";

/** Sums on the receipt that come out at one value. Each is a reason to believe it is the total. */
interface Witnesses {
  /** Cash given minus change returned. */
  readonly cashMinusChange: boolean;
  /** The cash given itself: change was returned, and the difference is a total. Speaks against. */
  readonly cashGiven: boolean;
  /** The items above it add up. */
  readonly items: boolean;
  /** A net amount and its tax, next to each other or one below the other. */
  readonly netPlusTax: boolean;
  /** A subtotal plus the tax, service, discount and rounding below it. */
  readonly subtotalPlusRest: boolean;
  /** Two partial sums with labels of their own, such as those of two tax rates. */
  readonly parts: boolean;
  /** A total further up plus the rounding. */
  readonly rounded: boolean;
}

/** Half a cent, for sums of decimal fractions. */
const EXACT = 0.0051;

/** Cash is rounded to the next multiple of 5 or 10 cents. */
const MOST_ROUNDING = 0.05;

/** Cash given and change returned, where both are printed, with their difference. */
function cashPayments(money: readonly LabelledAmount[]): { given: number; difference: number }[] {
  const changes = valuesOf(money, "change").filter((value) => value !== 0);
  // Either may be printed with a minus.
  return valuesOf(money, "payment").flatMap((given) =>
    changes.map((change) => ({ given, difference: toCents(Math.abs(given) - Math.abs(change)) })),
  );
}

/** To two decimals, which sums of decimal fractions miss by a little. */
export function toCents(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The witnesses for a value that is printed in the row `lastRow` at the latest. */
export type Witness = (value: number, lastRow: number) => Witnesses;

/** @param labels of each row */
export function witnesses(money: readonly LabelledAmount[], labels: ReceiptText["labels"]): Witness {
  const payments = cashPayments(money);
  const differences = payments.map(({ difference }) => difference);
  const totals = money.filter((amount) => hasLabel(amount.labels, "total", "subtotal"));
  const values = totals.map(({ value }) => value);
  const given = payments
    .filter(({ difference }) => includes(values, difference))
    .map((payment) => payment.given);
  const roundings = valuesOf(money, "rounding").filter((value) => value !== 0 && Math.abs(value) < 1);
  const hasRounding = labels.some((inRow) => hasLabel(inRow, "rounding"));
  const rounded = totals.flatMap(({ value, rowIndex }) => {
    // The rounding itself may be misread: the cash paid tells it too.
    const paid = differences.filter((sum) => hasRounding && isRounding(sum, value));
    const sums = roundings.flatMap((rounding) => [value + rounding, value - rounding]);
    return [...sums, ...paid].map((sum) => ({ sum, rowIndex }));
  });
  const sums = itemSums(money);
  const parts = pairsOf(
    money.filter((amount) => amount.decimals > 0 && hasLabel(amount.labels, "total", "subtotal")),
  );
  const nets = netsAndTaxes(money);
  const built = subtotalsAndRest(money).map(({ sum }) => sum);
  return (value, lastRow) => ({
    cashMinusChange: includes(differences, value),
    cashGiven: includes(given, value),
    items: includes(sums, value),
    netPlusTax: includes(nets, value),
    subtotalPlusRest: includes(built, value),
    parts: includes(parts, value),
    rounded: rounded.some(({ sum, rowIndex }) => Math.abs(sum - value) < EXACT && rowIndex < lastRow),
  });
}

/** Two amounts differ, by no more than the rounding of cash. */
export function isRounding(a: number, b: number): boolean {
  const difference = Math.abs(a - b);
  return difference > EXACT && difference < MOST_ROUNDING + EXACT;
}

function includes(sums: readonly number[], value: number): boolean {
  return sums.some((sum) => Math.abs(sum - value) < EXACT);
}

function valuesOf(money: readonly LabelledAmount[], ...labels: Parameters<typeof hasLabel>[1][]): number[] {
  return money.filter((amount) => hasLabel(amount.labels, ...labels)).map((amount) => amount.value);
}

/** Whether the amount is a sum of those above. */
function isSum(amount: LabelledAmount): boolean {
  return amount.labels.some(
    ({ label, phrase }) => label === "subtotal" || (label === "total" && !FARE.test(phrase)),
  );
}

/** Sums of the rightmost amounts of the rows above the first sum: of all of them, and of two items at least. */
function itemSums(money: readonly LabelledAmount[]): number[] {
  const first = money.find((amount) => isSum(amount) && amount.decimals > 0);
  const end = first?.rowIndex;
  const items = money.filter(
    (amount) =>
      amount.isLastInRow &&
      (end === undefined || amount.rowIndex < end) &&
      // Next to a sum with cents, a bare integer is a number of something.
      (first?.decimals !== 2 || amount.decimals === 2) &&
      !isSum(amount) &&
      !hasLabel(amount.labels, "payment", "change", "tax", "reference", "points"),
  );
  const sums: number[] = [];
  let sum = 0;
  for (const [index, item] of items.entries()) {
    sum += item.value;
    if (index >= 1) sums.push(sum);
  }
  return end === undefined ? sums : sums.slice(-1);
}

/** Sums of two different amounts in different rows. The same amount twice is a subtotal and its total. */
function pairsOf(sums: readonly LabelledAmount[]): number[] {
  return sums.flatMap((first, index) =>
    sums
      .slice(index + 1)
      .filter((second) => second.rowIndex !== first.rowIndex && second.value !== 0 && first.value !== 0)
      .filter((second) => second.value !== first.value)
      .map((second) => first.value + second.value),
  );
}

/** Pairs of a net amount and a tax of at most 30 % in one row or in neighbouring rows about tax. */
function netsAndTaxes(money: readonly LabelledAmount[]): number[] {
  const sums: number[] = [];
  const taxRows = new Set(
    money.filter((amount) => hasLabel(amount.labels, "tax")).map((amount) => amount.rowIndex),
  );
  for (const net of money) {
    for (const tax of money) {
      const isTax = tax.value > 0 && tax.value < 0.31 * net.value && tax.value > 0.015 * net.value;
      if (!isTax || Math.abs(net.rowIndex - tax.rowIndex) > 1) continue;
      const speaksOfTax =
        taxRows.has(tax.rowIndex) || (taxRows.has(net.rowIndex) && net.rowIndex !== tax.rowIndex);
      if (speaksOfTax || net.rowIndex === tax.rowIndex) sums.push(net.value + tax.value);
    }
  }
  return sums;
}

/** What a subtotal or total becomes with the rest below it. */
interface Built {
  readonly base: LabelledAmount;
  readonly sum: number;
  /** The row of the last of the rest. */
  readonly rowIndex: number;
}

/** A subtotal and the tax, service, discount, rounding and tip in the rows below: every leading part of them is tried. */
export function subtotalsAndRest(money: readonly LabelledAmount[]): Built[] {
  const sums: Built[] = [];
  for (const [index, base] of money.entries()) {
    if (!hasLabel(base.labels, "subtotal", "total")) continue;
    let sum = base.value;
    for (const next of money.slice(index + 1, index + 8)) {
      if (next.rowIndex - base.rowIndex > 8) break;
      if (!next.isLastInRow || !hasLabel(next.labels, "tax", "service", "discount", "rounding", "tip"))
        continue;
      const isDiscount = hasLabel(next.labels, "discount");
      // What it comes to so far.
      if (!isDiscount && Math.abs(next.value - sum) < EXACT) continue;
      const isTaken = (isDiscount || LESS.test(next.words)) && next.value > 0;
      sum += isTaken ? -next.value : next.value;
      sums.push({ base, sum, rowIndex: next.rowIndex });
    }
  }
  return sums;
}
