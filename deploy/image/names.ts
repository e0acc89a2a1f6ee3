/** How images are named. */
import type { Settings } from "../../stacks/settings.ts";

/** Stages of app/Dockerfile. */
export const TARGETS = ["cloud", "local"] as const;
export type Target = (typeof TARGETS)[number];

/** The first is the default: Fargate runs it unless a task says otherwise. */
export const PLATFORMS = ["linux/amd64", "linux/arm64"] as const;
export type Platform = (typeof PLATFORMS)[number];

/** The target that these settings need. */
export const targetFor = ({ extractor }: Pick<Settings, "extractor">): Target =>
  extractor === "local" ? "local" : "cloud";

/** The tag of a commit's image. One repository holds both targets and both platforms. */
export const tagFor = (commit: string, target: Target, platform: Platform = PLATFORMS[0]): string =>
  `${commit}${target === "cloud" ? "" : `-${target}`}${platform === PLATFORMS[0] ? "" : "-arm64"}`;

/** Keeps an image that has lost its own tag from being deleted. The lifecycle rules in stacks/registry/ecr.ts know it. */
export const wasTag = (digest: string): string => `was-${digest.replace("sha256:", "").slice(0, 12)}`;

/** Whether the tag latest, which a stack runs by default, may name such an image. */
export const isLatest = (
  settings: Pick<Settings, "extractor" | "immutableTags">,
  target: Target,
  platform: Platform,
): boolean => !settings.immutableTags && platform === PLATFORMS[0] && target === targetFor(settings);
