import { hasLabel, type LabelledAmount, type ReceiptText } from "../../text/receipt-text.ts";
import { SUGGESTED_TIP } from "../../words/total-words.ts";
import { convertedFrom } from "../currency/conversion.ts";
import { isTotal, tableRowsOf } from "./is-total.ts";
import { withDollars, withoutStrayMinus, withPoints, witnessedReadings } from "./mended-amounts.ts";
import { currencyOf, isOtherCurrency } from "./other-currency.ts";
import { amountsBuiltUpon, roundedLater, totalsWithTip } from "./replaced-totals.ts";
import { type Witness, witnesses } from "./sums.ts";

/** What all amounts of a receipt say together, for each of them to be judged by. */
export interface Survey {
  readonly text: ReceiptText;
  /** All amounts of money, as mended. */
  readonly money: readonly LabelledAmount[];
  readonly witness: Witness;
  /** The mark or code of the currency that most amounts are in; null where none has one. */
  readonly mainMark: string | null;
  /** The amounts that are called total, in the main currency. */
  readonly totals: readonly LabelledAmount[];
  /** Amounts of which one digit may be misread, with what they may be. */
  readonly misread: ReadonlyMap<LabelledAmount, readonly number[]>;
  /** The largest amount that is settled; -Infinity where none is. Without its sign. */
  readonly largest: number;
  /** Whether the amount is in a row of several, as tables have. */
  isTableRow(amount: LabelledAmount): boolean;
  /** Whether a later amount is this total, rounded as cash is. */
  isRoundedLater(total: LabelledAmount): boolean;
  /** Whether the amount is a total and the tip below it. */
  isWithTip(amount: LabelledAmount): boolean;
  readonly hasChange: boolean;
}

export function surveyOf(text: ReceiptText): Survey {
  const amounts = withDollars(
    text.amounts.filter(
      ({ role, rowIndex }) => role === "money" && !SUGGESTED_TIP.test(text.rows[rowIndex]?.folded ?? ""),
    ),
  );
  const witness = witnesses(amounts, text.labels);
  const money = withoutStrayMinus(text, withPoints(amounts, witness));
  // What has no cents is hardly an amount then.
  const expectsCents = text.numberStyle.decimal !== null && money.some(({ hasCents }) => hasCents);
  const allTotals = money.filter((amount) => isTotal(amount) && (!expectsCents || amount.hasCents));
  const marks = [...allTotals, ...money.filter(({ hasCents }) => hasCents)].map(currencyOf);
  const mainMark = convertedFrom(text) ?? marks.find((mark) => mark !== null) ?? null;
  const totals = allTotals.filter((amount) => !isOtherCurrency(amount, mainMark));
  const printed = new Set(money.map(({ value }) => value));
  const misread = new Map(
    totals.flatMap((amount) => {
      const values = witnessedReadings(amount, witness, printed);
      return values.length > 0 ? [[amount, values]] : [];
    }),
  );
  const builtUpon = amountsBuiltUpon(money, witness);
  const settled = money.filter(
    (amount) =>
      !misread.has(amount) &&
      !hasLabel(amount.labels, "payment", "change", "points", "reference") &&
      !isOtherCurrency(amount, mainMark) &&
      !builtUpon.has(amount) &&
      (!expectsCents || amount.hasCents),
  );
  const isTableRow = tableRowsOf(money);
  return {
    text,
    money,
    witness,
    mainMark,
    totals,
    misread,
    largest: Math.max(...settled.map((amount) => Math.abs(amount.value))),
    isTableRow,
    isRoundedLater: roundedLater(money, witness, isTableRow),
    isWithTip: totalsWithTip(money, allTotals),
    hasChange: money.some((amount) => hasLabel(amount.labels, "change") && amount.value !== 0),
  };
}
