/** Each setting by itself, and all of them in the combinations that people have. Setting-pairs.test.ts has them by twos. */

import { expect, it } from "vitest";
import { SET_NAMES, SETTING_SETS } from "../../fixtures/setting-sets.ts";
import { aboutSetting, SETTINGS } from "../../stacks/settings.ts";
import { ALL_STACK_NAMES, BOOTSTRAP, type StackName } from "../../stacks/stack-ids.ts";
import { type Json, terraformJson } from "../stacks/synth.ts";
import { VALUES, WITH } from "./setting-values.ts";

const KEYS = Object.keys(SETTINGS.shape);

it("tries every setting", () => {
  expect(Object.keys(VALUES).sort()).toEqual(KEYS.toSorted());
});

it("has every setting in one of the sets that people have", () => {
  const settings = SET_NAMES.flatMap((name) => Object.keys(SETTING_SETS[name].settings));
  // A bucket must be there before the states: terraform/shared-state.test.ts and deploy/custom.test.ts have that.
  expect([...new Set(settings), "stateBucket"].sort()).toEqual(KEYS.toSorted());
});

it.each(SET_NAMES)("finds nothing in the set %s", (name) => {
  const { settings, stacks } = SETTING_SETS[name];
  for (const stack of stacks) {
    expect(terraformJson(stack, settings)).toBeDefined();
  }
});

const texts = new Map<string, string>();
const textOf = (stack: StackName, settings: Json): string => {
  const given = stack === BOOTSTRAP ? { stateBucket: "states-of-another", ...settings } : settings;
  const key = JSON.stringify([stack, given]);
  const text = texts.get(key) ?? JSON.stringify(terraformJson(stack, given));
  texts.set(key, text);
  return text;
};

it.each(KEYS.filter((key) => key !== "modes"))(
  "%s changes exactly the stacks that it is said to be for",
  (key) => {
    const before: Json = key === "hostedZoneId" ? { ...WITH.domainName, ...WITH[key] } : (WITH[key] ?? {});
    const [value] = VALUES[key] ?? [];
    const changed = ALL_STACK_NAMES.filter(
      (stack) => textOf(stack, { ...before, [key]: value }) !== textOf(stack, before),
    );
    expect(changed).toEqual(aboutSetting(key)?.stacks);
  },
);
