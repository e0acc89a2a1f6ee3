import type { Features } from "./candidates/candidate.ts";
import type { StoreFeature } from "./candidates/feature-names.ts";
import type { StoreCandidate } from "./candidates/store-name/store-candidates.ts";
import { type ClassShares, likeliestOf } from "./lines/line-class.ts";
import { isAddress, isTown } from "./text/address.ts";
import { isOfApp } from "./text/app-screen.ts";
import type { ReceiptText } from "./text/receipt-text.ts";
import type { Row } from "./text/rows.ts";
import { CONTACT } from "./words/address-words.ts";
import { REGISTRATION } from "./words/company-words.ts";
import { BARE_TITLE, COLUMN } from "./words/head-words.ts";

/**
 * Rows of names are learned to be one with at least this share. Of 1,084 receipts with their head, 5 have less for the
 * name that is chosen; of those whose head is cut off, 4 in 10.
 */
const LEAST_NAME = 0.35;

/** "Store 1320 Northgate": a number of the shop, and no postcode. */
const NUMBERED = /^(?:STORE|SHOP|BRANCH)(?!\p{L})/u;

/** The names that one may be given of, best first: where the best is none, those alone that something else tells of. */
export function shopNames<Name extends { readonly candidate: StoreCandidate }>(
  names: readonly Name[],
  text: ReceiptText,
  lines: readonly ClassShares[],
): readonly Name[] {
  const [best] = names;
  return best && isNoName(best.candidate, text, lines)
    ? names.filter(({ candidate }) => saysShop(candidate.features))
    : names;
}

/**
 * Whether the best name is not one: the head of the receipt is cut off, and what is left of it is an address, a slogan,
 * or something bought.
 */
function isNoName(
  { features, rows, place }: StoreCandidate,
  text: ReceiptText,
  lines: readonly ClassShares[],
): boolean {
  if (saysShop(features)) {
    return false;
  }
  const isOfPlace = place !== "address" && rows.some((row) => isPlace(text, row));
  if (saysOther(features) || isOfPlace || rows.some((row) => isOfBody(text, row, lines[row]))) {
    return true;
  }
  // What a row is does not tell what a part of it is.
  const isOther = !features.part && !features.business && !features.businessEdge;
  if (!isOther || hasWholeHead(text, text.rows.slice(0, Math.min(...rows)))) {
    return false;
  }
  const head = lines
    .slice(0, Math.max(...rows) + 1)
    .filter((_, row) => rows.includes(row) || mayName(text, row));
  return head.every(({ name }) => name < LEAST_NAME);
}

/** Heights of the text above its first row on a form or an invoice. */
const MARGIN = 1.5;

/** Whether nothing is cut off above these rows: they are of the app that shows the receipt, or a form's title below its margin. */
function hasWholeHead({ textHeight }: ReceiptText, above: readonly Row[]): boolean {
  const [first, ...others] = above;
  const isTitle = first !== undefined && others.length === 0 && BARE_TITLE.test(first.folded);
  return above.some(isOfApp) || (isTitle && first.y - first.height / 2 > MARGIN * textHeight);
}

/** Of letters and digits: a number with its label has more, "CB 13" has not. */
const MANY_DIGITS = 0.5;

/** Whether it says what the paper is, when, or who served. */
function saysOther({ title, date, person, web, digits }: Features<StoreFeature>): boolean {
  return [title, date, person, web].some(Boolean) || digits > MANY_DIGITS;
}

/** Whether a row is the heads of columns, or learned to be of the receipt's body. */
function isOfBody({ rows }: ReceiptText, row: number, shares: ClassShares | undefined): boolean {
  const heads = (rows[row]?.folded ?? "").split(/[^\p{L}]+/u).filter((word) => COLUMN.test(word));
  return (
    heads.length > 1 ||
    (shares !== undefined && ["item", "date", "total", "tax", "subtotal"].includes(likeliestOf(shares)))
  );
}

/** Whether a row has words, and not those of an address or a registration. */
function mayName(text: ReceiptText, row: number): boolean {
  const folded = text.rows[row]?.folded ?? "";
  return (
    /\p{L}{3}/u.test(folded) && !isPlace(text, row) && !REGISTRATION.test(folded) && !CONTACT.test(folded)
  );
}

function isPlace({ rows }: ReceiptText, row: number): boolean {
  const folded = rows[row]?.folded.replace(/ {2,}/gu, " ") ?? "";
  return isTown(folded) || (isAddress(folded) && !NUMBERED.test(folded));
}

/** Whether something else tells that it is a shop's: its form, a list, or another place on the receipt. */
function saysShop(features: Features<StoreFeature>): boolean {
  return [
    features.greeted,
    features.legal,
    features.legalAsName,
    features.inWeb,
    features.repeated,
    features.repeatedInCompany,
    features.knownBrand,
    features.knownBrandFirst,
    features.knownInWeb,
  ].some(Boolean);
}
