import { CLEAR_CURRENCY } from "../words/currencies.ts";
import { DINAR_MARK, DINARS, dinarOf } from "../words/dinars.ts";
import type { CountryEvidence } from "./country-evidence.ts";
import { runsOf } from "./numbers.ts";
import type { Row } from "./rows.ts";
import { tidied } from "./tidy.ts";

const THREE = "\\d{1,3}(?:[.,'’]\\d{3})*[.,]\\d{3}(?![\\d.,])";
const ALL_THREE = new RegExp(`^${THREE}$`, "u");
const MARKED = new RegExp(
  `(?<![\\p{L}.])(${DINAR_MARK})\\.?\\s*[:=]?\\s*-?${THREE}|${THREE}\\s?(${DINAR_MARK})(?![\\p{L}\\d])`,
  "u",
);
const OTHER_MARK = new RegExp(`[$€£¥₫₺₹₩₱฿₽₦]|(?<![\\p{L}\\d])(?:${CLEAR_CURRENCY})(?![\\p{L}\\d])`, "u");
const UNIT_AFTER = /^\s?(?:KG|G|L|LTR|LITRES?|GAL|GALLONS?|KM|M3|KWH)\b|^\s?[xX×@*/]/iu;

/**
 * The sign before the three decimals of a page in dinars; null where thousands are grouped so. A mark or the country
 * tells, and without both an amount below one ("0.350"), which no group of thousands begins with.
 */
export function signOfDinars(
  rows: readonly Row[],
  countries: readonly CountryEvidence[],
  hint?: string,
): "." | "," | null {
  const three: string[] = [];
  let two = 0;
  for (const piece of rows.flatMap((row) => row.pieces)) {
    const text = tidied(piece);
    for (const run of runsOf(text)) {
      if (ALL_THREE.test(run.text) && !UNIT_AFTER.test(text.slice(run.end))) {
        three.push(run.text);
      } else if (/^\d+[.,]\d{2}$/u.test(run.text)) {
        two++;
      }
    }
  }
  if (three.length <= two) {
    return null;
  }
  const belowOne = three.find((run) => /^0[.,]/u.test(run))?.at(1);
  const both = three.find((run) => /^\d{1,3}(?:,\d{3})+\.|^\d{1,3}(?:\.\d{3})+,/u.test(run))?.at(-4);
  const certain = belowOne ?? both;
  const isElsewhere = (countries[0]?.points ?? 0) >= 2 || rows.some(({ folded }) => OTHER_MARK.test(folded));
  const hinted = hint !== undefined && hint in DINARS && !isElsewhere ? hint : undefined;
  const currency = dinarsOf(rows, countries) ?? hinted;
  const written = certain ?? three[0]?.at(-4);
  const sign = written === "," ? "," : ".";
  if (currency !== undefined) {
    return certain !== undefined || DINARS[currency]?.signs.includes(sign) ? sign : null;
  }
  return belowOne !== undefined && two === 0 && !isElsewhere ? sign : null;
}

/** The code of the dinars that a mark next to an amount or the country tells. */
function dinarsOf(rows: readonly Row[], countries: readonly CountryEvidence[]): string | undefined {
  for (const row of rows) {
    const [, before, after] = MARKED.exec(row.folded) ?? [];
    const code = dinarOf(before ?? after ?? "");
    if (code !== undefined) {
      return code;
    }
  }
  return countries.find(({ points, country }) => points >= 2 && country.currency in DINARS)?.country.currency;
}
