import type { ClassShares } from "../../lines/line-class.ts";
import { isAddress } from "../../text/address.ts";
import { isOfApp, saysButtons } from "../../text/app-screen.ts";
import { fold, lettersAndDigits } from "../../text/letters.ts";
import type { LabelledAmount, ReceiptText } from "../../text/receipt-text.ts";
import type { Row } from "../../text/rows.ts";
import { CONTACT, WEB } from "../../words/address-words.ts";
import { LEGAL_FORM, LEGAL_FORM_AS_NAME, OPERATOR, OWNER } from "../../words/company-words.ts";
import { HONORIFIC, OWNER_BEHIND, PERSON, TITLE } from "../../words/head-words.ts";
import type { Candidate } from "../candidate.ts";
import type { StoreFeature } from "../feature-names.ts";
import { nameInAddressRow } from "./address-row.ts";
import { cleanName, greetedName, isGeneric, isOpen, respelled } from "./clean-name.ts";
import { chainOfMisreadLogo } from "./misread-logo.ts";
import { belowIssuer, nameIn } from "./name-in-row.ts";
import { hasNoName } from "./no-name.ts";
import { isInWeb } from "./repetitions.ts";
import { HEAD_ROWS, type NamePlace, storeFeatures } from "./store-features.ts";

/** A name that may be the shop's. */
export interface StoreCandidate extends Candidate<string, StoreFeature> {
  /** Indices of the one or two rows it was read from. */
  readonly rows: readonly number[];
  readonly place: NamePlace;
}

/** So many are compared with the rest of the receipt, of which the first are the likeliest. Receipts have fewer than 60. */
const MOST_NAMES = 150;

/** Of the middle row's height. */
const TALL = 1.15;

/** The names in the head of the receipt, and those further down that say that they are one. */
export function storeCandidates(text: ReceiptText, lines: readonly ClassShares[]): StoreCandidate[] {
  const { rows } = text;
  const body = bodyStart(text);
  const lastAmount = text.amounts.findLast((amount) => amount.role === "money" && amount.hasCents);
  const found = new Map<string, StoreCandidate>();
  let tried = 0;
  const add = (raw: string, indices: readonly number[], place: NamePlace = "row") => {
    if (tried === MOST_NAMES) {
      return;
    }
    tried++;
    const value = nameOf(text, raw, indices);
    const key = lettersAndDigits(value ?? "");
    if (value === null || key.length < 2 || found.has(key) || saysButtons(raw)) {
      return;
    }
    const features = storeFeatures({ text, lines, body, raw, value, indices, place });
    found.set(key, { value, features, rows: indices, place });
  };
  rows.forEach((row, index) => {
    if (tried === MOST_NAMES || hasNoName(row, rows[index + 1])) {
      return;
    }
    const greeted = greetedName(row, rows[index - 1]);
    if (greeted) {
      add(greeted, [index], "greeting");
    }
    const inHead = index < Math.max(body, 3) && index < HEAD_ROWS;
    const addressed = inHead ? nameInAddressRow(rows, index) : undefined;
    if (addressed !== undefined) {
      add(addressed, [index], "address");
    }
    const isNamed =
      LEGAL_FORM_AS_NAME.test(row.folded) || (LEGAL_FORM.test(row.folded) && row.folded.length > 6);
    if (!inHead && !(isNamed && index > rows.length / 2) && !isFootName(text, index, lastAmount)) {
      return;
    }
    const below = rows[index + 1];
    const joins = inHead && below !== undefined && canJoin(text, row, below, index);
    // No name ends in "&".
    const issuer = belowIssuer(row, rows[index - 1]);
    if (!joins || !/&\s*$/u.test(row.folded)) {
      add(issuer?.text ?? nameIn(text, row), [index]);
    }
    // Next to the issuer is who bought.
    for (const piece of issuer ? [] : standAlonePieces(text, row)) {
      add(piece, [index]);
    }
    if (!joins) {
      return;
    }
    const joined = `${row.text} ${below.text}`;
    add(joined, [index, index + 1]);
    const third = rows[index + 2];
    const continues = isOpen(joined) || (third !== undefined && isGeneric(third.folded));
    if (third && continues && canJoin(text, below, third, index + 1)) {
      add(`${joined} ${third.text}`, [index, index + 1, index + 2]);
    }
  });
  return [...found.values()];
}

/** Large type over an address, below all amounts: the head of a receipt that has it at its foot. */
function isFootName(text: ReceiptText, index: number, lastAmount: LabelledAmount | undefined): boolean {
  const [row, next] = [text.rows[index], text.rows[index + 1]];
  if (!row || !next || !isAddress(next.folded) || isAddress(row.folded)) {
    return false;
  }
  return lastAmount !== undefined && index > lastAmount.rowIndex && row.height > TALL * text.textHeight;
}

/** The first row with an amount that has cents, or with a head of columns: the shop is above it. */
function bodyStart(text: ReceiptText): number {
  const first = text.amounts.find(
    (amount) => amount.role === "money" && amount.hasCents && amount.isLastInRow,
  );
  return first ? first.rowIndex : text.rows.length;
}

/** Pieces of a row that are set apart, such as a logo next to the address, unless a web address has them as one name. */
function standAlonePieces(text: ReceiptText, row: Row): string[] {
  if (row.pieces.length < 2 || isInWeb(text, lettersAndDigits(row.text))) {
    return [];
  }
  return row.pieces.map((piece) => piece.text).filter((text) => /\p{L}{3}/u.test(text));
}

function canJoin(text: ReceiptText, row: Row, below: Row, index: number): boolean {
  if (below.y - row.y > 2.2 * Math.max(row.height, below.height)) {
    return false;
  }
  const bad = (folded: string) =>
    isAddress(folded) ||
    WEB.test(folded) ||
    CONTACT.test(folded) ||
    TITLE.test(folded) ||
    PERSON.test(folded);
  if (
    isOfApp(row) ||
    isOfApp(below) ||
    bad(row.folded) ||
    bad(below.folded) ||
    HONORIFIC.test(below.folded)
  ) {
    return false;
  }
  if (OPERATOR.test(below.folded) || OWNER.test(below.folded) || OWNER_BEHIND.test(below.text)) {
    return false;
  }
  const digits = below.folded.replace(/\D/gu, "").length;
  if (digits * 2 > below.folded.length || (text.dates[index + 1] ?? []).length > 0) {
    return false;
  }
  return /\p{L}{2}/u.test(below.folded);
}

/** The name that was read from these rows; null where they have none. */
function nameOf(text: ReceiptText, raw: string, indices: readonly number[]): string | null {
  const first = text.rows[indices[0] ?? 0];
  if (!first) {
    return null;
  }
  const cleaned = respelled(cleanName(raw), text, indices);
  const value = (indices.length === 1 && chainOfMisreadLogo(cleaned, text.countries)) || cleaned;
  const folded = fold(value);
  const letters = folded.replace(/[^\p{Script=Latin}]/gu, "").length;
  if (letters < 2) {
    return null;
  }
  // Two letters are a logo ("K&L") or a scrap of one.
  if (letters === 2 && !folded.includes("&") && first.height < 1.8 * text.textHeight) {
    return null;
  }
  return value;
}
