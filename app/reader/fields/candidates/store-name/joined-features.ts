import { lettersAndDigits } from "../../text/letters.ts";
import type { ReceiptText } from "../../text/receipt-text.ts";
import type { Row } from "../../text/rows.ts";
import { MALL } from "../../words/business-words.ts";
import { LEGAL_FORM, LEGAL_FORM_AS_NAME } from "../../words/company-words.ts";
import { type Features, flag } from "../candidate.ts";
import type { StoreFeature } from "../feature-names.ts";
import { coreOf, isGeneric, withoutBusiness } from "./clean-name.ts";
import { areSameWord, longWordsOf, rowsWithWord } from "./page-words.ts";

/** A row that ends like this continues in the next one. */
export const CONTINUES_BELOW = /\p{L}\s?[&+(,-]\s*$/u;

/** A row that may need the one above it: "& Sons", "de la Montaña". Slogans begin like this too, but are longer. */
export const CONTINUES_ABOVE =
  /^\s*(?:[&+]|(?:DE|DEL|DELLA|DO|DOS|DU|DES|OF|UND|ET|AND|VAN|ZUM|ZUR)(?!\p{L}))(?!(?:\s+\S+){3})/u;
/** One that needs it even in smaller type. */
const OF_NAME = /^\s*(?:DE|DEL|DELLA)(?!\p{L})(?!(?:\s+\S+){4})/u;

type JoinedFeatures = Features<Extract<StoreFeature, `joined${string}`>>;

/** Those of a name in one row. */
export const NOT_JOINED: JoinedFeatures = {
  joined: 0,
  joinedLegal: 0,
  joinedCompany: 0,
  joinedTall: 0,
  joinedUneven: 0,
  joinedOpen: 0,
  joinedBracket: 0,
  joinedConfirmed: 0,
  joinedRepeat: 0,
  joinedAlike: 0,
  joinedGeneric: 0,
  joinedMixedCase: 0,
};

/** What speaks for and against two rows or three being one name. */
export function joinedFeatures(
  text: ReceiptText,
  indices: readonly number[],
  above: readonly Row[],
  first: Row,
  last: Row,
  height: number,
): JoinedFeatures {
  const evenness = Math.min(first.height, last.height) / Math.max(first.height, last.height);
  const confirmed = isConfirmed(text, indices, first, last);
  const core = coreOf(first.folded);
  const isMalaysian = LEGAL_FORM_AS_NAME.test(last.folded);
  const isLegal = isMalaysian || LEGAL_FORM.test(last.folded);
  // Nothing but the form, and the kind of business perhaps: the rest of the name is above.
  const isBare = coreOf(withoutBusiness(last.folded)).length < 4;
  return {
    joined: 1,
    joinedLegal: flag(
      isLegal &&
        (isBare || (isMalaysian && lettersAndDigits(last.folded).length < 16)) &&
        !LEGAL_FORM_AS_NAME.test(first.folded),
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
    joinedOpen: flag(CONTINUES_BELOW.test(first.folded) || CONTINUES_ABOVE.test(last.folded)),
    joinedBracket: flag(/^\s*\(/u.test(last.folded) && !CONTINUES_BELOW.test(first.folded)),
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

function isUpper(text: string): boolean {
  return text === text.toUpperCase();
}

/** So many long words of a row are looked for elsewhere. Names have seven. */
const MOST_WORDS = 20;

/** Another row, further down, has a word of both rows: the two together are the name. */
function isConfirmed(text: ReceiptText, indices: readonly number[], first: Row, last: Row): boolean {
  const upper = longWordsOf(first).slice(0, MOST_WORDS);
  const lower = longWordsOf(last).slice(0, MOST_WORDS);
  // "ACME" above "Acme Stores Ltd" are two names of one company, not one name in two rows.
  if (upper.some((word) => lower.some((other) => areSameWord(word, other)))) {
    return false;
  }
  const rowsWith = rowsWithWord(text);
  const rowsOf = (words: readonly string[]) => new Set(words.flatMap((word) => [...rowsWith(word)]));
  const withLower = rowsOf(lower);
  return [...rowsOf(upper)].some((index) => withLower.has(index) && !indices.includes(index));
}
