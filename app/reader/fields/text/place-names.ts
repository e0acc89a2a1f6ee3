import names from "../../lists/places.json" with { type: "json" };

let known: ReadonlySet<string> | undefined;

/** Letters of the names of towns with 15,000 inhabitants and more. */
export function places(): ReadonlySet<string> {
  known ??= new Set(names);
  return known;
}
