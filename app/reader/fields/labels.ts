import { fold } from "./text.ts";
import { LABELS, type Label, type Language } from "./vocabulary.ts";

/** A label word or phrase that was found in a text. */
export interface FoundLabel {
  readonly label: Label;
  readonly language: Language;
  /** The phrase of the vocabulary. */
  readonly phrase: string;
  /** 0 for exact; each misread letter adds 0.4 (letters that look alike) or 1. */
  readonly errors: number;
  /** Place among the letters of the text. */
  readonly start: number;
  readonly end: number;
}

/** Letters that recognition confuses; each group's members cost 0.4 instead of 1. */
const ALIKE = ["ITLJ1|!", "OQDUC0G", "S5$", "B8R", "EFZ", "MNHW", "AR4", "VYU", "G6C", "Z2"];
const ALIKE_COST = 0.4;
/** Errors allowed for each letter of the phrase. */
const TOLERANCE = 0.21;

/** Cost of reading one character as another, for ASCII codes: row * 128 + column. */
const COSTS = new Float32Array(128 * 128).fill(1);
for (let code = 0; code < 128; code++) COSTS[code * 129] = 0;
for (const group of ALIKE)
  for (const a of group)
    for (const b of group) if (a !== b) COSTS[a.charCodeAt(0) * 128 + b.charCodeAt(0)] = ALIKE_COST;

function costOf(a: number, b: number): number {
  return a < 128 && b < 128 ? (COSTS[a * 128 + b] ?? 1) : a === b ? 0 : 1;
}

interface Phrase {
  readonly label: Label;
  readonly language: Language;
  readonly phrase: string;
  readonly letters: string;
}

const PHRASES: readonly Phrase[] = (Object.keys(LABELS) as Label[]).flatMap((label) => phrasesOf(label));

function phrasesOf(label: Label): Phrase[] {
  return Object.entries<readonly string[]>(LABELS[label]).flatMap(([language, phrases]) =>
    phrases.map((phrase) => ({
      label,
      language: language as Language,
      phrase,
      letters: phrase.replace(/ /gu, ""),
    })),
  );
}

/** A text reduced to letters, with the places where words begin and end. */
interface Letters {
  readonly text: string;
  readonly starts: ReadonlySet<number>;
  readonly ends: ReadonlySet<number>;
}

function lettersOf(text: string): Letters {
  const starts = new Set<number>();
  const ends = new Set<number>();
  let letters = "";
  for (const word of fold(text).split(/[^\p{L}\p{N}$|!]+/u)) {
    // A number is no word; a digit among letters is a misread letter.
    if (!/\p{L}/u.test(word) || word.replace(/\P{L}/gu, "").length * 2 < word.length) continue;
    starts.add(letters.length);
    letters += word;
    ends.add(letters.length);
  }
  return { text: letters, starts, ends };
}

/** All label phrases of a text. Where phrases overlap, the longest wins, then the best match. */
export function labelsIn(text: string): FoundLabel[] {
  const letters = lettersOf(text);
  if (letters.text === "") return [];
  const found = PHRASES.flatMap((phrase) => {
    const place = find(phrase.letters, letters);
    return place ? [{ label: phrase.label, language: phrase.language, phrase: phrase.phrase, ...place }] : [];
  });
  found.sort((a, b) => score(b) - score(a));
  const kept: FoundLabel[] = [];
  for (const candidate of found) {
    const covered = kept.some(
      (other) => candidate.start < other.end && candidate.end > other.start && !sameSpan(candidate, other),
    );
    if (!covered) kept.push(candidate);
  }
  return kept;
}

function score(found: FoundLabel): number {
  return found.end - found.start - 3 * found.errors;
}

function sameSpan(a: FoundLabel, b: FoundLabel): boolean {
  return a.start === b.start && a.end === b.end && a.errors === b.errors;
}

/** Where a phrase stands in a text, with the errors that its length allows; null when it does not. */
function find(phrase: string, letters: Letters): { start: number; end: number; errors: number } | null {
  const { text, starts, ends } = letters;
  let from = text.indexOf(phrase);
  while (from >= 0) {
    const to = from + phrase.length;
    const isWhole = starts.has(from) && ends.has(to);
    const isGlued = phrase.length >= 5 && (starts.has(from) || ends.has(to));
    if (isWhole || isGlued) return { start: from, end: to, errors: 0 };
    from = text.indexOf(phrase, from + 1);
  }
  if (phrase.length < 4) return null;
  const allowed = phrase.length === 4 ? ALIKE_COST : TOLERANCE * phrase.length;
  for (const start of starts) {
    const place = nearest(phrase, text, start, ends, allowed);
    if (place) return place;
  }
  return null;
}

/** The longest phrase and two letters more. */
const LONGEST = 48;
const rowsOfCosts = [new Float32Array(LONGEST), new Float32Array(LONGEST)] as const;

/** The best end of a phrase that begins at a word: edit distance with cheap confusions, ending at a word's end. */
function nearest(
  phrase: string,
  text: string,
  start: number,
  ends: ReadonlySet<number>,
  allowed: number,
): { start: number; end: number; errors: number } | null {
  const reach = Math.min(text.length - start, phrase.length + 2, LONGEST - 1);
  if (reach < phrase.length - 2) return null;
  if (!mayBegin(phrase, text, start)) return null;
  let [previous, current]: readonly [Float32Array, Float32Array] = rowsOfCosts;
  for (let j = 0; j <= reach; j++) previous[j] = j;
  for (let i = 1; i <= phrase.length; i++) {
    current[0] = i;
    let smallest: number = i;
    const letter = phrase.charCodeAt(i - 1);
    for (let j = 1; j <= reach; j++) {
      const replaced = (previous[j - 1] ?? 0) + costOf(letter, text.charCodeAt(start + j - 1));
      const value = Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
      current[j] = value;
      if (value < smallest) smallest = value;
    }
    if (smallest > allowed) return null;
    [previous, current] = [current, previous];
  }
  let best: { start: number; end: number; errors: number } | null = null;
  for (let j = 1; j <= reach; j++) {
    const errors = previous[j] ?? Number.POSITIVE_INFINITY;
    if (errors <= allowed && ends.has(start + j) && (!best || errors < best.errors))
      best = { start, end: start + j, errors };
  }
  return best;
}

/** Of the first two letters one must be there, or nearly: that rules out most phrases quickly. */
function mayBegin(phrase: string, text: string, start: number): boolean {
  const [p, q] = [phrase.charCodeAt(0), phrase.charCodeAt(1)];
  const [a, b] = [text.charCodeAt(start), text.charCodeAt(start + 1)];
  return (costOf(p, a) < 1 && costOf(q, b) < 1) || p === a || q === b || q === a || p === b;
}
