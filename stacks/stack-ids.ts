/** The stacks that there always are, in the order in which they are deployed. Only registry is not in the article. */
export const STACK_NAMES = ["registry", "sagemaker", "express", "custom"] as const;

/** The stack that makes the bucket of the states. It is only there with the setting stateBucket, and before all others. */
export const BOOTSTRAP = "bootstrap";

export const ALL_STACK_NAMES = [BOOTSTRAP, ...STACK_NAMES] as const;

export type StackName = (typeof ALL_STACK_NAMES)[number];

/** The stacks with the API in them, one for each mode of ECS. */
export const MODES = ["express", "custom"] as const;

export type Mode = (typeof MODES)[number];

/** The mode of a stack with the API in it; undefined for other stacks. */
export const modeOf = (id: string): Mode | undefined => MODES.find((mode) => stackId(mode) === id);

/** The stacks that there are with these settings. */
export const stacksIn = ({
  modes,
  stateBucket,
}: {
  readonly modes: "both" | "express" | "custom";
  readonly stateBucket?: string | undefined;
}): readonly StackName[] =>
  ALL_STACK_NAMES.filter((name) =>
    name === BOOTSTRAP
      ? stateBucket !== undefined
      : modes === "both" || name === modes || !MODES.some((mode) => mode === name),
  );

/** What CDKTF and its CLI call a stack. Its folder in cdktf.out and its state file have this name too. */
export type StackId<Name extends StackName = StackName> = `${Name}-stack`;

export const stackId = <Name extends StackName>(name: Name): StackId<Name> => `${name}-stack`;
