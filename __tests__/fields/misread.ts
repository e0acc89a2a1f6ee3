import type { Line, Page, Point } from "../../app/reader/line.ts";

/** What recognition makes of single characters. */
const CONFUSIONS: readonly (readonly [string, string])[] = [
  ["O", "0"],
  ["0", "O"],
  ["I", "l"],
  ["l", "1"],
  ["1", "I"],
  ["S", "5"],
  ["5", "S"],
  ["B", "8"],
  ["8", "B"],
  ["E", "F"],
  ["c", "e"],
  ["e", "c"],
  ["a", "o"],
  ["n", "m"],
  ["t", "f"],
  ["i", "l"],
  ["u", "v"],
  [".", ","],
  ["é", "e"],
  ["ö", "o"],
  ["ü", "u"],
  ["á", "a"],
  ["ế", "é"],
  ["ổ", "ô"],
  ["T", "I"],
  ["D", "O"],
  ["A", "4"],
  ["G", "6"],
  ["3", "9"],
];

/** Letters that are misread, of a hundred; digits fare better. */
const LETTER_SHARE = 0.03;
const DIGIT_SHARE = 0.004;
const LOST_SPACES = 0.05;
const LOST_PIECES = 0.01;

/** Numbers between 0 and 1 that depend on the seed alone (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The same receipt as a phone sees it: slanted, bent paper, letters misread, spaces and pieces lost. */
export function misread(page: Page, seed: number): Page {
  const random = randomFrom(seed);
  const slant = (random() - 0.5) * 0.08;
  const bend = (random() - 0.5) * 30;
  const move = ({ x, y }: Point): Point => ({
    x: x - slant * y,
    y: y + slant * x + bend * Math.sin((Math.PI * x) / page.width),
  });
  const lines = page.lines.flatMap((line): Line[] => {
    if (random() < LOST_PIECES) return [];
    const [a, b, c, d] = line.quad;
    const text = [...line.text].map((character) => misreadCharacter(character, random)).join("");
    const jitter = (random() - 0.5) * 4;
    const shift = ({ x, y }: Point) => move({ x, y: y + jitter });
    return [
      {
        text,
        confidence: confidenceOf(line.text, text, random),
        quad: [shift(a), shift(b), shift(c), shift(d)],
      },
    ];
  });
  return { ...page, lines };
}

/** As recognition has it: a mean over the characters, of which the wrong ones are less sure. */
function confidenceOf(printed: string, read: string, random: () => number): number {
  const wrong = [...read].filter((character) => !printed.includes(character)).length;
  return 1 - 0.03 * random() ** 2 - (0.35 * wrong) / Math.max(1, read.length);
}

function misreadCharacter(character: string, random: () => number): string {
  if (character === " ") return random() < LOST_SPACES ? "" : " ";
  const share = /\d/u.test(character) ? DIGIT_SHARE : LETTER_SHARE;
  if (random() >= share) return character;
  const options = CONFUSIONS.filter(([from]) => from === character);
  return options[Math.floor(random() * options.length)]?.[1] ?? character;
}
