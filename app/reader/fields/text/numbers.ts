import type { Row } from "./rows.ts";
import { tidied } from "./tidy.ts";

/** How the numbers of one receipt are written. */
export interface NumberStyle {
  /** The sign before cents; null when the currency has none ("42.200"). */
  readonly decimal: "." | "," | null;
  /** Digits after it: 3 in dinars ("1.850"). */
  readonly decimals: 2 | 3;
}

/** A number with how it was written. */
export interface WrittenNumber {
  readonly value: number;
  /** Digits after the decimal sign: 2 for most money, 0 for integers, 3 for weights. */
  readonly decimals: number;
  /** Has as many decimals as the currency. */
  readonly hasCents: boolean;
  /** Written with a thousands separator. */
  readonly grouped: boolean;
}

/** A run of digits with what may be between digits of one number. */
const RUN = /(?<![\d.,'’])(?:\d[\d.,'’]*\d|\d|[.,]\d{2}(?!\d))/gu;

const GROUPED = /^(\d{1,3})((?:[.,'’]\d{3})+)(?:([.,])(\d{1,2}))?$/u;
/** As India groups: "1,01,990.00". */
const GROUPED_BY_LAKH = /^(\d{1,2}(?:,\d{2})+,\d{3})(?:\.(\d{1,2}))?$/u;
/** An amount of dinars: "1.850", "1,250.500". */
const THREE_DECIMALS = /^(\d+|\d{1,3}(?:[.,'’]\d{3})+)([.,])(\d{3})$/u;
const DECIMAL = /^(\d*)([.,'’])(\d{1,3})$/u;

/** The way most numbers of the page are written. Dates, codes and rates do not vote. */
export function numberStyleOf(rows: readonly Row[]): NumberStyle {
  let dot = 0;
  let comma = 0;
  let groups = 0;
  for (const row of rows) {
    for (const piece of row.pieces) {
      for (const run of runsOf(tidied(piece))) {
        if (/^\d*\.\d{2}$/u.test(run.text) || /^\d{1,3}(?:[,'’]\d{3})+\.\d{2}$/u.test(run.text)) {
          dot++;
        } else if (/^\d*,\d{2}$/u.test(run.text) || /^\d{1,3}(?:[.'’]\d{3})+,\d{2}$/u.test(run.text)) {
          comma++;
        } else if (/^[1-9]\d{0,2}(?:[.,'’]\d{3})+$/u.test(run.text)) {
          groups++;
        }
      }
    }
  }
  if (groups >= 2 && groups > dot + comma) {
    return { decimal: null, decimals: 2 };
  }
  if (groups > 0 && dot + comma === 0) {
    return { decimal: null, decimals: 2 };
  }
  return { decimal: comma > dot ? "," : ".", decimals: 2 };
}

/** The runs of a tidied text that may be numbers. */
export function runsOf(text: string): { text: string; start: number; end: number }[] {
  return [...text.matchAll(RUN)].map((match) => {
    const run = match[0].replace(/[.,'’]+$/u, "");
    return { text: run, start: match.index, end: match.index + run.length };
  });
}

/** The number that a run is; null where it is none, such as a code that begins with a zero. */
export function parseNumber(run: string, style: NumberStyle, hasCurrency: boolean): WrittenNumber | null {
  const dinars = style.decimals === 3 ? THREE_DECIMALS.exec(run) : null;
  if (dinars && dinars[2] === style.decimal && !dinars[1]?.includes(style.decimal)) {
    const [, whole = "", , fraction = ""] = dinars;
    return withGroups(whole, fraction, style);
  }
  const grouped = GROUPED.exec(run);
  if (grouped) {
    const [, head = "", groups = "", mark, cents] = grouped;
    const separators = new Set(groups.replace(/\d/gu, ""));
    if (separators.size > 1 || (mark !== undefined && separators.has(mark))) {
      return null;
    }
    const separator = [...separators][0];
    const single = groups.length === 4 && mark === undefined;
    const isWeight = single && separator === style.decimal && (!hasCurrency || head === "0");
    if (isWeight || (single && head === "0")) {
      return plain(head, groups.slice(1), style);
    }
    if (head.startsWith("0")) {
      return null;
    }
    return withGroups(head + groups, cents, style);
  }
  const lakhs = GROUPED_BY_LAKH.exec(run);
  if (lakhs) {
    return withGroups(lakhs[1] ?? "", lakhs[2], style);
  }
  const decimal = DECIMAL.exec(run);
  if (decimal) {
    const [, whole = "", , fraction = ""] = decimal;
    return plain(whole || "0", fraction, style);
  }
  if (!/^\d+$/u.test(run) || run.length > 9 || (run.length > 1 && run.startsWith("0"))) {
    return null;
  }
  return plain(run, "", style);
}

function withGroups(whole: string, fraction: string | undefined, style: NumberStyle): WrittenNumber {
  return { ...plain(whole.replace(/\D/gu, ""), fraction ?? "", style), grouped: /\D/u.test(whole) };
}

function plain(whole: string, fraction: string, { decimals }: NumberStyle): WrittenNumber {
  return {
    value: Number(`${whole}.${fraction || "0"}`),
    decimals: fraction.length,
    hasCents: fraction.length === decimals,
    grouped: false,
  };
}
