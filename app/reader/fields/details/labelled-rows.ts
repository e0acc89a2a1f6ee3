import { EXACT } from "../candidates/total/cents.ts";
import type { LabelledAmount } from "../text/receipt-text.ts";
import { tidied } from "../text/tidy.ts";
import { CURRENCY_MARK } from "../words/currencies.ts";
import type { Label } from "../words/labels.ts";
import type { DetailRow } from "./detail-rows.ts";
import type { Found, FoundNamed } from "./found.ts";

/** A row with an amount, as rows of sums are. */
export interface Priced extends DetailRow {
  readonly last: NonNullable<DetailRow["last"]>;
}

/** The rows with an amount that their words call one of these. */
export function rowsOfKind(rows: readonly DetailRow[], ...kinds: readonly Label[]): Priced[] {
  return rows.flatMap((row) =>
    row.last !== null && row.kind !== null && kinds.includes(row.kind) ? [{ ...row, last: row.last }] : [],
  );
}

/** Net amounts, which tables of taxes have too. */
const NET =
  /(?<!\p{L})(?:NETT? (?:SALES|TOTAL|TTL|AMT|AMOUNT)|NETTO|NETTOBETRAG|SUMME NETTO|HT|HORS|IMPONIBILE|BASE|BASE IMP|B IMP|ZAKLAD|TAXABLE|OPODATKOWANA|VATABLE|DPP|MATRAH|VEROTON|EXCL)(?!\p{L})|NETSALES/u;

/** What decides which sum is meant. */
interface Known {
  readonly items: number;
  /** What is added to it, in the ways that are tried. */
  readonly added: readonly number[];
  readonly total: number | null;
}

/**
 * The sum before taxes, tip and the rest: the one that is called so and that with the rest is the total, or that the items
 * add up to; else a row that the items add up to; else one that is called so and is the total, with the taxes in it; else
 * an amount that with the rest is the total; else the first that is called so.
 */
export function subtotalIn(rows: readonly DetailRow[], { items, added, total }: Known): Found<number> | null {
  const called = rowsOfKind(rows, "subtotal").filter(({ money }) => money.length === 1);
  const whole = called.filter(({ row }) => !NET.test(row.folded));
  const lastTotal = rows.findLastIndex(({ kind, last }) => kind === "total" && last !== null);
  const isBefore = ({ value }: LabelledAmount) =>
    added.some((rest) => Math.abs(value + rest - (total ?? Number.NaN)) < EXACT);
  const isOfItems = ({ value }: LabelledAmount) => items !== 0 && value === items;
  const sums = rows
    .slice(0, Math.max(0, lastTotal))
    .flatMap((row) => (isSumRow(row) ? row.money : []))
    .filter(isOfItems);
  const chosen =
    whole.find(({ last }) => isBefore(last))?.last ??
    whole.find(({ last }) => isOfItems(last))?.last ??
    sums.find((amount) => amount.value !== total) ??
    whole.find(({ last }) => last.value === total)?.last ??
    rows.flatMap(({ money }) => money).find(isBefore) ??
    sums[0] ??
    whole[0]?.last ??
    (new Set(called.map(({ last }) => last.value)).size === 1 ? called[0]?.last : undefined) ??
    aboveEmptyTip(rows);
  return chosen ? { value: chosen.value, lines: [chosen.piece] } : null;
}

const isSumRow = ({ kind, money }: DetailRow): boolean =>
  money.length === 1 && (kind === null || kind === "total" || kind === "reference");

/** On the slip of a card, what is above the lines where a tip and the total are to be written. */
function aboveEmptyTip(rows: readonly DetailRow[]): LabelledAmount | null {
  const tip = rows.findIndex(({ kind, isPlain, last }) => kind === "tip" && isPlain && last === null);
  const [above, below] = [rows[tip - 1], rows[tip + 1]];
  return above?.kind === "total" && below?.kind === "total" && below.last === null ? above.last : null;
}

/** What the receipt says that was given as a tip. Suggestions are several, each with its percents. */
export function tipIn(rows: readonly DetailRow[]): Found<number> | null {
  const called = rowsOfKind(rows, "tip").filter(({ row }) => (row.text.match(/%/gu) ?? []).length < 2);
  const certain = called.length > 1 ? called.filter(({ row }) => !row.text.includes("%")) : called;
  const given = certain.findLast(({ last }) => last.value !== 0) ?? certain[0];
  return given ? found(given) : null;
}

/** Cash is rounded by less than this; where there are no cents, to the next hundred or thousand. */
const MOST_ROUNDING = 1;

export function roundingIn(rows: readonly DetailRow[]): Found<number> | null {
  const row = rowsOfKind(rows, "rounding").find(
    ({ last }) => Math.abs(last.value) < MOST_ROUNDING || !last.hasCents,
  );
  return row ? found(row) : null;
}

export function changeIn(rows: readonly DetailRow[]): Found<number> | null {
  const called = rowsOfKind(rows, "change");
  const row = called.find(({ last }) => last.value !== 0) ?? called[0];
  return row ? { value: Math.abs(row.last.value), lines: [row.last.piece] } : null;
}

/** What is added for service, delivery and the like. */
export function chargesIn(rows: readonly DetailRow[]): FoundNamed[] {
  return rowsOfKind(rows, "service")
    .filter(({ last }) => last.value !== 0)
    .map((row) => ({ name: nameOf(row), amount: found(row) }));
}

/** What is taken off the whole receipt, or what somebody is told to have saved. */
export function discountsIn(rows: readonly DetailRow[]): FoundNamed[] {
  return rowsOfKind(rows, "discount")
    .filter(({ last }) => last.value !== 0)
    .map((row) => ({
      name: nameOf(row),
      amount: { value: Math.abs(row.last.value), lines: [row.last.piece] },
    }));
}

function found({ last }: Priced): Found<number> {
  return { value: last.value, lines: [last.piece] };
}

const EDGES = /^[\s*#.:;,=_~@$€£(-]+|[\s*:;,=_~@$€£(-]+$/gu;

const CURRENCY_BEHIND = new RegExp(`\\s(?:${CURRENCY_MARK})\\s*$`, "iu");

/** What a row calls its amount, as printed. */
export function nameOf({ row, last }: DetailRow): Found<string> | null {
  const at = last === null ? row.pieces.length : row.pieces.indexOf(last.piece);
  const before = row.pieces.slice(0, at).map((piece) => piece.text);
  const own = last === null ? "" : tidied(last.piece).slice(0, last.start);
  const name = [...before, own]
    .join(" ")
    .replace(/\s+/gu, " ")
    .replace(CURRENCY_BEHIND, "")
    .replace(EDGES, "");
  return /\p{L}{2}/u.test(name) ? { value: name, lines: row.pieces } : null;
}
