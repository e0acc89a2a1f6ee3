/** The stub provider as a mirror that Terraform can install it from, under the version that the stacks ask for. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fromFolder, type Provider, packagePath } from "./provider.ts";

const PLUGIN = join(import.meta.dirname, "stub-provider/main.ts");

/** Terraform talks to plugins over TLS that only its own library sets up. */
export const STUB_ENVIRONMENT = { TF_DISABLE_PLUGIN_TLS: "1" };

/** @param mirror an empty folder for it */
export async function stubProvider(mirror: string, version: string): Promise<Provider> {
  const folder = join(mirror, packagePath(version));
  await mkdir(folder, { recursive: true });
  const script = `#!/bin/sh\nexec '${process.execPath}' '${PLUGIN}'\n`;
  await writeFile(join(folder, `terraform-provider-aws_v${version}_x5`), script, { mode: 0o755 });
  return fromFolder(mirror, version);
}
