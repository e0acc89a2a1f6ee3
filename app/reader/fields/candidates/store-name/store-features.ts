import type { Features } from "../../scores.ts";
import { isAddress, isStreetLike } from "../../text/address.ts";
import { fold, lettersAndDigits, similarity } from "../../text/letters.ts";
import { memoize } from "../../text/memoize.ts";
import type { ReceiptText } from "../../text/receipt-text.ts";
import type { Row } from "../../text/rows.ts";
import { ADDRESS, CONTACT, WEB } from "../../words/address-words.ts";
import { BUSINESS, MALL } from "../../words/business-words.ts";
import { LEGAL_FORM, LEGAL_FORM_AS_NAME, OPERATOR, OWNER, REGISTRATION } from "../../words/company-words.ts";
import { GREETING, HONORIFIC, PERSON, TITLE } from "../../words/head-words.ts";
import { cleanName, coreOf, hasBusinessAtEdge, isGeneric, isOpen, withoutBusiness } from "./clean-name.ts";

/** Rows of the head, at most. */
export const HEAD_ROWS = 14;

/** A row that ends like this goes on in the next one. */
const GOES_ON = /\p{L}\s?[&+(,-]\s*$/u;

/** A row that may need the one above it: "& Sons", "de la Montaña". Slogans begin like this too, but are longer. */
const GOES_ON_BELOW =
  /^\s*(?:[&+]|(?:DE|DEL|DELLA|DO|DOS|DU|DES|OF|UND|ET|AND|VAN|ZUM|ZUR)(?!\p{L}))(?!(?:\s+\S+){3})/u;
/** One that needs it even in smaller type. */
const OF_NAME = /^\s*(?:DE|DEL|DELLA)(?!\p{L})(?!(?:\s+\S+){4})/u;

/** A name and where it was read. */
interface PlacedName {
  readonly text: ReceiptText;
  /** Index of the first row below the head. */
  readonly body: number;
  /** As printed. */
  readonly raw: string;
  /** Cleaned. */
  readonly value: string;
  /** Of its rows: one, or several that were joined. */
  readonly indices: readonly number[];
  /** Taken from "Welcome to …". */
  readonly isGreeted: boolean;
}

/** What speaks for and against a name. */
export function storeFeatures(name: PlacedName): Features {
  const { text, body, raw, value, indices, isGreeted } = name;
  const rows = indices.flatMap((index) => text.rows[index] ?? []);
  const [first, last] = [rows[0], rows[rows.length - 1]];
  if (!first || !last) return {};
  const index = indices[0] ?? 0;
  const lastIndex = indices[indices.length - 1] ?? index;
  const folded = fold(value);
  const rowFolded = isGreeted ? folded : rows.map((row) => row.folded).join(" ");
  const letters = folded.replace(/[^\p{Script=Latin}]/gu, "").length;
  const digits = folded.replace(/\D/gu, "").length;
  const above = text.rows.slice(0, index).filter((row) => mayBeName(row));
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
    title: flag(TITLE.test(folded)),
    greeting: flag(!isGreeted && GREETING.test(folded)),
    greeted: flag(isGreeted),
    part: flag(
      !isGreeted &&
        !joined &&
        lettersAndDigits(value).length * 1.3 < lettersAndDigits(first.text).length &&
        first.pieces.length > 1,
    ),
    generic: flag(isGeneric(folded)),
    businessEdge: flag(hasBusinessAtEdge(folded) && !isGeneric(folded)),
    open: flag(isOpen(raw) || /^[^(]*\)/u.test(raw)),
    continues: flag(
      (index > 0 && GOES_ON_BELOW.test(first.folded)) || GOES_ON.test(text.rows[index - 1]?.folded ?? ""),
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
    nextAddress: flag(isAddress(next)),
    nextRegistration: flag(/^\W*(?:[A-Z]{0,3}\d{5,}|\d{5,})/u.test(next) || REGISTRATION.test(next)),
    afterNextAddress: flag(isAddress(afterNext)),
    nextLegal: flag(LEGAL_FORM_AS_NAME.test(next)),
    companyAbove: flag(!joined && isBelowCompany(text, index, folded)),
    inWeb: flag(isInWeb(text, core)),
    ...repetitionsOf(text, indices, folded, core),
    amount: flag(text.amounts.some((amount) => indices.includes(amount.rowIndex) && amount.decimals === 2)),
    date: flag(indices.some((other) => (text.dates[other] ?? []).length > 0)),
    ...(joined ? joinedFeatures(text, indices, above, first, last, height) : {}),
  };
}

const namesCompany = memoize((text: ReceiptText) =>
  text.rows.some(({ folded }) => LEGAL_FORM_AS_NAME.test(folded)),
);

/** A shop's name comes again in its company's and in greetings; a mall's, and no company's, comes again in the address. */
function repetitionsOf(
  text: ReceiptText,
  indices: readonly number[],
  folded: string,
  core: string,
): Features {
  // Titles, labels and towns come again too.
  const isPlain = ![TITLE, GREETING, PERSON, CONTACT, REGISTRATION, ADDRESS].some((words) =>
    words.test(folded),
  );
  const others = text.rows.filter(
    (row, index) =>
      core.length >= 4 &&
      !indices.includes(index) &&
      !WEB.test(row.folded) &&
      lettersOfRow(row).includes(core),
  );
  const isCompany = ({ folded }: Row) => LEGAL_FORM_AS_NAME.test(folded) || LEGAL_FORM.test(folded);
  const inAddress = others.filter((row) => isAddress(row.folded));
  const inCompany = others.filter((row) => !inAddress.includes(row) && isCompany(row));
  return {
    repeatedInAddress: flag(inAddress.length > 0 && !LEGAL_FORM_AS_NAME.test(folded)),
    repeatedInCompany: flag(inCompany.length > 0),
    // Where receipts lead with their company, a brand that comes again may be beside it.
    repeated: flag(isPlain && !namesCompany(text) && others.length > inAddress.length + inCompany.length),
  };
}

/** What speaks for and against two rows or three being one name. */
function joinedFeatures(
  text: ReceiptText,
  indices: readonly number[],
  above: readonly Row[],
  first: Row,
  last: Row,
  height: number,
): Features {
  const evenness = Math.min(first.height, last.height) / Math.max(first.height, last.height);
  const confirmed = isConfirmed(text, indices, first, last);
  const core = coreOf(first.folded);
  const isMalaysian = LEGAL_FORM_AS_NAME.test(last.folded);
  const isLegal = isMalaysian || LEGAL_FORM.test(last.folded);
  // Nothing but the form, and the kind of business perhaps: the rest of the name stands above.
  const isBare = coreOf(withoutBusiness(last.folded)).length < 4;
  return {
    joined: 1,
    joinedLegal: flag(
      isLegal &&
        (isBare || isMalaysian) &&
        !LEGAL_FORM_AS_NAME.test(first.folded) &&
        lettersAndDigits(last.folded).length < 16,
    ),
    joinedCompany: flag(isLegal && !isBare && !isMalaysian),
    joinedTall: flag(height > 1.2 && evenness > 0.85),
    joinedUneven: flag(
      evenness < 0.75 &&
        !OF_NAME.test(last.folded) &&
        !isGeneric(first.folded) &&
        !isGeneric(last.folded) &&
        !confirmed,
    ),
    joinedOpen: flag(GOES_ON.test(first.folded) || GOES_ON_BELOW.test(last.folded)),
    joinedBracket: flag(/^\s*\(/u.test(last.folded) && !GOES_ON.test(first.folded)),
    joinedConfirmed: flag(confirmed),
    joinedRepeat: flag(core.length > 3 && lettersAndDigits(last.folded).includes(core)),
    joinedAlike: flag(beginAlike(first.folded, last.folded)),
    joinedGeneric: flag(
      above.every((row) => MALL.test(row.folded)) && isGeneric(first.folded) && !isGeneric(last.folded),
    ),
    joinedMixedCase: flag(isUpper(first.text) !== isUpper(last.text)),
  };
}

/** "ACME LIVE SEAFOOD" above "ACME F&B LTD": a shop and its company. */
function beginAlike(above: string, below: string): boolean {
  const begin = (folded: string) => /^\p{L}{4,}/u.exec(folded)?.[0];
  const start = begin(above);
  return start !== undefined && start === begin(below);
}

function flag(condition: boolean): number {
  return condition ? 1 : 0;
}

function isAsTall(row: Row | undefined, below: Row | undefined): boolean {
  return row !== undefined && below !== undefined && mayBeName(below) && below.height > 0.85 * row.height;
}

/** Not a title, greeting, address or number: a row that counts when rows are counted from the top. */
function mayBeName({ folded }: Row): boolean {
  if (!/\p{Script=Latin}{2}/u.test(folded)) return false;
  const isOther =
    TITLE.test(folded) ||
    GREETING.test(folded) ||
    WEB.test(folded) ||
    isAddress(folded) ||
    isStreetLike(folded) ||
    PERSON.test(folded);
  return !isOther && !REGISTRATION.test(folded) && !CONTACT.test(folded);
}

/** Of the pieces that a name was read from. */
function confidencesOf(rows: readonly Row[], raw: string): number[] {
  const pieces = rows.flatMap((row) => row.pieces);
  const own = pieces.filter((piece) => raw.includes(piece.text));
  return (own.length > 0 ? own : pieces).map((piece) => piece.confidence);
}

const lettersOfRow = memoize((row: Row) => lettersAndDigits(row.text));

const lettersOfName = memoize((row: Row) => lettersAndDigits(cleanName(row.text)));

/** A row above is the beginning of this one: this one adds the branch. */
function extendsAnother(text: ReceiptText, index: number, folded: string): boolean {
  const own = lettersAndDigits(folded);
  return text.rows.slice(0, index).some((row) => {
    const other = lettersOfName(row);
    return other.length >= 4 && other.length < own.length && own.startsWith(other);
  });
}

/** A kind of business below a company: what people call it, below who owns it. */
function isBelowCompany(text: ReceiptText, index: number, folded: string): boolean {
  const above = text.rows[index - 1]?.folded ?? "";
  const isCompany = LEGAL_FORM.test(above) && !LEGAL_FORM_AS_NAME.test(above) && !BUSINESS.test(above);
  return isCompany && hasBusinessAtEdge(folded) && !isGeneric(folded) && !LEGAL_FORM.test(folded);
}

function isUpper(text: string): boolean {
  return text === text.toUpperCase();
}

/** Another row, further down, has a word of both rows: the two together are the name. */
function isConfirmed(text: ReceiptText, indices: readonly number[], first: Row, last: Row): boolean {
  const wordsOf = (row: Row) => row.folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= 4);
  const has = (word: string, others: readonly string[]) =>
    others.some((other) => similarity(word, other) >= 0.8);
  const [upper, lower] = [wordsOf(first), wordsOf(last)];
  // "ACME" above "Acme Stores Ltd" are two names of one company, not one name in two rows.
  if (upper.some((word) => has(word, lower))) return false;
  return text.rows.some((row, index) => {
    if (indices.includes(index)) return false;
    const words = wordsOf(row);
    return upper.some((word) => has(word, words)) && lower.some((word) => has(word, words));
  });
}

/** A web or mail address has the letters of the name; of a short one, its domain has these and no others. */
function isInWeb(text: ReceiptText, core: string): boolean {
  if (core.length < 2) return false;
  return webOf(text).some(
    ({ letters, domain }) => domain === core || (core.length >= 4 && letters.includes(core)),
  );
}

interface WebAddress {
  readonly letters: string;
  /** The part before the last dot: "ACME" of "www.acme.com". */
  readonly domain: string | undefined;
}

const webOf = memoize((text: ReceiptText): WebAddress[] =>
  text.rows.flatMap((row) =>
    row.pieces
      .map((piece) => fold(piece.text))
      .filter((folded) => WEB.test(folded))
      .map((folded) => ({
        letters: lettersAndDigits(folded),
        domain: /(?:^|WWW\.|[@/\s])(?!WWW\.)([\p{L}\d]+)\.(?:CO\.|COM\.)?\p{L}{2,3}(?!\p{L})/u.exec(
          folded,
        )?.[1],
      })),
  ),
);
