/** Every rule fires somewhere and is silent elsewhere; every line of the rules' tables fires too. */
import { describe, expect, it } from "vitest";
import { checkStack, RULES } from "../../stacks/rules/check-stack.ts";
import { REFERENCES } from "../../stacks/rules/references.ts";
import { REQUIRED } from "../../stacks/rules/required.ts";
import type { Rule } from "../../stacks/rules/rule.ts";
import { Plan } from "../../stacks/rules/terraform/plan.ts";
import { UNFIT } from "../../stacks/rules/unfit.ts";
import { VALUES } from "../../stacks/rules/values.ts";
import { STACK_NAMES } from "../../stacks/stack-ids.ts";
import { raw } from "../stacks/synth.ts";
import { FAULTS } from "./faults.ts";
import { type Injection, remove, set } from "./inject.ts";

const clean = new Map(STACK_NAMES.map((stack) => [stack, JSON.stringify(raw(stack))]));
const parse = (stack: (typeof STACK_NAMES)[number]) => JSON.parse(clean.get(stack) ?? "");

describe("rule", () => {
  const faulty = FAULTS.map(({ stack, inject }) => {
    const json = parse(stack);
    inject(json);
    return new Plan(json);
  });
  const sound = STACK_NAMES.map((stack) => new Plan(parse(stack)));

  it.each(Object.entries<Rule>(RULES))("%s fires for some fault and for no clean stack", (_name, rule) => {
    expect(faulty.some((plan) => [...rule(plan)].length > 0)).toBe(true);
    expect(sound.flatMap((plan) => [...rule(plan)])).toEqual([]);
  });
});

/** An element of a type in some stack. */
function home(type: string): { stack: (typeof STACK_NAMES)[number]; address: string } {
  for (const stack of STACK_NAMES) {
    const found = [...new Plan(parse(stack)).elements.values()].find((element) => element.type === type);
    if (found !== undefined) return { stack, address: found.address };
  }
  throw new Error(`no stack has a ${type}`);
}

/** What the rules say at an address after a change. */
function findings(type: string, inject: (address: string) => Injection): string[] {
  const { stack, address } = home(type);
  const json = parse(stack);
  inject(address)(json);
  return checkStack(json)
    .filter((finding) => finding.address === address)
    .map(({ argument }) => argument);
}

/** A path of the tables, with its first element for every `*`. */
const first = (path: string): string => path.replaceAll("*", "0");

const lines = <T>(table: Readonly<Record<string, readonly T[]>>): [string, T][] =>
  Object.entries(table).flatMap(([type, items]) => items.map((item): [string, T] => [type, item]));

const paths = (table: Readonly<Record<string, object>>): [string, string][] =>
  lines(Object.fromEntries(Object.entries(table).map(([type, checks]) => [type, Object.keys(checks)])));

const checks = Object.fromEntries(Object.entries(VALUES).map(([type, { checks }]) => [type, checks]));

it.each(paths(checks))("%s %s may not be just anything", (type, path) => {
  expect(findings(type, (address) => set(`${address}.${first(path)}`, "€"))).toContain(first(path));
});

it.each(paths(UNFIT))("%s %s does not belong here", (type, path) => {
  expect(findings(type, (address) => set(`${address}.${first(path)}`, "x"))).not.toEqual([]);
});

it.each(lines(REQUIRED))("%s %s may not be left out", (type, path) => {
  expect(findings(type, (address) => remove(`${address}.${first(path)}`))).not.toEqual([]);
});

it.each(paths(REFERENCES))("%s %s may not be a literal", (type, path) => {
  const literal = (address: string) => set(`${address}.${first(path)}`, "literal");
  expect(findings(type, literal)).toContain(first(path));
});
