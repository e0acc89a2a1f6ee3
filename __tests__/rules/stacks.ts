/** Synthesized stacks to put cases into. */
import { STACK_NAMES, type StackName } from "../../stacks/stack-ids.ts";
import { type Json, terraformJson } from "../stacks/synth.ts";
import type { Injection } from "./inject.ts";

const texts = new Map(STACK_NAMES.map((stack) => [stack, JSON.stringify(terraformJson(stack))]));

/** A new copy of a stack's JSON, changed. */
export function changed(stack: StackName, inject: Injection): Json {
  const json: Json = JSON.parse(texts.get(stack) ?? "");
  inject(json);
  return json;
}
