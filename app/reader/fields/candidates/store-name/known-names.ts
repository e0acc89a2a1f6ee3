import { brandKeys } from "../../text/brands.ts";
import { lettersAndDigits } from "../../text/letters.ts";
import { places } from "../../text/place-names.ts";
import type { ReceiptText } from "../../text/receipt-text.ts";
import { type Features, flag } from "../candidate.ts";
import type { StoreFeature } from "../feature-names.ts";
import { isInWeb } from "./repetitions.ts";

type KnownFeatures = Features<Extract<StoreFeature, `known${string}`>>;

/** Shorter names of chains are too often a word of something else. */
const LONG = 4;

/** Words at the beginning of a name that may be a chain's. */
const MOST_WORDS = 6;

/** Whether a name, or its beginning, is that of a chain that a web address on the page may have too, or a town's. */
export function knownNames(text: ReceiptText, value: string): KnownFeatures {
  const key = lettersAndDigits(value);
  const isBrand = brandKeys().has(key);
  const words = value
    .split(/[^\p{L}\p{N}'&.]+/u)
    .filter((word) => word !== "")
    .slice(0, MOST_WORDS);
  const beginnings = words.slice(0, -1).map((_, end) => lettersAndDigits(words.slice(0, end + 1).join("")));
  const chains = [key, ...beginnings].filter((start) => start.length >= LONG && brandKeys().has(start));
  return {
    knownBrand: flag(isBrand && key.length >= LONG),
    knownShortBrand: flag(isBrand && key.length < LONG),
    knownBrandFirst: flag(!isBrand && chains.length > 0),
    knownInWeb: flag(chains.some((chain) => isInWeb(text, chain))),
    knownPlace: flag(places().has(lettersAndDigits(value.replace(/[\d#].*$/u, "")))),
  };
}
