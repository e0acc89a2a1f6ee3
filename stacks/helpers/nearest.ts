import leven from "leven";

/** The one of some names that is most like a given one: what somebody who mistyped it meant. Empty when there is none. */
export function nearest(name: string, [first = "", ...others]: Iterable<string>): string {
  return others.reduce((best, other) => (leven(name, other) < leven(name, best) ? other : best), first);
}
