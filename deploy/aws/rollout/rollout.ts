/** How the last deployment of a service goes. */
export interface Rollout {
  /** Id of the last deployment; undefined if AWS lists none. */
  readonly deployment: string | undefined;
  /** Whether it, or its rollback, has not ended yet. */
  readonly underWay: boolean;
  /** Why the version that was deployed from here does not run and will not; undefined if it does, or still may. */
  readonly trouble: string | undefined;
  /** How it goes, in a few words. */
  readonly detail: string;
  /** What serves now: image or task definition; undefined if AWS does not say. */
  readonly runs: string | undefined;
}

/** AWS forgets a deployment after 90 days. */
export const NO_DEPLOYMENT: Rollout = {
  deployment: undefined,
  underWay: false,
  trouble: undefined,
  detail: "none is listed",
  runs: undefined,
};
