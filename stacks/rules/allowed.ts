/** What one value must be, by itself. */
import { parseCidr } from "../helpers/cidr.ts";
import { Computed, type Value } from "./terraform/value.ts";

export type Allowed =
  | { readonly kind: "one of"; readonly values: readonly (string | number | boolean)[] }
  /** Both ends included. */
  | { readonly kind: "whole number"; readonly least: number; readonly most: number }
  | { readonly kind: "block"; readonly shortest: number; readonly longest: number }
  | { readonly kind: "text"; readonly pattern: RegExp; readonly description: string };

export const oneOf = (...values: readonly (string | number | boolean)[]): Allowed => ({
  kind: "one of",
  values,
});
export const between = (least: number, most: number): Allowed => ({ kind: "whole number", least, most });
/** A block of IPv4 addresses that begins at its own first address. */
export const cidr = (shortest: number, longest: number): Allowed => ({ kind: "block", shortest, longest });
export const matches = (pattern: RegExp, description: string): Allowed => ({
  kind: "text",
  pattern,
  description,
});
export const port = between(1, 65_535);

/** For messages. */
export function describeAllowed(allowed: Allowed): string {
  switch (allowed.kind) {
    case "one of":
      return allowed.values.join(", ");
    case "whole number":
      return `a whole number from ${allowed.least} to ${allowed.most}`;
    case "block":
      return `a CIDR block from /${allowed.shortest} to /${allowed.longest} that starts at its first address`;
    case "text":
      return allowed.description;
  }
}

/** Whether a value fits. What only AWS knows does. */
export function fits(allowed: Allowed, value: Value): boolean {
  if (value instanceof Computed) {
    return true;
  }
  switch (allowed.kind) {
    case "one of":
      return allowed.values.map(String).includes(String(value));
    case "whole number": {
      const number = Number(value);
      return value !== "" && Number.isInteger(number) && number >= allowed.least && number <= allowed.most;
    }
    case "block": {
      const block = parseCidr(String(value));
      return block !== undefined && block.length >= allowed.shortest && block.length <= allowed.longest;
    }
    case "text":
      return allowed.pattern.test(String(value));
  }
}
