/** Blocks of addresses: 203.0.113.0/24, 2001:db8::/32. */

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** What an address of IPv6 is written in. With a zone behind it, it is one of a machine's own network. */
const IPV6 = /^[\da-f:.]+$/i;

interface Address {
  /** 32 of IPv4, 128 of IPv6. */
  readonly width: number;
  readonly bits: bigint;
}

export interface Block extends Address {
  /** So many first bits are those of all its addresses. */
  readonly length: number;
}

/** IPv6 addresses that are IPv4 addresses behind ::ffff: (RFC 4291). */
const MAPPED = 0xffffn;

/** An address; an IPv4 address that is written as one of IPv6 is the former. Undefined when the text is none. */
export function parseAddress(text: string): Address | undefined {
  if (IPV4.test(text)) {
    return { width: 32, bits: number(text.split(".").map(Number), 8n) };
  }
  if (!IPV6.test(text) || !URL.canParse(`http://[${text}]`)) {
    return undefined;
  }
  const [head = "", tail] = shortest(text).split("::");
  const groups = (part = "") => (part === "" ? [] : part.split(":").map((group) => Number(`0x${group}`)));
  const [first, last] = [groups(head), groups(tail)];
  const zeros = new Array<number>(8 - first.length - last.length).fill(0);
  const bits = number([...first, ...zeros, ...last], 16n);
  return bits >> 32n === MAPPED ? { width: 32, bits: bits & 0xffff_ffffn } : { width: 128, bits };
}

/** An address of IPv6 as RFC 5952 writes it, which is what the host of a URL is: lower case, no dots, `::` at most once. */
const shortest = (address: string): string => new URL(`http://[${address}]`).hostname.slice(1, -1);

const number = (parts: readonly number[], bitsOfEach: bigint): bigint =>
  parts.reduce((sum, part) => (sum << bitsOfEach) | BigInt(part), 0n);

/**
 * A block; undefined when the text is none, when its address is not its first, which AWS refuses, or not in its shortest
 * form, for which AWS would answer another text, or when it is the whole Internet.
 */
export function parseBlock(text: string): Block | undefined {
  const [, start = "", digits = ""] = /^([^/]+)\/([1-9]\d{0,2})$/.exec(text) ?? [];
  const address = parseAddress(start);
  const length = Number(digits);
  if (address === undefined || length > address.width) {
    return undefined;
  }
  // An address of IPv4 in the form of IPv6 has a length that counts from elsewhere.
  const isWell = address.width === 32 ? !start.includes(":") : shortest(start) === start;
  const rest = BigInt(address.width - length);
  return isWell && (address.bits >> rest) << rest === address.bits ? { ...address, length } : undefined;
}

export const isIn = ({ width, bits }: Address, block: Block): boolean =>
  width === block.width &&
  bits >> BigInt(width - block.length) === block.bits >> BigInt(width - block.length);
