import { fold } from "../text/letters.ts";

/** Hashes share these; what is stored for them spells no text. */
export const BUCKETS = 4096;

/** Characters of a row that are looked at. */
const LONGEST = 60;
const SHORTEST_GRAM = 2;
const LONGEST_GRAM = 4;

/** How much characters count next to geometry, whose measures are about 1. */
const LENGTH = 2.5;

/**
 * The groups of two to four characters of a row by the number of their bucket, as a vector of constant length. Spaces are
 * left out, since recognition loses them, and all digits are alike.
 */
export function gramsOf(text: string): ReadonlyMap<number, number> {
  const letters = `^${fold(text.slice(0, LONGEST)).replace(/\s+/gu, "").replace(/\d/gu, "0")}$`;
  const counts = new Map<number, number>();
  for (let start = 0; start < letters.length; start++) {
    // FNV-1a, 32 bits.
    let hash = 0x811c9dc5;
    for (let length = 1; length <= LONGEST_GRAM && start + length <= letters.length; length++) {
      hash = Math.imul(hash ^ letters.charCodeAt(start + length - 1), 0x01000193) >>> 0;
      if (length >= SHORTEST_GRAM) {
        // The low bits of short texts are alike.
        const bucket = (hash ^ (hash >>> 15)) % BUCKETS;
        counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
      }
    }
  }
  const norm = Math.sqrt([...counts.values()].reduce((sum, count) => sum + count * count, 0)) || 1;
  return new Map([...counts].map(([bucket, count]) => [bucket, (LENGTH * count) / norm]));
}
