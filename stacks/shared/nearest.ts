import leven from "leven";

/** The one of some names that is most like a given one: what somebody who mistyped it meant. */
export const nearest = (name: string, names: Iterable<string>): string =>
  [...names].reduce((best, other) => (leven(name, other) < leven(name, best) ? other : best));
