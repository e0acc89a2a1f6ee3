/**
 * `node run [OPTIONS OF NODE] FILE [ARGUMENTS]` runs a file with Node 24: this one, or the one among the packages. It is
 * JavaScript, since an older Node begins here.
 *
 * npm itself puts the packages' Node first only from 11.19 on. Before, it removes the link in node_modules/.bin again
 * together with those of the other platforms, which have the same name.
 */
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { runMain } from "node:module";
import { constants } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGES = fileURLToPath(new URL("node_modules", import.meta.url));

const [, , ...args] = process.argv;
try {
  const node = findNode();
  if (node === process.execPath && !args[0]?.startsWith("-")) {
    process.argv.splice(1, 2, resolve(args[0] ?? ""));
    runMain();
  } else {
    runWith(node);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

/** @throws Error that says what to install */
function findNode() {
  // Programs come as optional packages, one for each platform: esbuild as well as Node.
  if (namesIn(join(PACKAGES, "@esbuild")).length === 0) {
    throw new Error("Packages are missing. Run `npm ci`; the optional ones are needed as well.");
  }
  const { versions, platform, arch, execPath } = process;
  const [major = 0, minor = 0] = versions.node.split(".").map(Number);
  // What the code uses of it is complete in 24.2.
  if (major > 24 || (major === 24 && minor >= 2)) {
    return execPath;
  }
  const name = namesIn(PACKAGES).find((each) => /^node-(bin-)?(darwin|linux|win)-/.test(each));
  if (name === undefined) {
    throw new Error(
      `Node ${versions.node} is too old, and there is no package of a newer one for ${platform} on ${arch}. Install Node 24.`,
    );
  }
  return join(PACKAGES, name, "bin", platform === "win32" ? "node.exe" : "node");
}

/** @param {string} folder that may be missing; npm leaves one empty where it left out all its packages */
function namesIn(folder) {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** @param {string} node its path; programs that it starts find it as well */
function runWith(node) {
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
  const child = spawn(node, args, { stdio: "inherit", env });
  // The terminal sends Ctrl-C to both. Other signals come to this process alone.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  process.on("SIGHUP", () => child.kill("SIGHUP"));
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  });
}
