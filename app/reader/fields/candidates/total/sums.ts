import { hasLabel, type LabelledAmount, type ReceiptText } from "../../text/receipt-text.ts";
import type { Label } from "../../words/labels.ts";
import { FARE } from "../../words/total-words.ts";
import { subtotalsAndRest } from "./built-sums.ts";
import { EXACT, isRounding, MOST_ROUNDING, toCents } from "./cents.ts";
import { hasNear, type RowsByValue, rowsByValue, sortedValues, valuesNear } from "./sorted-values.ts";

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

/**
 * So many different totals are paired, so many changes are subtracted and so many roundings are added, so that the time
 * grows with the receipt and not with its square. Receipts have 10, 2 and 3; the last ones count, since sums are below
 * the items.
 */
const MOST_PAIRED = 200;
const MOST_CHANGES = 20;
const MOST_ROUNDINGS = 20;

/** Cash given and change returned, where both are printed, with their difference. */
function cashPayments(money: readonly LabelledAmount[]): { given: number; difference: number }[] {
  const changes = valuesOf(money, "change")
    .filter((value) => value !== 0)
    .slice(-MOST_CHANGES);
  // Either may be printed with a minus.
  return valuesOf(money, "payment").flatMap((given) =>
    changes.map((change) => ({ given, difference: toCents(Math.abs(given) - Math.abs(change)) })),
  );
}

/** The witnesses for a value that is printed in the row `lastRow` at the latest. */
export type Witness = (value: number, lastRow: number) => Witnesses;

/** @param labels of each row */
export function witnesses(money: readonly LabelledAmount[], labels: ReceiptText["labels"]): Witness {
  const payments = cashPayments(money);
  const differences = sortedValues(payments.map(({ difference }) => difference));
  const totals = money.filter((amount) => hasLabel(amount.labels, "total", "subtotal"));
  const values = sortedValues(totals.map(({ value }) => value));
  const given = sortedValues(
    payments.filter(({ difference }) => hasNear(values, difference, EXACT)).map((payment) => payment.given),
  );
  const rounded = roundedSums(money, labels, totals, differences);
  const sums = sortedValues(itemSums(money));
  const parts = sortedValues(pairsOf(totals.filter(({ decimals }) => decimals > 0)));
  const nets = sortedValues(netsAndTaxes(money));
  const built = sortedValues(subtotalsAndRest(money).map(({ sum }) => sum));
  return (value, lastRow) => ({
    cashMinusChange: hasNear(differences, value, EXACT),
    cashGiven: hasNear(given, value, EXACT),
    items: hasNear(sums, value, EXACT),
    netPlusTax: hasNear(nets, value, EXACT),
    subtotalPlusRest: hasNear(built, value, EXACT),
    parts: hasNear(parts, value, EXACT),
    rounded: valuesNear(rounded.values, value, EXACT).some(
      (sum) => Math.abs(sum - value) < EXACT && rounded.nextRow(sum, -1) < lastRow,
    ),
  });
}

/** The different values that have a label, in the order of their last places. */
function valuesOf(money: readonly LabelledAmount[], label: Label): number[] {
  const values = money.filter((amount) => hasLabel(amount.labels, label)).map((amount) => amount.value);
  return [...new Set(values.toReversed())].reverse();
}

/** What totals come to with a rounding, each with the row of its total. */
function roundedSums(
  money: readonly LabelledAmount[],
  labels: ReceiptText["labels"],
  totals: readonly LabelledAmount[],
  differences: Float64Array,
): RowsByValue {
  const roundings = valuesOf(money, "rounding")
    .filter((value) => value !== 0 && Math.abs(value) < 1)
    .slice(-MOST_ROUNDINGS);
  const hasRounding = labels.some((inRow) => hasLabel(inRow, "rounding"));
  return rowsByValue(
    totals.flatMap(({ value, rowIndex }) => {
      // The rounding itself may be misread: the cash paid tells it too.
      const near = hasRounding ? valuesNear(differences, value, 2 * MOST_ROUNDING) : [];
      const paid = [...near].filter((sum) => isRounding(sum, value));
      const sums = roundings.flatMap((rounding) => [value + rounding, value - rounding]);
      return [...sums, ...paid].map((sum) => [sum, rowIndex] as const);
    }),
  );
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
      (!first?.hasCents || amount.hasCents) &&
      !isSum(amount) &&
      !hasLabel(amount.labels, "payment", "change", "tax", "reference", "points"),
  );
  const sums: number[] = [];
  let sum = 0;
  for (const [index, item] of items.entries()) {
    sum += item.value;
    if (index >= 1) {
      sums.push(sum);
    }
  }
  return end === undefined ? sums : sums.slice(-1);
}

/** Sums of two different amounts in different rows. The same amount twice is a subtotal and its total. */
function pairsOf(sums: readonly LabelledAmount[]): number[] {
  const printed = sums.filter(({ value }) => value !== 0);
  const rows = rowsByValue(printed.map(({ value, rowIndex }) => [value, rowIndex]));
  const values = [...new Set(printed.toReversed().map(({ value }) => value))].slice(0, MOST_PAIRED);
  return values.flatMap((first, index) =>
    values
      .slice(index + 1)
      .filter((second) => rows.areInSeveralRows(first, second))
      .map((second) => first + second),
  );
}

/** Pairs of a net amount and a tax of at most 30 % in one row or in neighbouring rows about tax. */
function netsAndTaxes(money: readonly LabelledAmount[]): number[] {
  const byRow = Map.groupBy(money, (amount) => amount.rowIndex);
  const taxRows = new Set(
    money.filter((amount) => hasLabel(amount.labels, "tax")).map((amount) => amount.rowIndex),
  );
  return money.flatMap((net) =>
    [net.rowIndex - 1, net.rowIndex, net.rowIndex + 1]
      .filter((row) => row === net.rowIndex || taxRows.has(row) || taxRows.has(net.rowIndex))
      .flatMap((row) => byRow.get(row) ?? [])
      .filter((tax) => tax.value > 0 && tax.value < 0.31 * net.value && tax.value > 0.015 * net.value)
      .map((tax) => net.value + tax.value),
  );
}
