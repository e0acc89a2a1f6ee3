/** Where the AWS provider comes from: a mirror, a plugin cache or the registry. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { OLDER_PROVIDER } from "./older-provider.ts";

const run = promisify(execFile);

/** Not in node_modules, so that `npm ci` leaves it alone. */
export const CACHE = join(import.meta.dirname, "../../.cache/terraform");
const PLUGIN_CACHE = join(CACHE, "plugins");

const PROVIDER = "registry.terraform.io/hashicorp/aws";

export interface Provider {
  readonly version: string;
  /** Where it was found, for people. */
  readonly origin: string;
  /** A Terraform CLI configuration, for TF_CLI_CONFIG_FILE, that finds this provider and asks nowhere else. */
  readonly configurationFile: string;
}

/** Folders that may hold provider packages: those of a Terraform configuration, Terraform's own, caches. */
export function providerFolders(environment: NodeJS.ProcessEnv = process.env): string[] {
  const home = homedir();
  const configurationFile = environment.TF_CLI_CONFIG_FILE ?? join(home, ".terraformrc");
  const configuration = existsSync(configurationFile) ? readFileSync(configurationFile, "utf8") : "";
  const named = [
    ...configuration.matchAll(/filesystem_mirror\s*\{[^}]*?path\s*=\s*"([^"]+)"/g),
    ...configuration.matchAll(/plugin_cache_dir\s*=\s*"([^"]+)"/g),
  ].map(([, path]) => (path ?? "").replace(/^(~|\$HOME)/, home));
  const cache = environment.TF_PLUGIN_CACHE_DIR;
  return [
    ...named,
    join(home, ".terraform.d/plugins"),
    join(home, ".local/share/terraform/plugins"),
    "/usr/local/share/terraform/plugins",
    "/usr/share/terraform/plugins",
    ...globSync(`/opt/*/${PROVIDER}`).map((path) => path.slice(0, -PROVIDER.length - 1)),
    ...(cache === undefined ? [] : [cache]),
    join(home, ".terraform.d/plugin-cache"),
    PLUGIN_CACHE,
  ];
}

const platform = () =>
  `${process.platform === "win32" ? "windows" : process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;

/** Path of the unpacked provider for this machine within a mirror or cache. */
export const packagePath = (version: string): string => join(PROVIDER, version, platform());

/** Path of the provider's program; undefined if it is not unpacked in a folder. */
export const programOf = ({ origin, version }: Provider): string | undefined =>
  globSync(join(origin, packagePath(version), "terraform-provider-aws_v*"))[0];

const holds = (folder: string, version: string): boolean =>
  existsSync(join(folder, packagePath(version))) ||
  existsSync(join(folder, PROVIDER, `terraform-provider-aws_${version}_${platform()}.zip`));

/** @param folder a mirror or cache that holds this version */
export async function fromFolder(folder: string, version: string): Promise<Provider> {
  const text = `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(folder)}\n  }\n}\n`;
  const name = createHash("sha256").update(text).digest("hex").slice(0, 12);
  const configurationFile = join(CACHE, `${name}.tfrc`);
  await mkdir(CACHE, { recursive: true });
  await writeFile(configurationFile, text);
  return { version, origin: folder, configurationFile };
}

/** Runs `terraform init`, which downloads the provider to our plugin cache. */
async function fromRegistry(terraform: string, version: string): Promise<Provider | undefined> {
  await mkdir(PLUGIN_CACHE, { recursive: true });
  const directory = await mkdtemp(join(tmpdir(), "provider-"));
  try {
    const aws = { source: "hashicorp/aws", version };
    await writeFile(
      join(directory, "main.tf.json"),
      JSON.stringify({ terraform: { required_providers: { aws } } }),
    );
    const configurationFile = join(directory, "terraformrc");
    await writeFile(configurationFile, "");
    await run(terraform, [`-chdir=${directory}`, "init", "-input=false", "-no-color"], {
      env: {
        ...process.env,
        CHECKPOINT_DISABLE: "1",
        TF_CLI_CONFIG_FILE: configurationFile,
        TF_PLUGIN_CACHE_DIR: PLUGIN_CACHE,
      },
    });
    return holds(PLUGIN_CACHE, version)
      ? { ...(await fromFolder(PLUGIN_CACHE, version)), origin: "the registry" }
      : undefined;
  } catch {
    return undefined;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/**
 * Finds the provider that the stacks ask for, or else the older one that they can be translated to.
 * @param wanted the version in the stacks
 * @throws if neither is found, with the places where it looked
 */
export async function findProvider(
  terraform: string,
  wanted: string,
  folders: readonly string[] = providerFolders(),
): Promise<Provider> {
  for (const version of new Set([wanted, OLDER_PROVIDER])) {
    const folder = folders.find((candidate) => holds(candidate, version));
    if (folder !== undefined) {
      return fromFolder(folder, version);
    }
    const downloaded = await fromRegistry(terraform, version);
    if (downloaded !== undefined) {
      return downloaded;
    }
  }
  throw new Error(
    `No AWS provider ${wanted} or ${OLDER_PROVIDER} for Terraform: the registry does not answer, and these folders do not hold one:\n  ${folders.join("\n  ")}`,
  );
}
