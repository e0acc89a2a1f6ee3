/** The stacks of main.ts, in the order in which they are deployed. Only registry is not in the article. */
export const STACK_NAMES = ["registry", "sagemaker", "express", "custom"] as const;

export type StackName = (typeof STACK_NAMES)[number];

/** The stacks that there are with a value of the setting `modes`. */
export const stacksIn = (modes: "both" | "express" | "custom"): readonly StackName[] =>
  STACK_NAMES.filter((name) => modes === "both" || name === modes || !MODES.includes(name));

/** The stacks with the API in them. */
const MODES: readonly StackName[] = ["express", "custom"];

/** What CDKTF and its CLI call a stack. Its folder in cdktf.out and its state file have this name too. */
export type StackId<Name extends StackName = StackName> = `${Name}-stack`;

export const stackId = <Name extends StackName>(name: Name): StackId<Name> => `${name}-stack`;
