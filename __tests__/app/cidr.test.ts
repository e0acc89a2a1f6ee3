import { BlockList, isIP } from "node:net";
import { describe, expect, test } from "vitest";
import { isIn, parseAddress, parseBlock } from "../../app/cidr.ts";

const isInside = (address: string, block: string): boolean | undefined => {
  const [one, other] = [parseAddress(address), parseBlock(block)];
  return one && other && isIn(one, other);
};

test.each([
  ["203.0.113.0", "203.0.113.0/24", true],
  ["203.0.113.255", "203.0.113.0/24", true],
  ["203.0.114.0", "203.0.113.0/24", false],
  ["203.0.112.255", "203.0.113.0/24", false],
  ["203.0.113.7", "203.0.113.7/32", true],
  ["203.0.113.8", "203.0.113.7/32", false],
  ["255.255.255.255", "128.0.0.0/1", true],
  ["2001:db8::1", "2001:db8::/32", true],
  ["2001:DB8:0:0:0:0:0:1", "2001:db8::/32", true],
  ["2001:db9::1", "2001:db8::/32", false],
  ["::1", "::1/128", true],
  ["::", "::1/128", false],
  ["ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "8000::/1", true],
  // IPv4 in the form of IPv6 is IPv4.
  ["::ffff:203.0.113.7", "203.0.113.0/24", true],
  ["::ffff:cb00:7107", "203.0.113.0/24", true],
  ["0:0:0:0:0:ffff:203.0.113.7", "203.0.113.0/24", true],
  ["::FFFF:203.0.114.7", "203.0.113.0/24", false],
  // And these are not it, whatever their last bits say.
  ["::203.0.113.7", "203.0.113.0/24", false],
  ["64:ff9b::203.0.113.7", "203.0.113.0/24", false],
  ["203.0.113.7", "2000::/3", false],
  ["::ffff:203.0.113.7", "8000::/1", false],
])("%s in %s: %s", (address, block, expected) => {
  expect(isInside(address, block)).toBe(expected);
});

test.each([
  ...["", " ", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.4:80", "1.2.3.4/32", " 1.2.3.4"],
  ...[
    "0x1.2.3.4",
    "1.2.3.-4",
    "[::1]",
    "::1:",
    ":::",
    "1::2::3",
    "::g",
    "fe80::1%eth0",
    "fe80::1%1",
    "12345::",
  ],
  ...["unknown", "_hidden", "localhost", "::1]/x[", "::1@a", "1.2.3.4\n", "١.٢.٣.٤"],
])("%o is no address", (text) => {
  expect(parseAddress(text)).toBeUndefined();
});

test.each([
  ...[
    "",
    "/",
    "1.2.3.4",
    "1.2.3.4/",
    "/24",
    "1.2.3.0/33",
    "1.2.3.0/024",
    "1.2.3.0/24/24",
    "1.2.3.0/ 24",
    "1.2.3.0/-1",
  ],
  ...[
    "203.0.113.7/24",
    "0.0.0.0/0",
    "::/0",
    "2001:db8::/129",
    "2001:db8::1/32",
    "2001:DB8::/32",
    "2001:db8:0::/32",
  ],
  ...["::ffff:203.0.113.0/120", "::ffff:203.0.113.0/24", "fe80::%1/64", "1.2.3.0/1e1", "1.2.3.0/24 "],
])("%o is no block", (text) => {
  expect(parseBlock(text)).toBeUndefined();
});

describe("20,000 addresses and blocks at random", () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  // Few values, so that many lie in the same blocks.
  const address = (version: 4 | 6): string =>
    version === 4
      ? Array.from({ length: 4 }, () => [0, 1, 127, 128, 255][random(5)]).join(".")
      : Array.from({ length: 8 }, () => [0, 0, 1, 0x8000, 0xffff][random(5)]?.toString(16)).join(":");

  test("are in each other as Node's own list of blocks says", () => {
    const different: string[] = [];
    let inside = 0;
    for (let count = 0; count < 20_000; count++) {
      const version = random(2) === 0 ? 4 : 6;
      const [text, start] = [address(version), address(version)];
      const length = 1 + random(version === 4 ? 32 : 128);
      const list = new BlockList();
      list.addSubnet(start, length, `ipv${version}`);
      const block = parseAddress(start);
      const one = parseAddress(text);
      const found = block && one && isIn(one, { ...block, length });
      inside += found ? 1 : 0;
      // What is IPv4 in the form of IPv6 is compared as such, above.
      const isMapped = version === 6 && (block?.width === 32 || one?.width === 32);
      if (!isMapped && found !== list.check(text, `ipv${version}`)) {
        different.push(`${text} in ${start}/${length}`);
      }
    }
    expect(different).toEqual([]);
    expect(inside).toBeGreaterThan(1_000);
  });

  test("and texts made of their pieces are addresses where Node says so", () => {
    const pieces = ["1", "255", "256", ".", ":", "::", "/", "ffff", "%", "0", "24", "[", " ", "x"];
    for (let count = 0; count < 20_000; count++) {
      const text = Array.from({ length: random(12) }, () => pieces[random(pieces.length)]).join("");
      const read = parseAddress(text);
      const isOne = isIP(text) !== 0 && !text.includes("%");
      if ((read !== undefined) !== isOne || (read && read.bits >> BigInt(read.width) !== 0n)) {
        expect.fail(text);
      }
      parseBlock(text);
    }
  });
});
