/** Makes a mirror from which Terraform installs the stub provider as the version that the stacks ask for. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fromFolder, type Provider, packagePath } from "./provider.ts";

const PLUGIN = join(import.meta.dirname, "stub-provider/main.ts");

/** The stub does not set up the TLS that Terraform uses with plugins by default. */
export const STUB_ENVIRONMENT = { TF_DISABLE_PLUGIN_TLS: "1" };

/** @param mirror an empty folder for it */
export async function stubProvider(mirror: string, version: string): Promise<Provider> {
  const folder = join(mirror, packagePath(version));
  await mkdir(folder, { recursive: true });
  const script = `#!/bin/sh\nexec '${process.execPath}' '${PLUGIN}'\n`;
  await writeFile(join(folder, `terraform-provider-aws_v${version}_x5`), script, { mode: 0o755 });
  return fromFolder(mirror, version);
}
