/** Letters that recognition confuses; each group's members cost 0.4 instead of 1. */
const ALIKE = ["ITLJ1|!", "OQDUC0G", "S5$", "B8R", "EFZ", "MNHW", "AR4", "VYU", "G6C", "Z2"];
export const ALIKE_COST = 0.4;

/** Cost of reading one character as another, for ASCII codes: row * 128 + column. */
const COSTS = new Float32Array(128 * 128).fill(1);
for (let code = 0; code < 128; code++) {
  COSTS[code * 129] = 0;
}
for (const group of ALIKE) {
  for (const a of group) {
    for (const b of group) {
      if (a !== b) {
        COSTS[a.charCodeAt(0) * 128 + b.charCodeAt(0)] = ALIKE_COST;
      }
    }
  }
}

function costOf(a: number, b: number): number {
  return a < 128 && b < 128 ? (COSTS[a * 128 + b] ?? 1) : a === b ? 0 : 1;
}

/** The longest phrase and two letters more. */
const LONGEST = 48;
const rowsOfCosts = [new Float32Array(LONGEST), new Float32Array(LONGEST)] as const;

/**
 * Finds a phrase that begins at `start` and ends at one of the `ends`, with misread, lost and added letters: an edit
 * distance in which letters that look alike cost less. Of several ends, the one with the fewest errors.
 * @param allowed errors at most
 */
export function misreadPhrase(
  phrase: string,
  text: string,
  start: number,
  ends: ReadonlySet<number>,
  allowed: number,
): { end: number; errors: number } | null {
  const reach = Math.min(text.length - start, phrase.length + 2, LONGEST - 1);
  if (reach < phrase.length - 2) {
    return null;
  }
  // Each step away from the diagonal costs 1, so that nothing farther from it than this can be allowed.
  const band = Math.floor(allowed);
  const shortest = Math.max(1, phrase.length - band);
  const longest = Math.min(reach, phrase.length + band);
  let hasEnd = false;
  for (let j = shortest; j <= longest && !hasEnd; j++) {
    hasEnd = ends.has(start + j);
  }
  if (!hasEnd) {
    return null;
  }
  let [previous, current]: readonly [Float32Array, Float32Array] = rowsOfCosts;
  for (let j = 0; j <= reach; j++) {
    previous[j] = j;
  }
  for (let i = 1; i <= phrase.length; i++) {
    const first = Math.max(1, i - band);
    const last = Math.min(reach, i + band);
    current[first - 1] = first === 1 ? i : Number.POSITIVE_INFINITY;
    let smallest = current[first - 1] ?? 0;
    const letter = phrase.charCodeAt(i - 1);
    for (let j = first; j <= last; j++) {
      const replaced = (previous[j - 1] ?? 0) + costOf(letter, text.charCodeAt(start + j - 1));
      const value = Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
      current[j] = value;
      if (value < smallest) {
        smallest = value;
      }
    }
    if (last < reach) {
      current[last + 1] = Number.POSITIVE_INFINITY;
    }
    if (smallest > allowed) {
      return null;
    }
    [previous, current] = [current, previous];
  }
  let best: { end: number; errors: number } | null = null;
  for (let j = shortest; j <= longest; j++) {
    const errors = previous[j] ?? Number.POSITIVE_INFINITY;
    if (errors <= allowed && ends.has(start + j) && (!best || errors < best.errors)) {
      best = { end: start + j, errors };
    }
  }
  return best;
}

/** Digits that recognition confuses. */
const DIGITS_ALIKE = ["068", "358", "49", "89", "09", "17", "14", "27", "48", "56"];

export function isDigitLike(a: string, b: string): boolean {
  return DIGITS_ALIKE.some((group) => group.includes(a) && group.includes(b));
}

/** Of the first two letters one must be there, or nearly: that rules out most phrases quickly. */
export function mayBegin(phrase: string, firstTwo: string): boolean {
  const [p, q] = [phrase.charCodeAt(0), phrase.charCodeAt(1)];
  const [a, b] = [firstTwo.charCodeAt(0), firstTwo.charCodeAt(1)];
  return (costOf(p, a) < 1 && costOf(q, b) < 1) || p === a || q === b || q === a || p === b;
}
