import { describe, expect, it } from "vitest";
import {
  type Allowed,
  between,
  cidr,
  describeAllowed,
  fits,
  matches,
  oneOf,
} from "../../stacks/rules/allowed.ts";
import { Computed, type Value } from "../../stacks/rules/terraform/value.ts";

interface Example {
  readonly allowed: Allowed;
  readonly description: string;
  readonly valid: readonly Value[];
  readonly invalid: readonly Value[];
}

const EXAMPLES: readonly Example[] = [
  {
    allowed: oneOf("a", 1, true),
    description: "a, 1, true",
    valid: ["a", 1, "1", true, "true"],
    invalid: ["b", 2, false, ""],
  },
  {
    allowed: between(1, 3),
    description: "a whole number from 1 to 3",
    valid: [1, 3, "2"],
    invalid: [0, 4, 1.5, "", "two", []],
  },
  {
    allowed: cidr(16, 28),
    description: "a CIDR block from /16 to /28 that starts at its first address",
    valid: ["10.0.0.0/16", "10.0.0.240/28"],
    invalid: ["10.0.0.0/15", "10.0.0.0/29", "10.0.0.1/24", "10.0.0.0", "::/16"],
  },
  { allowed: matches(/^a+$/, "only a"), description: "only a", valid: ["a", "aaa"], invalid: ["b", ""] },
];

describe.each(EXAMPLES)("$description", ({ allowed, description, valid, invalid }) => {
  it("says so", () => expect(describeAllowed(allowed)).toBe(description));
  it("takes what fits, and what only AWS knows", () => {
    const values = [...valid, new Computed("aws_vpc.main.id")];
    expect(values.filter((value) => !fits(allowed, value))).toEqual([]);
  });
  it("refuses the rest", () => expect(invalid.filter((value) => fits(allowed, value))).toEqual([]));
});
