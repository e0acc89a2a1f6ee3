/**
 * `npm run image -- build|push`: the API's image, from this checkout into ECR.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { readSettings } from "../stacks/read-settings.ts";
import type { Settings } from "../stacks/settings.ts";
import { digestOf, registryLogin, repositoryAddress } from "./aws/registry.ts";
import { endWithMessage, Failure } from "./console/failure.ts";
import { buildImage, findContainerTool, login, push, type ToolName, tag } from "./programs/container-tool.ts";
import { cleanCommit, revision } from "./programs/revision.ts";
import { run } from "./programs/run.ts";

const USAGE = `usage: npm run image -- build|push [--target cloud|local] [--platform linux/amd64|linux/arm64]
  build  builds the image and writes its bill of materials beside it
  push   builds it and pushes it to the repository of registry-stack, under the commit and, where tags can move, latest
  --target    cloud, for a model elsewhere, or local, with the embedded reader; by default what the setting extractor needs
  --platform  linux/amd64 by default, which Fargate runs unless told otherwise`;

export const TARGETS = ["cloud", "local"] as const;
export type Target = (typeof TARGETS)[number];

const PLATFORMS = ["linux/amd64", "linux/arm64"] as const;
type Platform = (typeof PLATFORMS)[number];

/** Where bills of materials go. */
const MATERIALS = ".cache/images";

/** The target that runs with these settings. */
export const targetFor = ({ extractor }: Pick<Settings, "extractor">): Target =>
  extractor === "local" ? "local" : "cloud";

/** The tag of a commit's image. Both targets, and both platforms, are in one repository. */
export const tagFor = (commit: string, target: Target, platform: Platform = PLATFORMS[0]): string =>
  `${commit}${target === "cloud" ? "" : `-${target}`}${platform === PLATFORMS[0] ? "" : "-arm64"}`;

export interface BuiltImage {
  readonly tool: ToolName;
  /** Tag after the commit, with -changed behind it where the sources differ from it. */
  readonly tag: string;
  /** Name and tag on this machine. */
  readonly image: string;
  readonly changed: boolean;
}

export async function build(target: Target, platform: Platform = "linux/amd64"): Promise<BuiltImage> {
  const tool = await findContainerTool();
  const { commit, changed } = await revision();
  const imageTag = `${tagFor(commit, target, platform)}${changed ? "-changed" : ""}`;
  const image = `localhost/receipts-on-ecs:${imageTag}`;
  process.stdout.write(`${tool} builds ${image} for ${platform}\n`);
  await buildImage(tool, { target, platform, image, revision: `${commit}${changed ? "-changed" : ""}` });

  await mkdir(MATERIALS, { recursive: true });
  const materials = `${MATERIALS}/${imageTag}.cdx.json`;
  await writeFile(materials, await billOfMaterials());
  process.stdout.write(`image: ${image}\nbill of materials: ${materials}\n`);
  return { tool, tag: imageTag, image, changed };
}

/** The packages that the bundles are made of, in CycloneDX. */
const billOfMaterials = () =>
  run("npm", [
    "sbom",
    "--sbom-format=cyclonedx",
    "--sbom-type=application",
    "--omit=dev",
    "--package-lock-only",
  ]);

/**
 * Builds an image and pushes it under its commit and, where tags can move, as latest: the default of the setting image.
 * @returns its digest
 */
export async function buildAndPush(settings: Settings, target: Target, platform?: Platform): Promise<string> {
  const commit = await cleanCommit();
  const address = await repositoryAddress(settings);
  if (settings.immutableTags) {
    // ECR would refuse it: two builds of a commit differ, if only in the times of their files.
    const name = tagFor(commit, target, platform);
    const digest = await digestOf(settings, name);
    if (digest !== undefined) {
      process.stdout.write(
        `${address}:${name} is there already, and its tag cannot move\ndigest: ${digest}\n`,
      );
      return digest;
    }
  }
  const { user, password } = await registryLogin(settings);
  const built = await build(target, platform);
  const [registry = ""] = address.split("/");
  await login(built.tool, registry, user, password);

  const pushAs = async (name: string) => {
    await tag(built.tool, built.image, `${address}:${name}`);
    return push(built.tool, `${address}:${name}`);
  };
  const digest = await pushAs(built.tag);
  if (!settings.immutableTags) await pushAs("latest");
  process.stdout.write(`pushed: ${address}:${built.tag}\ndigest: ${digest}\n`);
  return digest;
}

const oneOf = <T extends string>(name: string, value: string, allowed: readonly T[]): T => {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined)
    throw new Failure(`${name} is ${value}; allowed: ${allowed.join(", ")}.\n${USAGE}`);
  return found;
};

if (import.meta.main) {
  await endWithMessage(async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { target: { type: "string" }, platform: { type: "string" } },
    });
    const [command, ...rest] = positionals;
    const settings = readSettings();
    const target = oneOf("--target", values.target ?? targetFor(settings), TARGETS);
    const platform = oneOf("--platform", values.platform ?? "linux/amd64", PLATFORMS);
    if (rest.length > 0 || (command !== "build" && command !== "push")) throw new Failure(USAGE);
    if (command === "build") {
      await build(target, platform);
      return;
    }
    const digest = await buildAndPush(settings, target, platform);
    process.stdout.write(`Deploy it: RECEIPTS_IMAGE=${digest} npx cdktf deploy custom-stack\n`);
  });
}
