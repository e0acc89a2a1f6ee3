/** The cases of each rule: what it must find, and what it must let pass. */

import { describe, expect, it } from "vitest";
import { checkStack, RULES } from "../../stacks/rules/check-stack.ts";
import { describeFinding } from "../../stacks/rules/terraform/finding.ts";
import { READING_RULES } from "../../stacks/rules/terraform/plan.ts";
import { ALL_STACK_NAMES } from "../../stacks/stack-ids.ts";
import { FAULTS, VARIATIONS } from "./cases/all.ts";
import { nothing } from "./inject.ts";
import { changed } from "./stacks.ts";

/** Rules that are not made from a row of a table; tables.test.ts has the cases of those. */
const WRITTEN_OUT = [...RULES.filter((rule) => !("row" in rule)).map(({ id }) => id), ...READING_RULES];
const IDS: readonly string[] = [...RULES.map(({ id }) => id), ...READING_RULES];

describe.each(ALL_STACK_NAMES)("%s-stack", (stack) => {
  it("has no finding as it is synthesized", () => {
    expect(checkStack(changed(stack, nothing))).toEqual([]);
  });

  it.each(FAULTS.filter((fault) => fault.stack === stack))("with $what: $rule", ({ inject, at, rule }) => {
    const json = changed(stack, inject);
    expect(JSON.stringify(json)).not.toBe(JSON.stringify(changed(stack, nothing)));
    const found = checkStack(json)
      .filter(({ address }) => address === at)
      .map((finding) => finding.rule);
    expect(found).toContain(rule);
  });

  it.each(VARIATIONS.filter((variation) => variation.stack === stack))("may have: $what", ({ inject }) => {
    expect(checkStack(changed(stack, inject))).toEqual([]);
  });
});

describe("ids of rules", () => {
  it("are unique", () => {
    expect(IDS.filter((id, index) => IDS.indexOf(id) !== index)).toEqual([]);
  });

  it("say what about and what", () => {
    expect(IDS.filter((id) => !/^[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it("are at the end of a finding", () => {
    const [finding] = checkStack(
      changed("registry", (json) => {
        json.terraform = {};
      }),
    );
    expect(finding && describeFinding(finding)).toMatch(/ \[terraform-block\/provider-source\]$/);
  });

  it("each have a case that is found", () => {
    const found = new Set(FAULTS.map(({ rule }) => rule));
    expect(WRITTEN_OUT.filter((id) => !found.has(id))).toEqual([]);
    expect([...found].filter((id) => !IDS.includes(id))).toEqual([]);
  });

  it("each have a case that passes", () => {
    const passed = new Set(VARIATIONS.flatMap(({ rules }) => rules));
    expect(WRITTEN_OUT.filter((id) => !passed.has(id))).toEqual([]);
    expect([...passed].filter((id) => !IDS.includes(id))).toEqual([]);
  });
});
