import type { Candidate } from "../../scores.ts";
import { isDigitLike } from "../../text/misreading.ts";
import { hasLabel, type LabelledAmount, type ReceiptText } from "../../text/receipt-text.ts";
import { CURRENCY_WORD, currenciesOf } from "../../words/currencies.ts";
import type { Label } from "../../words/labels.ts";
import { isRounding, subtotalsAndRest, toCents, type Witness, witnesses } from "./sums.ts";

/** A value that may be the amount paid, with all places where it stands. The best place comes first. */
export interface TotalCandidate extends Candidate<number> {
  readonly places: readonly LabelledAmount[];
}

/** Phrases that name the amount paid and hardly anything else. */
const STRONG =
  /GRAND|DUE|PAYABLE|TO PAY|TO BE PAID|PAY THIS|ZU ZAHLEN|ZU BEZAHLEN|ENDBETRAG|GESAMT|RECHNUNGSBETRAG|A PAYER|DA PAGARE|A PAGAR|TE BETALEN|UHRADE|ATT BETALA|AT BETALE|A BETALE|MAKSETTAVA|DO ZAPLATY|FIZETENDO|PHAI|ROUNDED|AFTER|COMPLESSIVO|GENEL|KESELURUHAN|DIBAYAR|NETT TOTAL|TTC|FINAL|PAGADO|GERAL/u;
const WEAK =
  /^(?:NETT|AMOUNT|NET AMT|NETT AMT|NET AMOUNT|FARE|FEE|BETRAG|FAHRPREIS|MONTANT|IMPORTO|BEDRAG|CASTKA|IMPORTE|TOT|SUM|BELOPP|BELOP|BELOB|TUTAR|TTL|THANH TOAN|HARGA JUAL|NALEZNOSC|TAGIHAN)$/u;
const INCLUSIVE = /\bINC|INK|INCL|TTC|WITH|AFTER|ALL TAX|GOM|SUDAH TERMASUK|INCLU|S DPH|MED MOMS|KDV DAHIL/u;
const EXCLUSIVE = /\bEXC|EXKL|\bHT\b|BEFORE|NETTO\b|HORS|UTEN|BEZ |SIN IVA|SENZA/u;

const BAD_LABELS = [
  "subtotal",
  "tax",
  "payment",
  "change",
  "rounding",
  "discount",
  "tip",
  "service",
  "points",
  "quantity",
  "reference",
] as const satisfies readonly Label[];

/** Every amount of the receipt by value, with what speaks for and against it. */
export function totalCandidates(text: ReceiptText): TotalCandidate[] {
  const amounts = withDollars(text.amounts.filter((amount) => amount.role === "money"));
  const witness = witnesses(amounts, text.labels);
  const money = withoutStrayMinus(text, withPoints(amounts, witness));
  const withCents = money.filter((amount) => amount.decimals === 2).length;
  const expectsCents = text.numberStyle.decimal !== null && withCents > 0;
  const allTotals = money.filter((amount) => isTotal(amount) && (!expectsCents || amount.decimals === 2));
  const marks = [...allTotals, ...money.filter((amount) => amount.decimals === 2)].map(currencyOf);
  const mainMark = marks.find((mark) => mark !== null) ?? null;
  const totalPlaces = allTotals.filter((amount) => !isOtherCurrency(amount, mainMark));
  const lastTotalRow = Math.max(-1, ...totalPlaces.map((amount) => amount.rowIndex));
  const firstTotalRow = Math.min(...totalPlaces.map((amount) => amount.rowIndex));
  const builtUpon = amountsBuiltUpon(money, witness);
  const tips = money.filter((amount) => hasLabel(amount.labels, "tip") && amount.value > 0);
  const printed = new Set(money.map(({ value }) => value));
  /** Amounts of which one digit may be misread, with what they may be. */
  const misread = new Map(
    totalPlaces.flatMap((amount) => {
      const values = witnessedReadings(amount, witness, printed);
      return values.length > 0 ? [[amount, values]] : [];
    }),
  );
  const largestTotal = Math.max(...totalPlaces.map((amount) => Math.abs(amount.value)));
  const settled = money.filter(
    (amount) =>
      !misread.has(amount) &&
      !hasLabel(amount.labels, "payment", "change", "points", "reference") &&
      !isOtherCurrency(amount, mainMark) &&
      !builtUpon.has(amount),
  );
  const largest = Math.max(
    ...settled.filter((a) => !expectsCents || a.decimals === 2).map((amount) => Math.abs(amount.value)),
  );
  const hasChange = money.some((amount) => hasLabel(amount.labels, "change") && amount.value !== 0);

  const byValue = new Map<number, LabelledAmount[]>();
  const add = (value: number, amount: LabelledAmount) => {
    const known = byValue.get(value);
    if (known) known.push(amount);
    else byValue.set(value, [amount]);
  };
  for (const amount of money) add(amount.value, amount);
  for (const [amount, values] of misread) for (const value of values) add(value, amount);
  return [...byValue].map(([value, places]) => {
    const any = (test: (amount: LabelledAmount) => boolean) => (places.some(test) ? 1 : 0);
    const all = (test: (amount: LabelledAmount) => boolean) => (places.every(test) ? 1 : 0);
    const sums = witness(value, Math.max(...places.map(({ rowIndex }) => rowIndex)));
    const roundedLater = places.some((place) => isTotal(place) && isRoundedLater(money, place, witness));
    const heights = places
      .filter(isTotal)
      .map((amount) => (text.rows[amount.rowIndex]?.height ?? 0) / text.textHeight);
    const features: Record<string, number> = {
      total: any(isTotal),
      onlySubtotal: totalPlaces.length > 0 ? 0 : any((a) => hasLabel(a.labels, "subtotal")),
      strongTotal: any(
        (a) => isTotal(a) && (STRONG.test(a.words) || totalPhrases(a).some((phrase) => STRONG.test(phrase))),
      ),
      weakTotal:
        all((a) => !isTotal(a) || totalPhrases(a).every((phrase) => WEAK.test(phrase))) * any(isTotal),
      labelAbove: all((a) => !isTotal(a) || a.labelAbove) * any(isTotal),
      notLastInRow: all((a) => !isTotal(a) || !a.isLastInRow) * any(isTotal),
      tableRow: all((a) => !isTotal(a) || isTableRow(money, a)) * any(isTotal),
      inclusive: any((a) => hasLabel(a.labels, "total") && INCLUSIVE.test(a.words)),
      lastTotal: any((a) => isTotal(a) && a.rowIndex === lastTotalRow),
      firstTotal: firstTotalRow === lastTotalRow ? 0 : any((a) => isTotal(a) && a.rowIndex === firstTotalRow),
      largestTotal: any((a) => isTotal(a) && Math.abs(a.value) === largestTotal),
      largest: Math.abs(value) === largest || (value > largest && any((a) => misread.has(a)) === 1) ? 1 : 0,
      tall: Math.min(1, Math.max(0, Math.max(0, ...heights) - 1)),
      repeated: Math.min(2, places.length - 1) / 2,
      currency: any((a) => a.currency !== null),
      otherCurrency: all((a) => isOtherCurrency(a, mainMark)),
      paidExactly: hasChange ? 0 : any((a) => hasLabel(a.labels, "payment")),
      unlabelled: all((a) => a.labels.length === 0),
      noCents: expectsCents ? all((a) => a.decimals !== 2) : 0,
      bareInteger: all((a) => a.decimals === 0 && !a.grouped && a.currency === null),
      zero: value === 0 && !sums.subtotalPlusRest ? 1 : 0,
      negative: value < 0 ? 1 : 0,
      cashMinusChange: sums.cashMinusChange ? 1 : 0,
      cashGiven: sums.cashGiven && !any(isTotal) ? 1 : 0,
      // Items add up to a subtotal too.
      itemsAddUp: sums.items && (totalPlaces.length === 0 || any(isTotal)) ? 1 : 0,
      netPlusTax: sums.netPlusTax ? 1 : 0,
      subtotalPlusRest: sums.subtotalPlusRest ? 1 : 0,
      sumOfParts: sums.parts ? 1 : 0,
      roundedTotal: sums.rounded && !roundedLater ? 1 : 0,
      roundedLater: roundedLater ? 1 : 0,
      withTip: any((paid) => allTotals.some((amount) => isTipBetween(tips, amount, paid))),
    };
    for (const label of BAD_LABELS)
      features[label] =
        all((a) => hasLabel(a.labels, label) && !isTotal(a)) ||
        (any(isTotal) ? 0 : any((a) => hasLabel(a.labels, label)) * 0.5);
    const ordered = [...places].sort((a, b) => Number(isTotal(b)) - Number(isTotal(a)));
    return { value, features, places: ordered };
  });
}

/** Totals and subtotals that a later total or payment replaces: it is one of them with the rest between the two. */
function amountsBuiltUpon(money: readonly LabelledAmount[], witness: Witness): ReadonlySet<LabelledAmount> {
  const paid = money.filter((amount) => isPaid(amount, witness));
  const replaced = subtotalsAndRest(money).filter(
    ({ base, sum, rowIndex }) =>
      toCents(sum) !== base.value &&
      paid.some((amount) => amount.rowIndex > rowIndex && amount.value === toCents(sum)),
  );
  return new Set(replaced.map(({ base }) => base));
}

/** A later total, payment or rounded sum differs from this total by the rounding of cash only. */
function isRoundedLater(money: readonly LabelledAmount[], total: LabelledAmount, witness: Witness): boolean {
  return money.some((other) => {
    if (other.rowIndex <= total.rowIndex || !isRounding(other.value, total.value)) return false;
    if (isTableRow(money, other)) return false;
    if (isPaid(other, witness)) return true;
    const isBare = other.labels.every((found) => found.label === "rounding");
    return isBare && other.rowIndex - total.rowIndex <= 4 && witness(other.value, other.rowIndex).rounded;
  });
}

/** A total, or a payment of which no change was returned. */
function isPaid(amount: LabelledAmount, witness: Witness): boolean {
  if (isTotal(amount)) return true;
  return hasLabel(amount.labels, "payment") && !witness(amount.value, amount.rowIndex).cashGiven;
}

/**
 * What a total may be misread from that no sum comes out at: amounts that differ in one digit and that the items add up
 * to, in digits that look alike unless the cash or the tax says so too; or that the cash comes out at, and either another
 * amount, which is not the rounded one, or a subtotal with the rest below it.
 * @param printed the values of all amounts
 */
function witnessedReadings(
  { value, rowIndex, decimals }: LabelledAmount,
  witness: Witness,
  printed: ReadonlySet<number>,
): number[] {
  if (decimals !== 2 || isWitnessed(witness, value, rowIndex)) return [];
  const digits = value.toFixed(2);
  return [...digits].flatMap((digit, index) =>
    [..."0123456789"]
      .filter((other) => /\d/u.test(digit) && other !== digit)
      .map((other) => ({ other, amount: Number(digits.slice(0, index) + other + digits.slice(index + 1)) }))
      .filter(({ other, amount }) => {
        const { items, cashMinusChange, netPlusTax, subtotalPlusRest } = witness(amount, rowIndex);
        return items
          ? isDigitLike(digit, other) || cashMinusChange || netPlusTax
          : cashMinusChange && (printed.has(amount) ? !isRounding(amount, value) : subtotalPlusRest);
      })
      .map(({ amount }) => amount),
  );
}

/** The second amount is the first and a tip that stands between the two. */
function isTipBetween(tips: readonly LabelledAmount[], total: LabelledAmount, paid: LabelledAmount): boolean {
  return tips.some(
    (tip) =>
      tip.rowIndex > total.rowIndex &&
      tip.rowIndex < paid.rowIndex &&
      toCents(total.value + tip.value) === toCents(paid.value),
  );
}

function isWitnessed(witness: Witness, value: number, lastRow: number): boolean {
  return Object.values(witness(value, lastRow)).some(Boolean);
}

const REFUND =
  /(?<!\p{L})(?:REFUND|RETURN|RETOURE?|RUCKGABE|GUTSCHRIFT|STORNO|CREDIT NOTE|REMBOURSEMENT|AVOIR|RESO|RIMBORSO|DEVOLUCION|DEVOLUCAO|ABONO|TERUGBETALING|VRACENI|DOBROPIS|ZWROT|PALAUTUS|ATERBETALNING|PULANGAN)/u;

/** "$12.80" is read as "512.80": where other amounts have their dollar and one is the same without the 5, it is that. */
function withDollars(money: readonly LabelledAmount[]): readonly LabelledAmount[] {
  const dollars = new Set(money.filter(({ currency }) => currency?.endsWith("$")).map(({ value }) => value));
  return money.map((amount) => {
    if (amount.currency !== null || amount.decimals !== 2 || !/^[58]\d/u.test(String(amount.value)))
      return amount;
    const value = Number(String(amount.value).slice(1));
    return dollars.has(value) ? { ...amount, value, currency: "$" } : amount;
  });
}

/** "51.88" is read as "5188": a total without cents that with them is a sum, or stands elsewhere, is that. */
function withPoints(money: readonly LabelledAmount[], witness: Witness): readonly LabelledAmount[] {
  const withCents = new Set(money.filter(({ decimals }) => decimals === 2).map(({ value }) => value));
  return money.map((amount) => {
    const { decimals, grouped, rowIndex } = amount;
    const value = amount.value / 100;
    if (decimals !== 0 || grouped || Math.abs(value) < 1 || !isTotal(amount)) return amount;
    return isWitnessed(witness, Math.abs(value), rowIndex) || withCents.has(value)
      ? { ...amount, value, decimals: 2 }
      : amount;
  });
}

/**
 * Without a word of a refund, a single minus among positive amounts is a dash before the number, and a negative
 * payment of an amount that stands there without minus settles that amount. With such a word, an amount without minus
 * is the total when that has one.
 */
function withoutStrayMinus(text: ReceiptText, money: readonly LabelledAmount[]): readonly LabelledAmount[] {
  const negative = money.filter((amount) => amount.value < 0);
  if (negative.length === 0) return money;
  if (text.rows.some((row) => REFUND.test(row.folded))) {
    const refunded = new Set(negative.filter(isTotal).map((amount) => -amount.value));
    return money.map((amount) =>
      refunded.has(amount.value) && !isTotal(amount) ? { ...amount, value: -amount.value } : amount,
    );
  }
  const isStray = negative.length === 1 && money.length > 3 && negative.every((amount) => isTotal(amount));
  const isSettling = (amount: LabelledAmount) =>
    hasLabel(amount.labels, "payment") && money.some((other) => other.value === -amount.value);
  return money.map((amount) =>
    amount.value < 0 && (isStray || isSettling(amount)) ? { ...amount, value: -amount.value } : amount,
  );
}

/** Whether the words beside an amount say "total", and not "total tax", "total points" or "total without tax". */
export function isTotal(amount: LabelledAmount): boolean {
  const { labels, words } = amount;
  if (!hasLabel(labels, "total")) return false;
  if (EXCLUSIVE.test(words)) return false;
  if (
    hasLabel(labels, "subtotal", "discount", "points", "change", "rounding", "tip") ||
    /ACCEPTED/u.test(words)
  )
    return false;
  if (hasLabel(labels, "quantity") && amount.decimals === 0 && !amount.grouped) return false;
  // "TOTAL 6 % SUPPLIES": the part with this rate of tax, whose digit may be lost.
  if (/(?:TOTAL|TOTALE|TOTAAL|SUMME|SUMA) ?(?:\d{1,2}(?:[.,]\d+)?)? ?%/u.test(words)) return false;
  // "TOTAL GST 6 %" is a part, unless it says that the tax is in it.
  if (hasLabel(labels, "tax") || /\d\s?%/u.test(words)) return INCLUSIVE.test(words);
  return true;
}

/** A row of a table, such as the sums of net, tax and gross: it has several different amounts. */
function isTableRow(money: readonly LabelledAmount[], amount: LabelledAmount): boolean {
  return money.some(
    (other) => other.rowIndex === amount.rowIndex && other.decimals === 2 && other.value !== amount.value,
  );
}

function totalPhrases(amount: LabelledAmount): string[] {
  return amount.labels.filter((found) => found.label === "total").map((found) => found.phrase);
}

function isOtherCurrency(amount: LabelledAmount, main: string | null): boolean {
  const own = currencyOf(amount);
  if (own === null || main === null || own === main) return false;
  return !currenciesOf(own).some((currency) => currenciesOf(main).includes(currency));
}

/** Beside the amount, or among its words ("TOTAL USD  25.00"). */
function currencyOf(amount: LabelledAmount): string | null {
  return amount.currency ?? CURRENCY.exec(amount.words)?.[0] ?? null;
}

const CURRENCY = new RegExp(`(?<!\\p{L})(?:${CURRENCY_WORD})(?!\\p{L})`, "u");
