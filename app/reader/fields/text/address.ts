import { ADDRESS, JOURNEY, ROAD_NAME, STREET_ENDING } from "../words/address-words.ts";
import { BUSINESS } from "../words/business-words.ts";
import { LEGAL_FORM_AS_NAME } from "../words/company-words.ts";
import { STATE_OF_USA, TOWN_OF_AUSTRALIA, TOWN_OF_CANADA, TOWN_OF_USA } from "../words/places.ts";

/** A town and the code of its state: "Natick MA", "Laval QC". */
export function isTown(folded: string): boolean {
  return [TOWN_OF_USA, TOWN_OF_CANADA, TOWN_OF_AUSTRALIA].some((town) => town.test(folded));
}

/** A postcode with a place, or a street with a number. */
export function isAddress(folded: string): boolean {
  if (isTown(folded)) {
    return true;
  }
  if (ROAD_NAME.test(folded)) {
    return false;
  }
  if (STREET_ENDING.test(folded) || JOURNEY.test(folded)) {
    return true;
  }
  if (
    /(?:^|[,\s])(?:[A-Z]{1,2}-)?\d{4,6},?\s+\p{L}{3,}/u.test(folded) &&
    !/\d{4}\s+(?:LTD|SDN|GMBH|INC)/u.test(folded)
  ) {
    return true;
  }
  if (/\p{L}{3,}[ ,]+\d{5,6}(?:\D|$)/u.test(folded)) {
    return true;
  }
  if (/^(?:NO\.?|LOT|#)\s*:?\s*\d/u.test(folded)) {
    return true;
  }
  if (/^\d+[A-Z]?(?:[-/]\d+[A-Z]?)?[, ]+\p{L}/u.test(folded) && ADDRESS.test(folded)) {
    return true;
  }
  if (/[A-Z]\d[A-Z] ?\d[A-Z]\d/u.test(folded)) {
    return true;
  }
  return ADDRESS.test(folded) && /\d/u.test(folded);
}

/** A town with its postcode in Britain or the USA: "LEEDS LS2 7EW", "ELKO NV 89801". */
export const TOWN_WITH_POSTCODE = new RegExp(
  `\\p{L}{3},? (?:[A-Z]{1,2}\\d{1,2}[A-Z]? \\d[A-Z]{2}|(?:${STATE_OF_USA}) \\d{5}(?:-\\d{4})?)$`,
  "u",
);

const NUMBER_BEFORE_WORDS =
  /^\P{L}{0,3}(?:\p{L}\P{L} ?)?\d{1,5}(?:[/-]\d{1,5})?[A-Z]?,?(?: [\p{L}\d$'.-]+){2,}/u;

/** A number before several words, as streets are written in many countries; some shops are too. */
export function isStreetLike(folded: string): boolean {
  return NUMBER_BEFORE_WORDS.test(folded) && !BUSINESS.test(folded) && !LEGAL_FORM_AS_NAME.test(folded);
}
