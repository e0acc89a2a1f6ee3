import { distance } from "../detection/geometry.ts";
import { CLEAR_CURRENCY } from "../fields/words/currencies.ts";
import { median } from "../median.ts";
import type { Line, Page } from "../page.ts";
import { LOOKALIKES, type Lookalike, oddsOf } from "./letter-odds.ts";

/** Writing on a page that the recogniser, which knows Latin letters only, has read as something else. */
export interface UnreadScript {
  /** Undefined where the writing only shows that it is not Latin: Arabic, Chinese, Thai, … */
  readonly script: Lookalike | undefined;
  /** The page without that writing: its numbers, and the lines in Latin letters. */
  readonly page: Page;
}

/** The script that part of a page is in, when it is not the Latin one. */
export function unreadScriptOf(page: Page): UnreadScript | undefined {
  const lookalike = lookalikeOf(page.lines);
  if (lookalike !== undefined) {
    const isUnread = (line: Line) => !isLatin(line, lookalike);
    return { script: lookalike, page: withoutWords(page, isUnread, (word) => isCode(word, lookalike)) };
  }
  return isMostlyUnread(page)
    ? { script: undefined, page: withDays(withoutWords(page, isBadlyRead)) }
    : undefined;
}

/** A day before its time in Chinese characters: of "2026年11月05日", the last is read as a digit and the others as nothing. */
const CHINESE_DAY = /(?<!\d)(20\d{2})(\d{2,4})8(?=\D{0,4}\d{1,2}:\d{2})/u;

function withDays(page: Page): Page {
  const lines = page.lines.map((line) => ({ ...line, text: line.text.replace(CHINESE_DAY, dayOf) }));
  return { ...page, lines };
}

/** Both with a zero before a single digit or neither; nothing where it may be another day. */
function dayOf(whole: string, year: string, digits: string): string {
  const days = [1, 2]
    .map((length) => [digits.slice(0, length), digits.slice(length)] as const)
    .filter(
      ([month, day]) => /^(?:0[1-9]|1[0-2]|[1-9])$/u.test(month) && /^(?:[0-2]?[1-9]|[123]0|31)$/u.test(day),
    )
    .filter(
      (parts) => parts.every((part) => part.length === 2) || !parts.some((part) => part.startsWith("0")),
    );
  const [first, ...others] = days;
  if (first === undefined) {
    return whole;
  }
  // "20261118" may be the 1st, the 11th and the 18th.
  const isCertain = others.length === 0 && !/^(?:0[1-9]|1[0-2])(?:[0-2]8|18)$/u.test(`${digits}8`);
  return isCertain ? [year, ...first.map((part) => part.padStart(2, "0"))].join("-") : "";
}

/** Letters that are needed to tell a script. */
const LEAST_LETTERS = 20;

/**
 * Binary logarithm for each letter from which on text is in another script: 76 drawn receipts in Cyrillic and Greek have
 * 0.2 and more, of 886 in Latin letters the one that comes nearest (Finnish) has -0.02.
 */
const LOOKALIKE = 0.12;

/** Lines that are recognised worse are no help in telling similar letters apart. */
const CLEAR = 0.7;

/** Names in Latin letters on receipts in any script. */
const CARD = /^\W*(?:VISA|MASTERCARD|MAESTRO|AMEX)\W*$/iu;

/** "ИТОГО", the total of a Russian receipt, as it is read: no word of Latin languages. */
const RUSSIAN_TOTAL = /^\W*[NMHWUVK]TO[RFTPGE]O(?!\p{L})/iu;

function lookalikeOf(lines: readonly Line[]): Lookalike | undefined {
  if (lines.some(({ text }) => RUSSIAN_TOTAL.test(text))) {
    return "Cyrillic";
  }
  const clear = lines.filter(({ confidence }) => confidence >= CLEAR);
  // Each word once: a word that every item has would count for more than all others.
  const words = new Set(clear.flatMap(({ text }) => text.split(" ")).filter((word) => !CARD.test(word)));
  const odds = oddsOf([...words].join(" "));
  if (odds.letters < LEAST_LETTERS) {
    return undefined;
  }
  const [best] = LOOKALIKES.toSorted((a, b) => odds[b] - odds[a]);
  return best !== undefined && odds[best] / odds.letters > LOOKALIKE ? best : undefined;
}

/** Whether a line of a page in another script is Latin, as "VISA" and "EUR" are. */
function isLatin(line: Line, script: Lookalike): boolean {
  return line.confidence >= WELL_READ && oddsOf(line.text)[script] < 0;
}

/** Confidence of a line that is read right: of 1,220 lines of other scripts four have more, words before a date. */
const WELL_READ = 0.9;

/** Confidence below which words are guesses. */
const GUESSED = 0.75;

/** Heights: boxes that are less wide than so many are too short to be words. */
const WORD = 1.5;

/**
 * Share of the width of words that is guessed, without a name in Latin letters at the top. Blurred photos in Latin letters
 * come to 0.36 (1 of 532 has more than 0.3); receipts in Arabic, Chinese, Devanagari, Japanese, Korean and Thai to 0.44
 * and more.
 */
const MOSTLY = 0.4;

/** Numbers are Latin in all of these scripts. Where they are read worse, the picture is to blame. */
const CLEAR_NUMBERS = 0.9;

function isMostlyUnread({ lines, illegible = [] }: Page): boolean {
  const [numbers, words]: [Line[], Line[]] = [[], []];
  for (const line of [...lines, ...illegible].filter(({ text }) => !CARD.test(text))) {
    (isNumber(line) ? numbers : words).push(line);
  }
  if (numbers.length < 2 || median(numbers.map(({ confidence }) => confidence)) < CLEAR_NUMBERS) {
    return false;
  }
  const long = words.filter((line) => widthOf(line) >= WORD);
  const highest = Math.min(...long.map(topOf));
  const others = long.filter((line) => topOf(line) > highest || isBadlyRead(line));
  const width = (those: readonly Line[]) => those.reduce((sum, line) => sum + widthOf(line), 0);
  const isGuessed = width(others.filter(({ confidence }) => confidence < GUESSED)) > MOSTLY * width(others);
  // Few words, of which none is read well: no receipt of 532 in Latin letters.
  return isGuessed || (words.length > 1 && words.every(isBadlyRead));
}

const topOf = ({ quad }: Line): number => quad[0].y;

function isNumber({ text }: Line): boolean {
  const digits = text.match(/\d/gu)?.length ?? 0;
  return digits > 1 && digits > (text.match(/\p{L}/gu)?.length ?? 0);
}

function isBadlyRead({ confidence }: Line): boolean {
  return confidence < WELL_READ;
}

/** Heights. */
function widthOf({ quad: [topLeft, topRight, , bottomLeft] }: Line): number {
  return distance(topLeft, topRight) / Math.max(1, distance(topLeft, bottomLeft));
}

/** A word, and the digits in it. Digits before it are an amount with its currency: "141,96P" is in rubles. */
const A_WORD = /\p{L}[\p{L}\p{M}\d'’^|]*/gu;

const CODE = new RegExp(`^(?:${CLEAR_CURRENCY})$`, "u");

/** Whether a word among others in that script is the code of a currency, with letters that the script lacks: "EUR". */
function isCode(word: string, script: Lookalike): boolean {
  return CODE.test(word) && oddsOf(word)[script] < 0;
}

function withoutWords(page: Page, isUnread: (line: Line) => boolean, isKept = (_: string) => false): Page {
  const withoutThem = (text: string) => text.replace(A_WORD, (word) => (isKept(word) ? word : "")).trim();
  const lines = page.lines
    .map((line) => (isUnread(line) ? { ...line, text: withoutThem(line.text) } : line))
    .filter(({ text }) => text !== "");
  return { ...page, lines };
}
