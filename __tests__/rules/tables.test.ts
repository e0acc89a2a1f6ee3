/** Each row of the tables: what it refuses, and what it lets pass. */

import { describe, expect, it } from "vitest";
import type { Allowed } from "../../stacks/rules/allowed.ts";
import { RULES } from "../../stacks/rules/check-stack.ts";
import type { TableRule } from "../../stacks/rules/table.ts";
import { readPlan } from "../../stacks/rules/terraform/plan.ts";
import { ALL_STACK_NAMES } from "../../stacks/stack-ids.ts";
import { withAlarms } from "./cases/alarms.ts";
import { all, type Injection, nothing, remove, set } from "./inject.ts";
import { changed } from "./stacks.ts";
import { TEXTS } from "./texts.ts";

const ROWS = RULES.filter((rule): rule is TableRule => "row" in rule);

/** A stack for each type; with alarms only where no stack has the type without. */
const homes = new Map(
  (
    [["custom", withAlarms("custom")], ...ALL_STACK_NAMES.map((stack) => [stack, nothing] as const)] as const
  ).flatMap(([stack, base]) =>
    [...readPlan(changed(stack, base)).resources.values()].map(
      ({ type, address }) => [type, { stack, base, address }] as const,
    ),
  ),
);

/** The ids of what the rule, or the reader, finds after a change of a row's argument in its first block. */
function found(rule: TableRule, change: (place: string) => Injection): string[] {
  const home = homes.get(rule.type);
  if (home === undefined) {
    throw new Error(`no stack has a ${rule.type}`);
  }
  const { stack, base, address } = home;
  const plan = readPlan(changed(stack, all(base, change(`${address}.${rule.path.replaceAll("*", "0")}`))));
  return [...plan.findings, ...rule.find(plan)]
    .filter((finding) => finding.address === address)
    .map(({ rule: id }) => id);
}

/** Values at the edges of what is allowed. */
function examples(id: string, allowed: Allowed): { valid: readonly unknown[]; invalid: readonly unknown[] } {
  switch (allowed.kind) {
    case "one of": {
      const [first] = allowed.values;
      return { valid: allowed.values, invalid: ["€", `${first}x`, `x${first}`] };
    }
    case "whole number": {
      const { least, most } = allowed;
      return { valid: [least, most, String(most)], invalid: [least - 1, most + 1, least + 0.5, "€"] };
    }
    case "block": {
      const { shortest, longest } = allowed;
      return {
        valid: [`0.0.0.0/${shortest}`, `10.0.0.0/${longest}`],
        invalid: [`10.0.0.0/${longest + 1}`, "10.0.0.1/16", "10.0.0.0", "10.0.0.0/x", "256.0.0.0/16"],
      };
    }
    case "text":
      return TEXTS[id] ?? { valid: [], invalid: [] };
  }
}

const withAllowed = ROWS.flatMap((rule) =>
  rule.row.allowed ? [{ ...rule, allowed: rule.row.allowed }] : [],
);

describe.each(withAllowed)("$id", (rule) => {
  const { valid, invalid } = examples(rule.id, rule.allowed);

  it("has examples of both", () => {
    expect([valid.length > 0, invalid.length > 0]).toEqual([true, true]);
  });

  it.each(valid)("may be %s", (value) => {
    expect(found(rule, (place) => set(place, value))).not.toContain(rule.id);
  });

  it.each(invalid)("may not be %s", (value) => {
    expect(found(rule, (place) => set(place, value))).toContain(rule.id);
  });
});

it.each(ROWS.filter(({ row }) => row.required))("$id may not be left out", (rule) => {
  expect(found(rule, remove)).toContain(rule.id);
});

it.each(ROWS.filter(({ row }) => row.required === "value"))("$id may not be an empty list", (rule) => {
  const ids = found(rule, (place) => set(place, []));
  // A block that may be given once is missed by the reader already.
  expect(ids.includes(rule.id) || ids.includes("terraform/block")).toBe(true);
});

it.each(ROWS.filter(({ row }) => row.required === "list"))("$id may be an empty list", (rule) => {
  expect(found(rule, (place) => set(place, []))).not.toContain(rule.id);
});

it.each(ROWS.filter(({ row }) => row.refersTo))("$id may not be a literal or another reference", (rule) => {
  expect(found(rule, (place) => set(place, "literal"))).toContain(rule.id);
  const other = "${data.aws_caller_identity.current.account_id}";
  expect(found(rule, (place) => set(place, other))).toContain(rule.id);
});

it.each(ROWS.filter(({ row }) => row.belongsTo))("$id belongs to something else", (rule) => {
  expect(found(rule, (place) => set(place, "x"))).toContain(rule.id);
});
