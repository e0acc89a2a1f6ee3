import { brandKeys } from "../../text/brands.ts";
import { lettersAndDigits } from "../../text/letters.ts";
import { places } from "../../text/place-names.ts";
import { type Features, flag } from "../candidate.ts";
import type { StoreFeature } from "../feature-names.ts";

type KnownFeatures = Features<Extract<StoreFeature, `known${string}`>>;

/** Shorter names of chains are too often a word of something else. */
const LONG = 4;

/** Words at the beginning of a name that may be a chain's. */
const MOST_WORDS = 6;

/** Whether a name, or its beginning, is that of a chain, or a town's. */
export function knownNames(value: string): KnownFeatures {
  const key = lettersAndDigits(value);
  const isBrand = brandKeys().has(key);
  const words = value
    .split(/[^\p{L}\p{N}'&.]+/u)
    .filter((word) => word !== "")
    .slice(0, MOST_WORDS);
  const beginnings = words.slice(0, -1).map((_, end) => lettersAndDigits(words.slice(0, end + 1).join("")));
  return {
    knownBrand: flag(isBrand && key.length >= LONG),
    knownShortBrand: flag(isBrand && key.length < LONG),
    knownBrandFirst: flag(
      !isBrand && beginnings.some((start) => start.length >= LONG && brandKeys().has(start)),
    ),
    knownPlace: flag(places().has(lettersAndDigits(value.replace(/[\d#].*$/u, "")))),
  };
}
