/** Sid of the statement with the rights that only tasks of the version before still need: see the setting keepEndpoints. */
export const KEPT = "UntilTheRolloutIsOver";
