import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withLauncher } from "../../tools/terraform/launcher.ts";
import { OLDER_PROVIDER } from "../../tools/terraform/older-provider.ts";
import { findProvider, packagePath, providerFolders } from "../../tools/terraform/provider.ts";
import { terraformVersion } from "../../tools/terraform/terraform.ts";
import { Workspace } from "../../tools/terraform/workspace.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "find-terraform-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A Terraform that only says its version, and fails at all else, as one without a network does. */
async function pretendTerraform(version: string): Promise<string> {
  const script = join(folder, `terraform-${version}`);
  await writeFile(script, `#!/bin/sh\n[ "$1" = version ] && echo '{"terraform_version": "${version}"}'\n`, {
    mode: 0o755,
  });
  return script;
}

describe("Terraform", () => {
  test("that is recent enough is taken", async () => {
    expect(await terraformVersion(await pretendTerraform("1.5.0"))).toBe("1.5.0");
    expect(await terraformVersion(await pretendTerraform("2.0.0"))).toBe("2.0.0");
  });

  test("that is missing is reported, with what to do", async () => {
    await expect(terraformVersion(join(folder, "nothing"))).rejects.toThrow(
      /cannot be run\. Install Terraform 1\.5/,
    );
  });

  test("that is too old is named with its version", async () => {
    await expect(terraformVersion(await pretendTerraform("1.4.7"))).rejects.toThrow(
      "Terraform is 1.4.7, too old: 1.5 or later is needed.",
    );
  });
});

describe("the provider", () => {
  const holding = async (name: string, ...versions: string[]) => {
    const mirror = join(folder, name);
    for (const version of versions) {
      await mkdir(join(mirror, packagePath(version)), { recursive: true });
    }
    return mirror;
  };

  test("is the one asked for, where a folder holds it", async () => {
    const terraform = await pretendTerraform("1.11.4");
    const older = await holding("older", "5.100.0");
    const both = await holding("both", "5.100.0", "6.66.0");
    const provider = await findProvider(terraform, "6.66.0", [older, both]);
    expect(provider).toMatchObject({ version: "6.66.0", origin: both });
    expect(await readFile(provider.configurationFile, "utf8")).toContain(`path = ${JSON.stringify(both)}`);
  });

  test("is the older one, where only that can be had", async () => {
    const older = await holding("older", "5.100.0");
    const found = await findProvider(await pretendTerraform("1.11.5"), "6.66.0", [older]);
    expect(found).toMatchObject({ version: "5.100.0", origin: older });
  });

  test("is the older one for the emulator, though the mirror holds a 6 too, and stacks are translated to it", async () => {
    const both = await holding("mirror", "5.100.0", "6.66.0", "6.70.1");
    const provider = await findProvider(await pretendTerraform("1.11.6"), OLDER_PROVIDER, [both]);
    expect(provider).toMatchObject({ version: "5.100.0", origin: both });
    const workspace = new Workspace(folder, "registry-stack", { binary: "x", version: "1.11.6", provider });
    await workspace.write({
      terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "6.66.0" } } },
      provider: { aws: [{ region: "us-west-2" }] },
    });
    const { terraform } = JSON.parse(await readFile(join(workspace.directory, "cdk.tf.json"), "utf8"));
    expect(terraform.required_providers.aws.version).toBe("5.100.0");
  });

  test("is started by a script in its place, as itself", async () => {
    const origin = await holding("real", "5.100.0");
    const name = join(packagePath("5.100.0"), "terraform-provider-aws_v5.100.0_x5");
    await writeFile(join(origin, name), "#!/bin/sh\necho $$ $1\n", { mode: 0o755 });
    const found = await findProvider(await pretendTerraform("1.11.7"), "5.100.0", [origin]);
    const started = await withLauncher(found, join(folder, "launchers"));
    expect(started).toMatchObject({ version: "5.100.0", origin });
    const [, mirror = ""] = /path = "(.*)"/.exec(await readFile(started.configurationFile, "utf8")) ?? [];
    expect(mirror).not.toBe(origin);
    const { pid, stdout } = spawnSync(join(mirror, name), ["argument"], { encoding: "utf8" });
    expect(stdout).toBe(`${pid} argument\n`);
  });

  test("that cannot be had is missed by name, with the folders that do not hold it", async () => {
    const other = await holding("other", "5.99.0");
    await expect(findProvider(await pretendTerraform("1.11.6"), "6.66.0", [other])).rejects.toThrow(
      `No AWS provider 6.66.0 or 5.100.0 for Terraform: the registry does not answer, and these folders do not hold one:\n  ${other}`,
    );
  });

  test("is looked for where a Terraform configuration says, then in the plugin cache", async () => {
    const file = join(folder, "terraformrc");
    await writeFile(
      file,
      'provider_installation {\n  filesystem_mirror {\n    path = "/srv/mirror"\n  }\n}\n',
    );
    const folders = providerFolders({ TF_CLI_CONFIG_FILE: file, TF_PLUGIN_CACHE_DIR: "/srv/cache" });
    expect(folders[0]).toBe("/srv/mirror");
    expect(folders).toContain("/srv/cache");
  });
});
