import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Programs that the suites here need, and the Debian package of each. */
const PACKAGES = {
  buildah: "buildah",
  podman: "podman",
  runc: "runc",
  "docker-registry": "docker-registry",
  git: "git",
  openssl: "openssl",
  readelf: "binutils",
  ps: "procps",
} as const;

export type Tool = keyof typeof PACKAGES;

/** @throws naming every tool that is missing, and what to install */
export async function requireTools(...tools: Tool[]): Promise<void> {
  const missing: Tool[] = [];
  for (const tool of tools) {
    // Not on every user's PATH: some of them lie in /usr/sbin.
    await run("sh", ["-c", `PATH="$PATH:/usr/sbin" command -v ${tool}`]).catch(() => missing.push(tool));
  }
  if (missing.length > 0) {
    throw new Error(
      `Missing: ${missing.join(", ")} (Debian: apt-get install ${missing.map((tool) => PACKAGES[tool]).join(" ")}).`,
    );
  }
  if (process.getuid?.() !== 0) {
    throw new Error("Containers are built and run by root here: a container's memory limit needs it.");
  }
}
