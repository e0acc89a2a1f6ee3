import { parseCidr } from "../helpers/cidr.ts";
import { Computed, type Value } from "./terraform/evaluate.ts";

/** What one value must be, by itself. */
export interface Check {
  readonly allowed: string;
  readonly accepts: (value: Value) => boolean;
}

/** What only AWS knows passes. */
const check = (allowed: string, accepts: (value: Value) => boolean): Check => ({
  allowed,
  accepts: (value) => value instanceof Computed || accepts(value),
});

export const oneOf = (...values: readonly (string | number)[]): Check =>
  check(values.join(", "), (value) => values.map(String).includes(String(value)));

export const only = (wanted: boolean): Check =>
  check(String(wanted), (value) => String(value) === String(wanted));

export const matches = (pattern: RegExp, allowed: string): Check =>
  check(allowed, (value) => pattern.test(String(value)));

/** A whole number, both ends included. */
export const between = (least: number, most: number): Check =>
  check(`a whole number from ${least} to ${most}`, (value) => {
    const number = Number(value);
    return value !== "" && Number.isInteger(number) && number >= least && number <= most;
  });

/** A block of IPv4 addresses that begins at its own first address. */
export const cidr = (shortest: number, longest: number): Check =>
  check(`a block of addresses from /${shortest} to /${longest}, beginning at its first address`, (value) => {
    const block = parseCidr(String(value));
    return block !== undefined && block.length >= shortest && block.length <= longest;
  });

export const port: Check = between(1, 65_535);
export const arn = (service: string): Check =>
  matches(new RegExp(`^arn:aws:${service}:`), `an ARN arn:aws:${service}:…`);
