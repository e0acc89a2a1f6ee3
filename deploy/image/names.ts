/** What images are called, by what is in them. */
import type { Settings } from "../../stacks/settings.ts";

/** Stages of app/Dockerfile. */
export const TARGETS = ["cloud", "local"] as const;
export type Target = (typeof TARGETS)[number];

/** The first is the default, which Fargate runs unless told otherwise. */
export const PLATFORMS = ["linux/amd64", "linux/arm64"] as const;
export type Platform = (typeof PLATFORMS)[number];

/** The target that runs with these settings. */
export const targetFor = ({ extractor }: Pick<Settings, "extractor">): Target =>
  extractor === "local" ? "local" : "cloud";

/** The tag of a commit's image. Both targets, and both platforms, are in one repository. */
export const tagFor = (commit: string, target: Target, platform: Platform = PLATFORMS[0]): string =>
  `${commit}${target === "cloud" ? "" : `-${target}`}${platform === PLATFORMS[0] ? "" : "-arm64"}`;
