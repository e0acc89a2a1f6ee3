import type { ReceiptText } from "./receipt-text.ts";
import type { Row } from "./rows.ts";
import type { Candidate } from "./scores.ts";
import {
  ADDRESS,
  BUSINESS,
  CONTACT,
  GREETING,
  isAddress,
  LEGAL_FORM,
  LEGAL_FORM_AS_NAME,
  OWNER,
  PERSON,
  REGISTRATION,
  TITLE,
  WEB,
} from "./store-words.ts";
import { editDistance, fold, lettersAndDigits, similarity } from "./text.ts";

/** A name that may be the shop's. */
export interface StoreCandidate extends Candidate<string> {
  /** Indices of the one or two rows it was read from. */
  readonly rows: readonly number[];
}

/** Rows of the head, at most. */
const HEAD_ROWS = 14;

/** The names in the head of the receipt, and those further down that say that they are one. */
export function storeCandidates(text: ReceiptText): StoreCandidate[] {
  const { rows } = text;
  const body = bodyStart(text);
  const found = new Map<string, StoreCandidate>();
  const add = (candidate: StoreCandidate | null) => {
    if (!candidate) return;
    const key = lettersAndDigits(candidate.value);
    if (key.length >= 2 && !found.has(key)) found.set(key, candidate);
  };
  rows.forEach((row, index) => {
    if (!/\p{L}.*\p{L}/u.test(row.folded)) return;
    const greeted = greetedName(row);
    if (greeted) add(toCandidate(text, body, greeted, [index], true));
    const inHead = index < Math.max(body, 3) && index < HEAD_ROWS;
    const isNamed =
      LEGAL_FORM_AS_NAME.test(row.folded) || (LEGAL_FORM.test(row.folded) && row.folded.length > 6);
    if (!inHead && !(isNamed && index > rows.length / 2)) return;
    add(toCandidate(text, body, row.text, [index], false));
    for (const piece of standAlonePieces(row)) add(toCandidate(text, body, piece, [index], false));
    const below = rows[index + 1];
    if (!inHead || !below || !canJoin(text, row, below, index)) return;
    const joined = `${row.text} ${below.text}`;
    add(toCandidate(text, body, joined, [index, index + 1], false));
    const third = rows[index + 2];
    if (third && isOpen(joined) && canJoin(text, below, third, index + 1))
      add(toCandidate(text, body, `${joined} ${third.text}`, [index, index + 1, index + 2], false));
  });
  return [...found.values()];
}

/** The first row with an amount that has cents, or with a head of columns: the shop stands above it. */
function bodyStart(text: ReceiptText): number {
  const first = text.amounts.find(
    (amount) => amount.role === "money" && amount.decimals === 2 && amount.isLastInRow,
  );
  return first ? first.rowIndex : text.rows.length;
}

/** A bracket was not closed: the name goes on in the next row. */
function isOpen(text: string): boolean {
  return text.lastIndexOf("(") > text.lastIndexOf(")");
}

/** Pieces of a row that are set apart: a logo beside the address. */
function standAlonePieces(row: Row): string[] {
  if (row.pieces.length < 2) return [];
  return row.pieces.map((piece) => piece.text).filter((text) => /\p{L}{3}/u.test(text));
}

/** "Welcome to X", "Thank you for shopping at X". */
function greetedName(row: Row): string | null {
  const match =
    /(?:WELCOME TO|SHOPPING (?:AT|WITH)|VISITING|DINING (?:AT|WITH)|WILLKOMMEN (?:BEI|IM)|EINKAUF (?:BEI|IM)|BIENVENUE (?:CHEZ|A)|BIENVENIDOS? A|CHOOSING|BENVENUTI (?:DA|AL|ALLA))\s+(?:THE )?(.{3,})$/iu.exec(
      row.text,
    );
  const name = match?.[1]?.replace(/[!.\s]+$/u, "") ?? null;
  if (!name || /^(?:US|OUR|UNS)$/iu.test(name)) return null;
  return name.replace(/^WWW\.|\.(?:COM?|NET)(?:\.[A-Z]{2})?$/giu, "");
}

function canJoin(text: ReceiptText, row: Row, below: Row, index: number): boolean {
  if (below.y - row.y > 2.2 * Math.max(row.height, below.height)) return false;
  const bad = (folded: string) =>
    isAddress(folded) ||
    WEB.test(folded) ||
    CONTACT.test(folded) ||
    TITLE.test(folded) ||
    PERSON.test(folded);
  if (bad(row.folded) || bad(below.folded)) return false;
  const digits = below.folded.replace(/\D/gu, "").length;
  if (digits * 2 > below.folded.length || (text.dates[index + 1] ?? []).length > 0) return false;
  return /\p{L}{2}/u.test(below.folded);
}

/** The name without what is printed around it: registration numbers, asterisks, "Welcome to". */
export function cleanName(raw: string): string {
  return (
    raw
      .replace(/\s+/gu, " ")
      .replace(/[([<{]\s*(?:CO\.?|REG|ROC|BRN?|COMPANY|NO\.?|GST|CO-REG|FORMERLY)[^)\]>}]*[)\]>}]?/giu, " ")
      .replace(
        /[([<{]?\s*(?:CO\.?\s?(?:REG\.?)?\s?NO\.?|COMPANY (?:REG\.? )?NO\.?|REG\.? NO\.?|ROC(?: NO\.?)?|GST (?:ID|NO|REG).*|TEL\b.*|FAX\b.*)\s?[:.]?.*$/giu,
        " ",
      )
      .replace(/[([<{]?\s*\b[A-Z]{0,3}\d{4,}\s?-?\s?[A-Z]{0,3}\d?\b\s*[)\]>}]?.{0,6}$/giu, " ")
      .replace(/[([<{]\s*[A-Z]{0,3}\d{4,}\s?-?\s?[A-Z]{1,3}\d?\s*[)\]>}].*$/giu, " ")
      .replace(/^\W*(?:OWNED BY|OWN BY|DIMILIKI(?: OLEH)?|OPERATED BY|LICENSEE OF|MANAGED BY)\s*:?/giu, " ")
      // An ampersand between two capitals is read as an 8.
      .replace(/(?<!\p{L})(\p{Lu})8(?=\p{Lu}(?!\p{L}))/gu, "$1&")
      .replace(/^[^\p{L}\p{N}]+/gu, "")
      .replace(/[^\p{L}\p{N})!.']+$/gu, "")
      .replace(/\s+/gu, " ")
      .trim()
  );
}

function toCandidate(
  text: ReceiptText,
  body: number,
  raw: string,
  indices: readonly number[],
  isGreeted: boolean,
): StoreCandidate | null {
  const rows = indices.flatMap((index) => text.rows[index] ?? []);
  const [first, last] = [rows[0], rows[rows.length - 1]];
  const index = indices[0] ?? 0;
  const lastIndex = indices[indices.length - 1] ?? index;
  if (!first || !last) return null;
  const value = respelled(cleanName(raw), text, indices);
  const folded = fold(value);
  const rowFolded = isGreeted ? folded : rows.map((row) => row.folded).join(" ");
  const letters = folded.replace(/[^\p{Script=Latin}]/gu, "").length;
  const digits = folded.replace(/\D/gu, "").length;
  if (letters < 2) return null;
  // Two letters are a logo ("K&L") or a scrap of one.
  if (letters === 2 && !folded.includes("&") && first.height < 1.8 * text.textHeight) return null;
  const wordRows = text.rows.slice(0, index).filter((row) => mayBeName(row)).length;
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
  const flag = (condition: boolean) => (condition ? 1 : 0);
  const lastFolded = last.folded;
  const features: Record<string, number> = {
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
    extends: flag(!joined && extendsAnother(text, index, folded)),
    joinedGeneric: flag(joined && isGeneric(first.folded) && !isGeneric(last.folded)),
    lowerCase: flag(/^\p{Ll}/u.test(value)),
    joinedMixedCase: flag(joined && isUpper(first.text) !== isUpper(last.text)),
    nextNamed: flag(!BUSINESS.test(folded) && BUSINESS.test(next) && !isGeneric(next) && !isAddress(next)),
    person: flag(PERSON.test(rowFolded)),
    owner: flag(OWNER.test(rowFolded)),
    web: flag(WEB.test(rowFolded)),
    digits: digits / Math.max(1, digits + letters),
    manyWords: Math.max(0, folded.split(" ").length - 5) / 3,
    short: flag(letters < 4),
    misread: 1 - Math.min(...confidencesOf(rows, raw)),
    nextAddress: flag(isAddress(next)),
    nextRegistration: flag(/^\W*(?:[A-Z]{0,3}\d{5,}|\d{5,})/u.test(next) || REGISTRATION.test(next)),
    afterNextAddress: flag(isAddress(afterNext)),
    nextLegal: flag(LEGAL_FORM_AS_NAME.test(next)),
    inWeb: flag(core.length >= 4 && webOf(text).some((web) => web.includes(core))),
    repeated: flag(
      core.length >= 4 &&
        text.rows.some(
          (row, other) =>
            !indices.includes(other) && !WEB.test(row.folded) && lettersAndDigits(row.text).includes(core),
        ),
    ),
    amount: flag(text.amounts.some((amount) => indices.includes(amount.rowIndex) && amount.decimals === 2)),
    date: flag(indices.some((other) => (text.dates[other] ?? []).length > 0)),
    joined: flag(joined),
    joinedLegal: flag(
      joined &&
        (LEGAL_FORM_AS_NAME.test(lastFolded) || LEGAL_FORM.test(lastFolded)) &&
        !LEGAL_FORM_AS_NAME.test(first.folded) &&
        lettersAndDigits(lastFolded).length < 16,
    ),
    joinedTall: flag(
      joined &&
        height > 1.2 &&
        Math.min(first.height, last.height) / Math.max(first.height, last.height) > 0.85,
    ),
    joinedUneven: flag(
      joined &&
        Math.min(first.height, last.height) / Math.max(first.height, last.height) < 0.75 &&
        !isGeneric(first.folded) &&
        !isConfirmed(text, indices, first, last),
    ),
    joinedOpen: flag(joined && (/[&\-,+(]\s*$/u.test(first.folded) || /^\s*[&+(]/u.test(lastFolded))),
    joinedConfirmed: flag(joined && isConfirmed(text, indices, first, last)),
    joinedRepeat: flag(
      joined &&
        coreOf(first.folded).length > 3 &&
        lettersAndDigits(lastFolded).includes(coreOf(first.folded)),
    ),
  };
  return { value, features, rows: indices };
}

/**
 * Logos are set in odd type and misread by a letter; where plain print elsewhere has nearly the same long word, that
 * spelling is taken.
 */
function respelled(name: string, text: ReceiptText, indices: readonly number[]): string {
  const plain = text.rows
    .filter((_, index) => !indices.includes(index))
    .flatMap((row) => row.text.split(/[^\p{L}\p{N}'&]+/u));
  return name
    .split(" ")
    .map((word) => {
      if (word.length < 6 || plain.some((other) => fold(other) === fold(word))) return word;
      return (
        plain.find((other) => other.length === word.length && editDistance(fold(other), fold(word)) === 1) ??
        word
      );
    })
    .join(" ");
}

/** Not a title, greeting, address or number: a row that counts when rows are counted from the top. */
function mayBeName({ folded }: Row): boolean {
  if (!/\p{Script=Latin}{2}/u.test(folded)) return false;
  const isOther =
    TITLE.test(folded) ||
    GREETING.test(folded) ||
    WEB.test(folded) ||
    isAddress(folded) ||
    PERSON.test(folded);
  return !isOther && !REGISTRATION.test(folded) && !CONTACT.test(folded);
}

/** Of the pieces that a name was read from. */
function confidencesOf(rows: readonly Row[], raw: string): number[] {
  const pieces = rows.flatMap((row) => row.pieces);
  const own = pieces.filter((piece) => raw.includes(piece.text));
  return (own.length > 0 ? own : pieces).map((piece) => piece.confidence);
}

/** The first or last word is the kind of business, as in names; slogans have it in the middle. */
function hasBusinessAtEdge(folded: string): boolean {
  const words = folded.split(/[^\p{L}\p{N}'&]+/u).filter((word) => word !== "");
  if (words.length < 2) return false;
  return [words.slice(0, 2).join(" "), words[0] ?? "", words[words.length - 1] ?? ""].some(
    (part) => BUSINESS.exec(part)?.[0] === part,
  );
}

/** A row above is the beginning of this one: this one adds the branch. */
function extendsAnother(text: ReceiptText, index: number, folded: string): boolean {
  const own = lettersAndDigits(folded);
  return text.rows.slice(0, index).some((row) => {
    const other = lettersAndDigits(cleanName(row.text));
    return other.length >= 4 && other.length < own.length && own.startsWith(other);
  });
}

/** Says what kind of business it is and nothing else. */
function isGeneric(folded: string): boolean {
  if (!BUSINESS.test(folded)) return false;
  const rest = folded
    .replace(new RegExp(BUSINESS.source, "gu"), " ")
    .replace(
      /(?<!\p{L})(?:PUBLIC|THE|AND|DIE|DER|DAS|LE|LA|LES|EL|IL|DE|DI|DU|MIT|OF|UND|ET|Y|E)(?!\p{L})/gu,
      " ",
    );
  return rest.replace(/[^\p{L}]/gu, "").length < 3;
}

function isUpper(text: string): boolean {
  return text === text.toUpperCase();
}

/** The letters of a name without its legal form and kind of business: what a web address would repeat. */
function coreOf(folded: string): string {
  const core = folded
    .replace(new RegExp(LEGAL_FORM_AS_NAME.source, "gu"), " ")
    .replace(new RegExp(LEGAL_FORM.source, "gu"), " ")
    .replace(/(?<!\p{L})(?:THE|LE|LA|RESTAURANT|CAFE|SHOP|STORE)(?!\p{L})/gu, " ");
  return lettersAndDigits(core);
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

const webCache = new WeakMap<ReceiptText, string[]>();

function webOf(text: ReceiptText): string[] {
  const known = webCache.get(text);
  if (known) return known;
  const found = text.rows.flatMap((row) =>
    row.pieces.filter((piece) => WEB.test(fold(piece.text))).map((piece) => lettersAndDigits(piece.text)),
  );
  webCache.set(text, found);
  return found;
}
