import { LABEL_NAMES, LABELS, type Label } from "../words/labels.ts";
import { LANGUAGES, type Language } from "../words/words.ts";
import { fold } from "./letters.ts";
import { ALIKE_COST, mayBegin, misreadPhrase } from "./misreading.ts";

/** A label word or phrase that was found in a text. */
export interface FoundLabel {
  readonly label: Label;
  readonly language: Language;
  /** The phrase of the vocabulary. */
  readonly phrase: string;
  /** 0 for exact; each misread letter adds 0.4 (letters that look alike) or 1. */
  readonly errors: number;
  /** Span among the letters of the text. */
  readonly start: number;
  readonly end: number;
}

/** Errors allowed for each letter of the phrase. */
const TOLERANCE = 0.21;
/** Shorter phrases must be there letter by letter. */
const SHORTEST_MISREAD = 4;
/** Shorter phrases must be words of their own; longer ones may be glued to the next word or the last one. */
const SHORTEST_GLUED = 5;

interface Phrase {
  readonly label: Label;
  readonly language: Language;
  readonly phrase: string;
  readonly letters: string;
}

const PHRASES: readonly Phrase[] = LABEL_NAMES.flatMap((label) =>
  LANGUAGES.flatMap((language) =>
    (LABELS[label][language] ?? []).map((phrase) => ({
      label,
      language,
      phrase,
      letters: phrase.replace(/ /gu, ""),
    })),
  ),
);

const LETTERS_OF_LONGEST = Math.max(...PHRASES.map(({ letters }) => letters.length));
/** Positions in PHRASES by letters. */
const BY_LETTERS = Map.groupBy(PHRASES.keys(), (position) => PHRASES[position]?.letters ?? "");
/** Towns that are called nearly like a label: "CHANGI" is no misread "CHANGE". */
const TOWNS_LIKE_LABELS: ReadonlySet<string> = new Set(["CHANGI"]);
/** Positions in PHRASES of what may begin with two letters, of which one or both may be misread. */
const byFirstTwo = new Map<string, readonly number[]>();

/** No phrase has letters of other alphabets, of which there are too many to remember something for each. */
const FOREIGN = /[^\x20-\x7e]/gu;

function phrasesBeginning(beginning: string): readonly number[] {
  const firstTwo = beginning.replace(FOREIGN, "\x7f");
  const known = byFirstTwo.get(firstTwo);
  if (known) {
    return known;
  }
  const positions = [...PHRASES.keys()].filter((position) => {
    const letters = PHRASES[position]?.letters ?? "";
    return letters.length >= SHORTEST_MISREAD && mayBegin(letters, firstTwo);
  });
  byFirstTwo.set(firstTwo, positions);
  return positions;
}

/** A text reduced to letters, with the places where words begin and end. */
interface Letters {
  readonly text: string;
  readonly starts: ReadonlySet<number>;
  readonly ends: ReadonlySet<number>;
}

/** The words of a text, folded. A number is no word; a digit among letters is a misread letter. */
function wordsOf(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}$|!]+/u)
    .filter((word) => /\p{L}/u.test(word) && word.replace(/\P{L}/gu, "").length * 2 >= word.length);
}

function lettersOf(words: readonly string[]): Letters {
  const starts = new Set<number>();
  const ends = new Set<number>();
  let letters = "";
  for (const word of words) {
    starts.add(letters.length);
    letters += word;
    ends.add(letters.length);
  }
  return { text: letters, starts, ends };
}

/** labelsIn that remembers, for the texts of one receipt: the parts of a row share their words. */
export function rememberingLabels(): (text: string) => FoundLabel[] {
  const known = new Map<string, FoundLabel[]>();
  return (text) => {
    const words = wordsOf(text);
    const key = words.join(" ");
    const labels = known.get(key) ?? labelsIn(words);
    known.set(key, labels);
    return labels;
  };
}

/** All label phrases among words. Where phrases overlap, the longest wins, then the best match. */
function labelsIn(words: readonly string[]): FoundLabel[] {
  const letters = lettersOf(words);
  const spans = new Map<number, Span>();
  for (const [position, span] of exactSpans(letters)) {
    spans.set(position, span);
  }
  for (const [position, span] of misreadSpans(letters, spans)) {
    spans.set(position, span);
  }
  const found = [...spans]
    .sort(([a], [b]) => a - b)
    .flatMap(([position, span]) => {
      const phrase = PHRASES[position];
      return phrase
        ? [{ label: phrase.label, language: phrase.language, phrase: phrase.phrase, ...span }]
        : [];
    });
  found.sort((a, b) => score(b) - score(a));
  const kept: FoundLabel[] = [];
  for (const candidate of found) {
    const covered = kept.some(
      (other) => candidate.start < other.end && candidate.end > other.start && !sameSpan(candidate, other),
    );
    if (!covered) {
      kept.push(candidate);
    }
  }
  return kept;
}

type Span = Pick<FoundLabel, "start" | "end" | "errors">;

function score(found: FoundLabel): number {
  return found.end - found.start - 3 * found.errors;
}

function sameSpan(a: FoundLabel, b: FoundLabel): boolean {
  return a.start === b.start && a.end === b.end && a.errors === b.errors;
}

/** The first place of each phrase that is there letter by letter, from one word's beginning to a word's end. */
function exactSpans({ text, starts, ends }: Letters): Map<number, Span> {
  const spans = new Map<number, Span>();
  const add = (start: number, end: number) => {
    for (const position of BY_LETTERS.get(text.slice(start, end)) ?? []) {
      const known = spans.get(position);
      if (!known || start < known.start) {
        spans.set(position, { start, end, errors: 0 });
      }
    }
  };
  for (const start of starts) {
    const last = Math.min(text.length, start + LETTERS_OF_LONGEST);
    for (let end = start + 1; end <= last; end++) {
      if (end - start >= SHORTEST_GLUED || ends.has(end)) {
        add(start, end);
      }
    }
  }
  for (const end of ends) {
    for (let start = Math.max(0, end - LETTERS_OF_LONGEST); start <= end - SHORTEST_GLUED; start++) {
      add(start, end);
    }
  }
  return spans;
}

/** The first place of each other phrase that is there with as many errors as its length allows. */
function misreadSpans({ text, starts, ends }: Letters, exact: ReadonlyMap<number, Span>): Map<number, Span> {
  const spans = new Map<number, Span>();
  for (const start of starts) {
    for (const position of phrasesBeginning(text.slice(start, start + 2))) {
      if (exact.has(position) || spans.has(position)) {
        continue;
      }
      const phrase = PHRASES[position]?.letters ?? "";
      const allowed = phrase.length === SHORTEST_MISREAD ? ALIKE_COST : TOLERANCE * phrase.length;
      const span = misreadPhrase(phrase, text, start, ends, allowed);
      if (span && !TOWNS_LIKE_LABELS.has(text.slice(start, span.end))) {
        spans.set(position, { start, ...span });
      }
    }
  }
  return spans;
}
