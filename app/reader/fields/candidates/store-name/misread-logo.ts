import { memoize } from "../../../memoize.ts";
import { type Brand, brandKeys } from "../../text/brands.ts";
import type { CountryEvidence } from "../../text/country-evidence.ts";
import { fold, lettersAndDigits } from "../../text/letters.ts";
import { misreadLetters } from "../../text/look-alikes.ts";
import { BUSINESS } from "../../words/business-words.ts";
import { LEGAL_FORM, LEGAL_FORM_AS_NAME } from "../../words/company-words.ts";
import { COLUMN, GREETING, PERSON, TITLE } from "../../words/head-words.ts";

/** Of the letters of a chain's name, so many may be misread. */
const MOST_MISREAD = 1 / 5;
const SHORTEST = 4;
const EVERYWHERE = "001";
/** Names with these are more than a logo, or none: "PROMO" is not a misread Promod. */
const SAY_MORE = [BUSINESS, LEGAL_FORM, LEGAL_FORM_AS_NAME, TITLE, COLUMN, GREETING, PERSON];

/**
 * The chain whose logo was misread as this name: the only one of the country that is at most one letter in five away. Null
 * where the name is a chain's as it is, and where it says more than a logo does.
 */
export function chainOfMisreadLogo(name: string, countries: readonly CountryEvidence[]): string | null {
  const folded = fold(name);
  const key = lettersAndDigits(name);
  if (SAY_MORE.some((words) => words.test(folded)) || key.length < SHORTEST - 1 || brandKeys().has(key)) {
    return null;
  }
  const country = countries[0]?.country.code.toLowerCase();
  const near = brandsLike(key).flatMap(([meant, brand]) => {
    const isThere =
      country === undefined || brand.countries.includes(country) || brand.countries.includes(EVERYWHERE);
    const letters = isThere ? misreadLetters(key, meant) : Infinity;
    return letters <= MOST_MISREAD * meant.length ? [{ brand, letters }] : [];
  });
  const least = Math.min(...near.map(({ letters }) => letters));
  const [best, other] = near.filter(({ letters }) => letters === least);
  return best && !other ? best.brand.name : null;
}

/** Brands of about this length that begin or end alike, by the letters of their name. */
function brandsLike(key: string): (readonly [key: string, brand: Brand])[] {
  const most = Math.ceil(key.length * MOST_MISREAD);
  const like: (readonly [string, Brand])[] = [];
  for (let length = Math.max(SHORTEST, key.length - most); length <= key.length + most; length++) {
    for (const entry of byLength(brandKeys()).get(length) ?? []) {
      if (entry[0][0] === key[0] || entry[0].at(-1) === key.at(-1)) {
        like.push(entry);
      }
    }
  }
  return like;
}

const byLength = memoize((brands: ReadonlyMap<string, Brand>) => Map.groupBy(brands, ([key]) => key.length));
