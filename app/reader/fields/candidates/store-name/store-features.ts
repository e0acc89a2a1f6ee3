import { memoize } from "../../../memoize.ts";
import type { Line } from "../../../page.ts";
import type { ClassShares } from "../../lines/line-class.ts";
import { isAddress, isStreetLike } from "../../text/address.ts";
import { fold, lettersAndDigits } from "../../text/letters.ts";
import type { ReceiptText } from "../../text/receipt-text.ts";
import { saysRefund } from "../../text/refund.ts";
import type { Row } from "../../text/rows.ts";
import { ADDRESS, CONTACT, WEB } from "../../words/address-words.ts";
import { BUSINESS, MALL } from "../../words/business-words.ts";
import { LEGAL_FORM, LEGAL_FORM_AS_NAME, OPERATOR, OWNER, REGISTRATION } from "../../words/company-words.ts";
import { GREETING, HONORIFIC, PERSON, TITLE } from "../../words/head-words.ts";
import { flag } from "../candidate.ts";
import type { StoreFeature } from "../feature-names.ts";
import { coreOf, hasBusinessAtEdge, isGeneric, isOpen } from "./clean-name.ts";
import { CONTINUES_ABOVE, CONTINUES_BELOW, joinedFeatures, NOT_JOINED } from "./joined-features.ts";
import { knownNames } from "./known-names.ts";
import { lineFeatures } from "./line-features.ts";
import { mayBeName } from "./may-be-name.ts";
import { nameParts } from "./name-in-row.ts";
import { placeFeatures } from "./place-features.ts";
import { extendsAnother, isInWeb, repetitionsOf } from "./repetitions.ts";

/** Rows of the head, at most. */
export const HEAD_ROWS = 14;

/** What a name was taken from. */
export type NamePlace = "row" | "greeting" | "address";

/** A name and where it was read. */
interface PlacedName {
  readonly text: ReceiptText;
  /** What each row of the text probably is. */
  readonly lines: readonly ClassShares[];
  /** Index of the first row below the head. */
  readonly body: number;
  /** As printed. */
  readonly raw: string;
  /** Cleaned. */
  readonly value: string;
  /** Of its rows: one, or several that were joined. */
  readonly indices: readonly number[];
  /** The whole row, a part of "Welcome to …", or what is before an address. */
  readonly place: NamePlace;
}

/** What speaks for and against a name. */
export function storeFeatures(name: PlacedName): Record<StoreFeature, number> {
  const { text, lines, body, raw, value, indices, place } = name;
  const isGreeted = place === "greeting";
  const rows = indices.flatMap((index) => text.rows[index] ?? []);
  const [first, last] = [rows[0], rows[rows.length - 1]];
  if (!first || !last) {
    throw new Error("A name has one row at least.");
  }
  const index = indices[0] ?? 0;
  const lastIndex = indices[indices.length - 1] ?? index;
  const folded = fold(value);
  const rowFolded = place !== "row" ? folded : rows.map((row) => row.folded).join(" ");
  const letters = folded.replace(/[^\p{Script=Latin}]/gu, "").length;
  const digits = folded.replace(/\D/gu, "").length;
  const above = text.rows.slice(0, index).filter(mayBeName);
  const wordRows = above.length;
  const next = text.rows[lastIndex + 1]?.folded ?? "";
  const afterNext = text.rows[lastIndex + 2]?.folded ?? "";
  const core = coreOf(folded);
  const height = Math.max(...rows.map((row) => row.height)) / text.textHeight;
  const headHeights = text.rows
    .slice(0, Math.min(body, HEAD_ROWS))
    .filter((row) => /\p{L}{2}/u.test(row.folded))
    .map((row) => row.height);
  const tallest = Math.max(...headHeights, 1) / text.textHeight;
  const joined = indices.length > 1;
  return {
    first: flag(wordRows === 0),
    second: flag(wordRows === 1),
    depth: Math.min(12, wordRows) / 4,
    below: flag(index >= body),
    tall: Math.min(1.5, Math.max(-0.5, height - 1)),
    tallest: flag(height > 0.9 * tallest && tallest > 1.15),
    legalAsName: flag(LEGAL_FORM_AS_NAME.test(folded)),
    legal: flag(LEGAL_FORM.test(folded) && !LEGAL_FORM_AS_NAME.test(folded)),
    business: flag(BUSINESS.test(folded) && !isGeneric(folded)),
    address: flag(isAddress(rowFolded)),
    streetLike: flag(isStreetLike(folded)),
    addressWord: flag(!isAddress(rowFolded) && ADDRESS.test(folded)),
    contact: flag(CONTACT.test(rowFolded) && digits > 3),
    registration: flag(REGISTRATION.test(folded)),
    title: flag(TITLE.test(folded) || saysRefund(folded)),
    greeting: flag(!isGreeted && GREETING.test(folded)),
    greeted: flag(isGreeted),
    part: flag(
      !isGreeted &&
        !joined &&
        lettersAndDigits(value).length * 1.3 < lettersOf(nameParts(first)) &&
        first.pieces.length > 1,
    ),
    generic: flag(isGeneric(folded)),
    businessEdge: flag(hasBusinessAtEdge(folded) && !isGeneric(folded)),
    open: flag(isOpen(raw) || /^[^(]*\)/u.test(raw)),
    continues: flag(
      (index > 0 && CONTINUES_ABOVE.test(first.folded)) ||
        CONTINUES_BELOW.test(text.rows[index - 1]?.folded ?? ""),
    ),
    extends: flag(!joined && extendsAnother(text, index, folded)),
    quoted: flag(/^\s*["“”„«]/u.test(raw)),
    comma: flag(/\p{L}, \p{L}/u.test(value)),
    // "Nature of service: restaurant". Without a space it may be a misread letter.
    colon: flag(/\p{L}(?:: | :)/u.test(value)),
    lowerCase: flag(/^\p{Ll}/u.test(value)),
    nextNamed: flag(!BUSINESS.test(folded) && BUSINESS.test(next) && !isGeneric(next) && !isAddress(next)),
    person: flag(PERSON.test(rowFolded) || HONORIFIC.test(rowFolded)),
    owner: flag(OWNER.test(rowFolded)),
    operator: flag(OPERATOR.test(rowFolded)),
    mall: flag(MALL.test(folded) && !LEGAL_FORM_AS_NAME.test(folded)),
    web: flag(WEB.test(rowFolded)),
    digits: digits / Math.max(1, digits + letters),
    manyWords: Math.max(0, folded.split(" ").length - 5) / 3,
    short: flag(letters < 4),
    misread: 1 - Math.min(...confidencesOf(rows, raw)),
    // As large a row below it: the rest of the name, or its branch.
    tallBelow: flag(!joined && height > 1.2 && isAsTall(text.rows[lastIndex], text.rows[lastIndex + 1])),
    nextAddress: flag(place === "address" || isAddress(next)),
    nextRegistration: flag(/^\W*(?:[A-Z]{0,3}\d{5,}|\d{5,})/u.test(next) || REGISTRATION.test(next)),
    afterNextAddress: flag(isAddress(afterNext)),
    nextLegal: flag(LEGAL_FORM_AS_NAME.test(next)),
    addressAbove: flag(firstAddressOf(text) < index),
    companyAbove: flag(!joined && isBelowCompany(text, index, folded)),
    inWeb: flag(isInWeb(text, core)),
    ...repetitionsOf(text, indices, folded, core),
    amount: flag(text.amounts.some((amount) => indices.includes(amount.rowIndex) && amount.hasCents)),
    date: flag(indices.some((other) => (text.dates[other] ?? []).length > 0)),
    ...(joined ? joinedFeatures(text, indices, above, first, last, height) : NOT_JOINED),
    ...placeFeatures(text, value, indices),
    ...lineFeatures(lines, indices),
    ...knownNames(text, value),
  };
}

function lettersOf(pieces: readonly Line[]): number {
  return pieces.reduce((sum, { text }) => sum + lettersAndDigits(text).length, 0);
}

function isAsTall(row: Row | undefined, below: Row | undefined): boolean {
  return row !== undefined && below !== undefined && mayBeName(below) && below.height > 0.85 * row.height;
}

/** The index of the first row with an address; Infinity where none has one. Below it, names are the owner's. */
const firstAddressOf = memoize(({ rows }: ReceiptText): number => {
  const first = rows.findIndex((row) => isAddress(row.folded));
  return first < 0 ? Infinity : first;
});

/** Of the pieces that a name was read from. */
function confidencesOf(rows: readonly Row[], raw: string): number[] {
  const pieces = rows.flatMap((row) => row.pieces);
  const own = pieces.filter((piece) => raw.includes(piece.text));
  return (own.length > 0 ? own : pieces).map((piece) => piece.confidence);
}

/** A kind of business below a company: what people call it, below who owns it. */
function isBelowCompany(text: ReceiptText, index: number, folded: string): boolean {
  const above = text.rows[index - 1]?.folded ?? "";
  const isCompany = LEGAL_FORM.test(above) && !LEGAL_FORM_AS_NAME.test(above) && !BUSINESS.test(above);
  return isCompany && hasBusinessAtEdge(folded) && !isGeneric(folded) && !LEGAL_FORM.test(folded);
}
