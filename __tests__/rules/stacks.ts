/** Synthesized stacks to put cases into. */
import { ALL_STACK_NAMES, BOOTSTRAP, type StackName } from "../../stacks/stack-ids.ts";
import { type Json, terraformJson } from "../stacks/synth.ts";
import type { Injection } from "./inject.ts";

/** What a stack needs to be there. */
const needed = (stack: StackName): Json => (stack === BOOTSTRAP ? { stateBucket: "states-of-a-team" } : {});

const texts = new Map(
  ALL_STACK_NAMES.map((stack) => [stack, JSON.stringify(terraformJson(stack, needed(stack)))]),
);

/** A new copy of a stack's JSON, changed. */
export function changed(stack: StackName, inject: Injection): Json {
  const json: Json = JSON.parse(texts.get(stack) ?? "");
  inject(json);
  return json;
}
