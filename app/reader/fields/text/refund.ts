import leven from "leven";
import { NEXT_TO_REFUND, NUMBER_WORDS, OF_RETURN, REFUND_WORDS } from "../words/refund-words.ts";
import { hasLabel, type ReceiptText } from "./receipt-text.ts";

const PHRASES = Object.values(REFUND_WORDS)
  .flat()
  .toSorted((a, b) => b.length - a.length)
  .join("|");
const PHRASE = new RegExp(`(?<![\\p{L}-])(?:${PHRASES})(?![\\p{L}])`, "u");
const RETURN = /^\P{L}*RETURN\P{L}*$/u;
/** As a title; with an amount it is how a purchase was paid. */
const CREDIT = /^\P{L}*MERCHANDISE CREDIT(?: (?:RECEIPT|SLIP|MEMO))?\P{L}*$/u;

/** Whether a folded text says that money was given back and nothing else: "CARD REFUND", not "NO REFUND". */
export function saysRefund(folded: string): boolean {
  const match = PHRASE.exec(folded);
  if (!match) {
    return false;
  }
  const before = wordsOf(folded.slice(0, match.index));
  const after = wordsOf(folded.slice(match.index + match[0].length).replace(PHRASE, " "));
  return before.every(isNeutral) && after.every((word) => NUMBER_WORDS.has(word) || isNeutral(word));
}

/** Words without numbers and codes: none of "CN-2026-031". */
function wordsOf(text: string): string[] {
  return text
    .replace(/(?<!\S)\p{Lu}{1,4}[-/.]\d\S*/gu, " ")
    .split(/[\s:,.;()*'/#=-]+/u)
    .map((word) => word.replace(/[^\p{L}\p{N}]/gu, ""))
    .filter((word) => /^\p{L}+$/u.test(word));
}

function isNeutral(word: string): boolean {
  if (NEXT_TO_REFUND.has(word)) {
    return true;
  }
  return word.length > 5 && [...NEXT_TO_REFUND].some((known) => leven(known, word) === 1);
}

/** From so many words on a row is a sentence. */
const SENTENCE = 4;

/** Whether the whole receipt is about money that was given back: a row without an amount says so and nothing else. */
export function isRefund(text: ReceiptText): boolean {
  const rowsWithMoney = new Set(
    text.amounts
      .filter(({ hasCents, grouped, currency }) => hasCents || grouped || currency)
      .map((a) => a.rowIndex),
  );
  const lastTotal = text.amounts.findLast((amount) => hasLabel(amount.labels, "total"))?.rowIndex ?? 0;
  const isReturn = text.rows.some(({ folded }) => OF_RETURN.test(folded));
  return text.rows.some(({ folded }, index) => {
    const isTitle = saysRefund(folded) || CREDIT.test(folded) || (isReturn && RETURN.test(folded));
    // Below the total it may head what the shop promises.
    const headsSentence = index > lastTotal && wordsOf(text.rows[index + 1]?.folded ?? "").length >= SENTENCE;
    return isTitle && !rowsWithMoney.has(index) && !headsSentence;
  });
}
