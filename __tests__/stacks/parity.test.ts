/** Ours against the article, argument by argument, both ways. */
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ADDITIONS, DIFFERENCES } from "../../stacks/article/differences.ts";
import { STACK_NAMES, type StackName } from "../../stacks/stack-ids.ts";
import { at, isJson, type Json, synth } from "./synth.ts";

const jsonObject = z.record(z.string(), z.unknown());
/** stack, file, address, arguments */
const factsSchema = z.record(
  z.string(),
  z.union([z.string(), z.record(z.string(), z.record(z.string(), jsonObject))]),
);
const facts = factsSchema.parse(
  JSON.parse(readFileSync(new URL("../../stacks/article/terraform-facts.json", import.meta.url), "utf8")),
);

/** Numbers and booleans as texts, as Terraform converts them; embedded JSON as objects; counted lists as they are. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal);
  if (isJson(value)) {
    if ("$json" in value) return normal(value.$json);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, normal(inner)]));
  }
  if (typeof value === "string" && /^[{[]/.test(value)) return normal(JSON.parse(value));
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}

type Arguments = Map<string, unknown>;

const article = (stack: StackName): Arguments => {
  const files = facts[stack];
  return new Map(
    Object.values(typeof files === "object" ? files : {})
      .flatMap((file) => Object.entries(file))
      .map(([address, values]) => [address, normal(values)]),
  );
};

function ours(stack: StackName): Arguments {
  const json = synth(stack);
  const found: Arguments = new Map();
  const collect = (prefix: string, types: unknown) => {
    for (const [type, named] of Object.entries(isJson(types) ? types : {})) {
      for (const [name, values] of Object.entries(isJson(named) ? named : {})) {
        found.set(`${prefix}${type}.${name}`, normal(values));
      }
    }
  };
  collect("", json.resource);
  collect("data.", json.data);
  collect("terraform.", json.terraform);
  for (const [name, values] of Object.entries(isJson(json.output) ? json.output : {})) {
    found.set(`output.${name}`, normal(values));
  }
  found.set("provider.aws", normal(at(json, "provider.aws.0")));
  return found;
}

/** Paths of all leaves; an empty list or object is a leaf. */
function leaves(value: unknown, path: string[] = []): string[] {
  const entries = Array.isArray(value) ? [...value.entries()] : isJson(value) ? Object.entries(value) : [];
  if (entries.length === 0) return [path.join(".")];
  return entries.flatMap(([key, inner]) => leaves(inner, [...path, String(key)]));
}

/** Whether the path is the entry's or below it; `*` is any element of a list. */
const covers = (entry: string, path: string): boolean =>
  new RegExp(`^${entry.replaceAll(".", "\\.").replaceAll("*", "\\d+")}(\\.|$)`).test(path);

const differences = (stack: StackName) => DIFFERENCES.filter(({ stacks }) => stacks.includes(stack));
const additions = (stack: StackName) => ADDITIONS.filter(({ stacks }) => stacks.includes(stack));

describe.each(STACK_NAMES)("%s-stack", (stack) => {
  const theirs = article(stack);
  const mine = ours(stack);

  it("has every address of the article", () => {
    expect([...mine.keys()]).toEqual(expect.arrayContaining([...theirs.keys()]));
  });

  it("differs only where the tables say so", () => {
    const unexplained: string[] = [];
    for (const [address, values] of mine) {
      const article = theirs.get(address);
      const added = additions(stack).filter((entry) => entry.address === address);
      if (article === undefined) {
        if (!added.some((entry) => entry.argument === undefined)) unexplained.push(`only ours: ${address}`);
        continue;
      }
      const changed = differences(stack).filter((entry) => entry.address === address);
      for (const path of new Set([...leaves(values), ...leaves(article)])) {
        if (isDeepStrictEqual(at(values, path), at(article, path))) continue;
        if (changed.some((entry) => covers(entry.argument, path))) continue;
        const isNew = at(article, path) === undefined;
        if (isNew && added.some((entry) => entry.argument !== undefined && covers(entry.argument, path)))
          continue;
        unexplained.push(`${address} ${path}: ${at(article, path)} became ${at(values, path)}`);
      }
    }
    expect(unexplained).toEqual([]);
  });

  it.each(differences(stack))("differs as told: $address $argument", (entry) => {
    const article = at(theirs.get(entry.address), entry.argument);
    const mineNow = at(mine.get(entry.address), entry.argument);
    expect({ article, ours: mineNow }).toEqual({ article: entry.article, ours: entry.ours });
    expect(mineNow).not.toEqual(article);
  });

  it.each(additions(stack))("adds as told: $address $argument", ({ address, argument }) => {
    if (argument === undefined) {
      expect([mine.has(address), theirs.has(address)]).toEqual([true, false]);
      return;
    }
    const added = leaves(mine.get(address)).filter((path) => covers(argument, path));
    expect(added).not.toEqual([]);
    expect(added.filter((path) => at(theirs.get(address), path) !== undefined)).toEqual([]);
  });
});

it("knows the article's counted resources as counted", () => {
  const counted = (json: Json) => at(json, "resource.aws_subnet.public.count");
  expect([counted(synth("express")), counted(synth("custom"))]).toEqual([2, 2]);
});
