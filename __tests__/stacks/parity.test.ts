/** Ours against the article, argument by argument, both ways. */

import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { articleDeclarations, ourDeclarations, valueAt } from "../../stacks/article/compare.ts";
import { ADDITIONS, DIFFERENCES } from "../../stacks/article/differences.ts";
import { UNUSED } from "../../stacks/article/unused.ts";
import { STACK_NAMES, type StackName } from "../../stacks/stack-ids.ts";
import { at, isJson, type Json, synth, terraformJson } from "./synth.ts";

/** Paths of all leaves; an empty list or object is a leaf. */
function leaves(value: unknown, path: string[] = []): string[] {
  const entries = Array.isArray(value) ? [...value.entries()] : isJson(value) ? Object.entries(value) : [];
  if (entries.length === 0) {
    return [path.join(".")];
  }
  return entries.flatMap(([key, inner]) => leaves(inner, [...path, String(key)]));
}

/** Whether the path is the entry's or below it; `*` is any element of a list. */
const covers = (entry: string, path: string): boolean =>
  new RegExp(`^${entry.replaceAll(".", "\\.").replaceAll("*", "\\d+")}(\\.|$)`).test(path);

const differences = (stack: StackName) => DIFFERENCES.filter(({ stacks }) => stacks.includes(stack));
const additions = (stack: StackName) => ADDITIONS.filter(({ stacks }) => stacks.includes(stack));

describe.each(STACK_NAMES)("%s-stack", (stack) => {
  const theirs = articleDeclarations(stack);
  const mine = ourDeclarations(terraformJson(stack));

  it("has every address of the article", () => {
    expect([...mine.keys()]).toEqual(expect.arrayContaining([...theirs.keys()]));
  });

  it.each(UNUSED.filter(({ stacks }) => stacks.includes(stack)))(
    "$address is the article's and unused",
    (entry) => {
      const { address } = entry;
      expect([theirs.has(address), mine.has(address)]).toEqual([true, true]);
      const unused = UNUSED.filter(({ stacks }) => stacks.includes(stack)).map((one) => one.address);
      const users = [...mine]
        .filter(([user, values]) => !unused.includes(user) && JSON.stringify(values).includes(`${address}.`))
        .map(([user]) => user);
      expect(users).toEqual([]);
    },
  );

  it("differs only where the tables say so", () => {
    const unexplained: string[] = [];
    for (const [address, values] of mine) {
      const article = theirs.get(address);
      const added = additions(stack).filter((entry) => entry.address === address);
      if (article === undefined) {
        if (!added.some((entry) => entry.argument === undefined)) {
          unexplained.push(`only ours: ${address}`);
        }
        continue;
      }
      const changed = differences(stack).filter((entry) => entry.address === address);
      for (const path of new Set([...leaves(values), ...leaves(article)])) {
        if (isDeepStrictEqual(valueAt(values, path), valueAt(article, path))) {
          continue;
        }
        if (changed.some((entry) => covers(entry.argument, path))) {
          continue;
        }
        const isNew = valueAt(article, path) === undefined;
        if (isNew && added.some((entry) => entry.argument !== undefined && covers(entry.argument, path))) {
          continue;
        }
        unexplained.push(`${address} ${path}: ${valueAt(article, path)} became ${valueAt(values, path)}`);
      }
    }
    expect(unexplained).toEqual([]);
  });

  it.each(differences(stack))("differs as told: $address $argument", (entry) => {
    const article = valueAt(theirs.get(entry.address), entry.argument);
    const ours = valueAt(mine.get(entry.address), entry.argument);
    expect(article).toBeDefined();
    expect(ours).not.toEqual(article);
  });

  it.each(additions(stack))("adds as told: $address $argument", ({ address, argument }) => {
    if (argument === undefined) {
      expect([mine.has(address), theirs.has(address)]).toEqual([true, false]);
      return;
    }
    const added = leaves(mine.get(address)).filter((path) => covers(argument, path));
    expect(added).not.toEqual([]);
    expect(added.filter((path) => valueAt(theirs.get(address), path) !== undefined)).toEqual([]);
  });
});

it("knows the article's counted resources as counted", () => {
  const counted = (json: Json) => at(json, "resource.aws_subnet.public.count");
  expect([counted(synth("express")), counted(synth("custom"))]).toEqual([2, 2]);
});
