/** Builds the API's image from this checkout and pushes it to ECR. */
import { mkdir, writeFile } from "node:fs/promises";
import type { Settings } from "../../stacks/settings.ts";
import { digestOf, keepTagged, registryLogin, repositoryAddress } from "../aws/registry.ts";
import { Failure } from "../console/failure.ts";
import {
  buildImage,
  findContainerTool,
  login,
  push,
  type ToolName,
  tag,
} from "../programs/container-tool.ts";
import { cleanCommit, revision } from "../programs/revision.ts";
import { run } from "../programs/run.ts";
import { isLatest, PLATFORMS, type Platform, type Target, tagFor, targetFor } from "./names.ts";

/** Folder of the bills of materials. */
const MATERIALS = ".cache/images";

export interface BuiltImage {
  readonly tool: ToolName;
  /** The commit, with -changed at the end if the sources differ from it. */
  readonly tag: string;
  /** Local name and tag. */
  readonly image: string;
  readonly changed: boolean;
}

export async function build(target: Target, platform: Platform = PLATFORMS[0]): Promise<BuiltImage> {
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

/** The npm packages in the bundles, in CycloneDX. */
const billOfMaterials = () =>
  run("npm", [
    "sbom",
    "--sbom-format=cyclonedx",
    "--sbom-type=application",
    "--omit=dev",
    "--package-lock-only",
  ]);

export interface Push {
  readonly target: Target;
  readonly platform?: Platform | undefined;
  /** Whether to build and push a commit that is already in the repository, for example for a newer base image. */
  readonly again?: boolean;
}

/**
 * Builds an image and pushes it, tagged with its commit, and with latest, the default of the setting image, if the stacks
 * can run it and tags can move. Does nothing if the commit is already there.
 * @returns its digest
 * @throws Failure if it is to be pushed again and tags cannot move
 */
export async function buildAndPush(
  settings: Settings,
  { target, platform = PLATFORMS[0], again = false }: Push,
): Promise<string> {
  const commit = await cleanCommit();
  const address = await repositoryAddress(settings);
  const name = tagFor(commit, target, platform);
  const there = await digestOf(settings, name);
  if (there !== undefined && !again) {
    const advice = settings.immutableTags ? "its tag cannot move" : "--again builds and pushes it once more";
    process.stdout.write(`${address}:${name} is already there; ${advice}\ndigest: ${there}\n`);
    return there;
  }
  if (there !== undefined && settings.immutableTags) {
    throw new Failure(
      `${name} is already in the repository, and with the setting immutableTags its tag cannot move to another image. Commit something, or push without --again.`,
    );
  }
  const { user, password } = await registryLogin(settings);
  const built = await build(target, platform);
  const [registry = ""] = address.split("/");
  await login(built.tool, registry, user, password);

  const pushAs = async (tags: readonly [string, ...string[]]) => {
    const was = settings.immutableTags ? undefined : await keepTagged(settings, tags);
    if (was !== undefined) {
      process.stdout.write(`the image that was ${tags[0]} stays in the repository as ${was}\n`);
    }
    await tag(built.tool, built.image, `${address}:${tags[0]}`);
    return push(built.tool, `${address}:${tags[0]}`);
  };
  const latest = isLatest(settings, target, platform);
  const digest = await pushAs(latest ? [built.tag, "latest"] : [built.tag]);
  if (latest) {
    await pushAs(["latest"]);
  } else if (!settings.immutableTags) {
    process.stdout.write(
      `latest stays where it is: with these settings the stacks run ${PLATFORMS[0]}, target ${targetFor(settings)}\n`,
    );
  }
  process.stdout.write(`pushed: ${address}:${built.tag}\ndigest: ${digest}\n`);
  return digest;
}
