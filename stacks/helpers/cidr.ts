import { isIPv4 } from "node:net";

/** A block of IPv4 addresses as numbers, both ends included. */
export interface Cidr {
  readonly first: number;
  readonly last: number;
  /** Bits that are fixed: 24 in 10.0.1.0/24. */
  readonly length: number;
}

/** Undefined when the text is no block, or when its address is not the first of the block, which AWS refuses. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = "", bits = "", ...rest] = text.split("/");
  if (!isIPv4(address) || !/^\d{1,2}$/.test(bits) || Number(bits) > 32 || rest.length > 0) {
    return undefined;
  }
  const first = address.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
  const size = 2 ** (32 - Number(bits));
  return first % size === 0 ? { first, last: first + size - 1, length: Number(bits) } : undefined;
}

export const contains = (outer: Cidr, inner: Cidr): boolean =>
  outer.first <= inner.first && inner.last <= outer.last;

export const overlap = (one: Cidr, other: Cidr): boolean =>
  one.first <= other.last && other.first <= one.last;
