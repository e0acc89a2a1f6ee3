/** The provider behind a small script, which spares Terraform its checksum. */
import { createHash } from "node:crypto";
import { existsSync, globSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fromFolder, type Provider, packagePath } from "./provider.ts";

/**
 * A mirror in `folder` whose package is a script that starts this provider. Terraform adds up the checksum of the package
 * in every command, twice in a repeated init, and of the provider's 0.7 GB that is half a second each.
 * @returns the provider as it was where it does not lie unpacked in a folder
 */
export async function withLauncher(provider: Provider, folder: string): Promise<Provider> {
  const { version, origin } = provider;
  const [program] = globSync(join(origin, packagePath(version), "terraform-provider-aws_v*"));
  if (program === undefined || process.platform === "win32") return provider;
  const script = `#!/bin/sh\nexec '${program}' "$@"\n`;
  const mirror = join(folder, `launcher-${createHash("sha256").update(script).digest("hex").slice(0, 12)}`);
  if (!existsSync(mirror)) {
    // Made beside its place and then renamed: whoever looks meanwhile sees all of it or nothing.
    await mkdir(folder, { recursive: true });
    const draft = await mkdtemp(`${mirror}.`);
    await mkdir(join(draft, packagePath(version)), { recursive: true });
    await writeFile(join(draft, packagePath(version), basename(program)), script, { mode: 0o755 });
    await rename(draft, mirror).catch((error: unknown) => {
      // Somebody else was faster.
      if (!existsSync(mirror)) throw error;
    });
    await rm(draft, { recursive: true, force: true });
  }
  return { ...(await fromFolder(mirror, version)), origin };
}
