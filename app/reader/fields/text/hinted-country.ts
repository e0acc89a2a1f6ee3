import { COUNTRIES } from "../words/countries.ts";
import { CURRENCY_MARK, currenciesOf } from "../words/currencies.ts";
import type { CountryEvidence } from "./country-evidence.ts";
import type { Row } from "./rows.ts";

const MARKS = new RegExp(`(?<![\\p{L}\\d])(?:${CURRENCY_MARK})(?!\\p{L})`, "gu");
const LEAST = 2;

/**
 * The countries with the hinted one in front, where the receipt names none: nothing but a language speaks for one, which
 * the hinted country speaks too, and no mark of another currency is printed.
 * @param code ISO 3166-1 alpha-2
 */
export function withHint(
  countries: readonly CountryEvidence[],
  rows: readonly Row[],
  code: string | undefined,
): readonly CountryEvidence[] {
  const country = COUNTRIES.find((one) => one.code === code);
  const [best] = countries;
  if (!country || best?.isNamed || (best && best.points >= LEAST && !speaks(countries, country.code))) {
    return countries;
  }
  const marks = new Set(rows.flatMap(({ folded }) => folded.match(MARKS) ?? []));
  if (marks.size > 0 && ![...marks].some((mark) => currenciesOf(mark).includes(country.currency))) {
    return countries;
  }
  const points = Math.max(LEAST, best?.points ?? 0) + 1;
  const hinted = { country, points, why: ["hint"], isNamed: false, isHinted: true, isEnglishOnly: false };
  return [hinted, ...countries.filter((other) => other.country !== country)];
}

function speaks(countries: readonly CountryEvidence[], code: string): boolean {
  return countries.some(({ country }) => country.code === code);
}
