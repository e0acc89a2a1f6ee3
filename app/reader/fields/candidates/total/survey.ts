import { hasLabel, type LabelledAmount, type ReceiptText } from "../../text/receipt-text.ts";
import { isTotal } from "./is-total.ts";
import { withDollars, withoutStrayMinus, withPoints, witnessedReadings } from "./mended-amounts.ts";
import { currencyOf, isOtherCurrency } from "./other-currency.ts";
import { amountsBuiltUpon } from "./replaced-totals.ts";
import { type Witness, witnesses } from "./sums.ts";

/** What all amounts of a receipt say together, for each of them to be judged by. */
export interface Survey {
  readonly text: ReceiptText;
  /** All amounts of money, as mended. */
  readonly money: readonly LabelledAmount[];
  readonly witness: Witness;
  /** The receipt has cents, so that what has none is hardly an amount. */
  readonly expectsCents: boolean;
  /** The mark or code of the currency that most amounts are in; null where none has one. */
  readonly mainMark: string | null;
  /** The amounts that are called total, in any currency. */
  readonly allTotals: readonly LabelledAmount[];
  /** Those in the main currency. */
  readonly totals: readonly LabelledAmount[];
  /** Amounts of which one digit may be misread, with what they may be. */
  readonly misread: ReadonlyMap<LabelledAmount, readonly number[]>;
  /** The largest amount that is settled; -Infinity where none is. Without its sign. */
  readonly largest: number;
  readonly tips: readonly LabelledAmount[];
  readonly hasChange: boolean;
}

export function surveyOf(text: ReceiptText): Survey {
  const amounts = withDollars(text.amounts.filter((amount) => amount.role === "money"));
  const witness = witnesses(amounts, text.labels);
  const money = withoutStrayMinus(text, withPoints(amounts, witness));
  const expectsCents = text.numberStyle.decimal !== null && money.some((amount) => amount.decimals === 2);
  const allTotals = money.filter((amount) => isTotal(amount) && (!expectsCents || amount.decimals === 2));
  const marks = [...allTotals, ...money.filter((amount) => amount.decimals === 2)].map(currencyOf);
  const mainMark = marks.find((mark) => mark !== null) ?? null;
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
      (!expectsCents || amount.decimals === 2),
  );
  return {
    text,
    money,
    witness,
    expectsCents,
    mainMark,
    allTotals,
    totals,
    misread,
    largest: Math.max(...settled.map((amount) => Math.abs(amount.value))),
    tips: money.filter((amount) => hasLabel(amount.labels, "tip") && amount.value > 0),
    hasChange: money.some((amount) => hasLabel(amount.labels, "change") && amount.value !== 0),
  };
}
