/** Builds the API's image from this checkout and pushes it to ECR. */
import { mkdir, writeFile } from "node:fs/promises";
import type { Settings } from "../../stacks/settings.ts";
import { digestOf, registryLogin, repositoryAddress } from "../aws/registry.ts";
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
import { PLATFORMS, type Platform, type Target, tagFor } from "./names.ts";

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

/**
 * Builds an image and pushes it, tagged with its commit and, if tags can move, also with latest, the default of the
 * setting image.
 * @returns its digest
 */
export async function buildAndPush(settings: Settings, target: Target, platform?: Platform): Promise<string> {
  const commit = await cleanCommit();
  const address = await repositoryAddress(settings);
  if (settings.immutableTags) {
    // ECR would refuse the push: two builds of a commit differ at least in the times of their files.
    const name = tagFor(commit, target, platform);
    const digest = await digestOf(settings, name);
    if (digest !== undefined) {
      process.stdout.write(
        `${address}:${name} is already there, and its tag cannot move\ndigest: ${digest}\n`,
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
  if (!settings.immutableTags) {
    await pushAs("latest");
  }
  process.stdout.write(`pushed: ${address}:${built.tag}\ndigest: ${digest}\n`);
  return digest;
}
