/** The stacks of main.ts, in the order in which they are deployed. Only registry is not in the article. */
export const STACK_NAMES = ["registry", "sagemaker", "express", "custom"] as const;

export type StackName = (typeof STACK_NAMES)[number];

/** What CDKTF and its CLI call a stack. Its folder in cdktf.out and its state file have this name too. */
export type StackId<Name extends StackName = StackName> = `${Name}-stack`;

export const stackId = <Name extends StackName>(name: Name): StackId<Name> => `${name}-stack`;
