import type { StackName } from "../../../stacks/stack-ids.ts";
import type { Injection } from "../inject.ts";

/** A change of the JSON that the synth writes. */
export interface Case {
  readonly stack: StackName;
  /** What is changed, in words. */
  readonly what: string;
  readonly inject: Injection;
}

/** What people get wrong. */
export interface Fault extends Case {
  /** Address at which it must be seen. */
  readonly at: string;
  /** Id of the rule that must see it. */
  readonly rule: string;
}

/** Something else that is right, too. */
export interface Variation extends Case {
  /** Ids of the rules that it comes close to. */
  readonly rules: readonly string[];
}

/** The cases for the rules of one file. */
export interface Cases {
  readonly invalid: readonly Fault[];
  readonly valid: readonly Variation[];
}

export const of = (
  stack: StackName,
  entries: readonly (readonly [what: string, inject: Injection, at: string, rule: string])[],
): Fault[] => entries.map(([what, inject, at, rule]) => ({ stack, what, inject, at, rule }));

export const right = (
  stack: StackName,
  entries: readonly (readonly [what: string, inject: Injection, ...rules: readonly string[]])[],
): Variation[] => entries.map(([what, inject, ...rules]) => ({ stack, what, inject, rules }));
