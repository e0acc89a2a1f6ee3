import { describe, expect, it } from "vitest";
import { checkStack } from "../../stacks/rules/check-stack.ts";
import { STACK_NAMES } from "../../stacks/stack-ids.ts";
import { raw } from "../stacks/synth.ts";
import { FAULTS } from "./faults.ts";

const clean = new Map(STACK_NAMES.map((stack) => [stack, JSON.stringify(raw(stack))]));

it.each(STACK_NAMES)("finds nothing in a clean %s-stack", (stack) => {
  expect(checkStack(JSON.parse(clean.get(stack) ?? ""))).toEqual([]);
});

describe.each(STACK_NAMES)("finds in %s-stack:", (stack) => {
  it.each(FAULTS.filter((fault) => fault.stack === stack))("$what", ({ inject, at }) => {
    const json = JSON.parse(clean.get(stack) ?? "");
    inject(json);
    expect(JSON.stringify(json)).not.toBe(clean.get(stack));
    expect(checkStack(json).map(({ address }) => address)).toContain(at);
  });
});
