import brands from "../../lists/brands.json" with { type: "json" };
import { lettersAndDigits } from "./letters.ts";

/** A chain of shops. */
export interface Brand {
  readonly name: string;
  /** ISO 3166-1, in lower case; 001 is the world. Empty where the list tells none. */
  readonly countries: readonly string[];
}

let known: ReadonlyMap<string, Brand> | undefined;

/** Chains by the letters and digits of their name. */
export function brandKeys(): ReadonlyMap<string, Brand> {
  known ??= new Map(
    brands.map((entry) => {
      const [name = "", countries = ""] = entry.split("\t");
      return [
        lettersAndDigits(name),
        { name, countries: countries.split(" ").filter((code) => code !== "") },
      ];
    }),
  );
  return known;
}
