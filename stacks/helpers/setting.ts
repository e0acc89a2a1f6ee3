import { z } from "zod";
import { ALL_STACK_NAMES, MODES, type StackName } from "../stack-ids.ts";

/** What a setting takes and what it is for: shown in docs/settings.md, and `allowed` in error messages too. */
export interface About {
  /** The stacks in which it does something. */
  readonly stacks: readonly StackName[];
  /** For a setting of one of the stacks with the API: why the other does not have it, and what to do instead. */
  readonly otherwise?: string;
  readonly allowed: string;
  readonly description: string;
  /** Where the default is no constant. */
  readonly byDefault?: string;
}

/** Settings of every stack, and of those with the API in them. */
export const ALL = ALL_STACK_NAMES;
export const WITH_API: readonly StackName[] = MODES;

const registry = z.registry<About>();

/** Notes the facts about a setting. */
export const about = <T extends z.ZodType>(schema: T, facts: About): T => {
  registry.add(schema, facts);
  return schema;
};

/** What was noted about a setting. */
export const factsOf = (schema: z.ZodType): About | undefined => registry.get(schema);

/** Environment variables are strings, so numbers and booleans are taken in that form too. */
export const wholeNumber = (least: number, most: number) =>
  z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]).pipe(z.number().min(least).max(most));
export const oneOf = (numbers: readonly number[]) =>
  wholeNumber(0, Number.MAX_SAFE_INTEGER).refine((value) => numbers.includes(value));
export const flag = z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")]);

/** Of an image. */
export const TAG = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
export const DIGEST = "sha256:[0-9a-f]{64}";
