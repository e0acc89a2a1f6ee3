/** Versions of the AWS provider that these stacks were checked with: the newest known, and the article's. */
export const PROVIDER_VERSIONS = ["6.66.0", "6.45.0"] as const;
