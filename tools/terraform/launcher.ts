/** Puts the provider behind a small script, which saves Terraform the time for its checksum. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fromFolder, type Provider, packagePath, programOf } from "./provider.ts";

/**
 * Makes a mirror in `folder` whose package is a script that starts this provider. Terraform computes the checksum of the
 * package in every command, twice in a repeated init; for the provider's 0.7 GB that takes half a second each time.
 * @returns the same provider if it is not unpacked in a folder
 */
export async function withLauncher(provider: Provider, folder: string): Promise<Provider> {
  const { version, origin } = provider;
  const program = programOf(provider);
  if (program === undefined || process.platform === "win32") {
    return provider;
  }
  const script = `#!/bin/sh\nexec '${program}' "$@"\n`;
  const mirror = join(folder, `launcher-${createHash("sha256").update(script).digest("hex").slice(0, 12)}`);
  if (!existsSync(mirror)) {
    // Made under another name and then renamed, so that other processes see all of it or nothing.
    await mkdir(folder, { recursive: true });
    const draft = await mkdtemp(`${mirror}.`);
    await mkdir(join(draft, packagePath(version)), { recursive: true });
    await writeFile(join(draft, packagePath(version), basename(program)), script, { mode: 0o755 });
    await rename(draft, mirror).catch((error: unknown) => {
      // Another process was faster.
      if (!existsSync(mirror)) {
        throw error;
      }
    });
    await rm(draft, { recursive: true, force: true });
  }
  return { ...(await fromFolder(mirror, version)), origin };
}
