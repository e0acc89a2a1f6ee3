/** Every two values of two settings: together they are refused by a message that names both settings, or the rules find nothing. */

import { expect, it } from "vitest";
import { SynthError } from "../../stacks/helpers/errors.ts";
import { aboutSetting, SETTINGS, settingsSchema } from "../../stacks/settings.ts";
import { type StackName, stacksIn } from "../../stacks/stack-ids.ts";
import { type Json, settings, terraformJson } from "../stacks/synth.ts";
import { VALUES, WITH } from "./setting-values.ts";

const KEYS = Object.keys(SETTINGS.shape);

/** A value of a setting, by its place in the list. */
type Value = readonly [key: string, index: number];

const ALL: readonly Value[] = Object.entries(VALUES).flatMap(([key, values]) =>
  values.map((_, index) => [key, index] as const),
);

const given = (...values: readonly Value[]): Json =>
  Object.assign(
    {},
    ...values.map(([key]) => WITH[key]),
    ...values.map(([key, index]) => ({ [key]: VALUES[key]?.[index] })),
  );

/** Why these settings do not go together; undefined when they do. */
function refusal(json: Json): string | undefined {
  if (settingsSchema.safeParse(json).success) {
    return undefined;
  }
  try {
    settings(json);
  } catch (error) {
    if (error instanceof SynthError) {
      return error.message;
    }
    throw error;
  }
  return undefined;
}

const pairs = ALL.flatMap((one) =>
  ALL.filter((other) => one[0] < other[0]).map((other): readonly [Value, Value] => [one, other]),
);
const judged = pairs.map((pair) => ({ pair, why: refusal(given(...pair)) }));

const settingsIn = (message: string): string[] =>
  KEYS.filter((key) => new RegExp(`(?<![\\w.-])${key}(?![\\w-])`).test(message));

it("refuses two values that do not go together with a message that names both settings", () => {
  const refused = judged.flatMap(({ why }) => why?.split("\n") ?? []);
  expect(refused.length).toBeGreaterThan(50);
  expect([...new Set(refused)].filter((line) => settingsIn(line).length < 2)).toEqual([]);
});

const keyOf = (one: Value, other: Value): string => [one, other].sort().join(" with ");

/** Few choices of values, one of each setting where it goes with the others, that hold every pair that is not refused. */
function choices(): Json[] {
  const open = new Map(
    judged.flatMap(({ pair, why }) => (why === undefined ? [[keyOf(...pair), pair] as const] : [])),
  );
  const found: Json[] = [];
  for (let [next] = open.values(); next !== undefined; [next] = open.values()) {
    let row = given(...next);
    const chosen: Value[] = [...next];
    for (const [key, values] of Object.entries(VALUES)) {
      if (key in row) {
        continue;
      }
      const candidates = values
        .map((_, index): Value => [key, index])
        .map((value) => ({ value, covers: chosen.filter((one) => open.has(keyOf(one, value))).length }))
        .sort((one, other) => other.covers - one.covers);
      for (const { value } of candidates) {
        const more = { ...WITH[key], ...row, [key]: VALUES[key]?.[value[1]] };
        if (settingsSchema.safeParse(more).success) {
          row = more;
          chosen.push(value);
          break;
        }
      }
    }
    for (const one of chosen) {
      for (const other of chosen) {
        open.delete(keyOf(one, other));
      }
    }
    found.push(row);
  }
  return found;
}

const synthesized = new Set<string>();

it.each(choices())("finds nothing with $region $extractor $cpu $namePrefix %#", (row) => {
  const parsed = settings(row);
  const all = Object.entries(parsed);
  for (const stack of stacksIn(parsed)) {
    // Other settings do not change the stack: every-setting.test.ts says so.
    const own = all.filter(([key]) => ofStack(stack, key));
    const key = JSON.stringify([stack, own]);
    if (!synthesized.has(key)) {
      synthesized.add(key);
      // The synth itself runs the rules, and throws what they find.
      expect(terraformJson(stack, row)).toBeDefined();
    }
  }
});

const ofStack = (stack: StackName, key: string): boolean =>
  aboutSetting(key)?.stacks.includes(stack) ?? false;
