import { type ExecFileException, execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

let project: string;
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), "run-"));
  await copyFile(join(import.meta.dirname, "../run.js"), join(project, "run.js"));
  await writeFile(join(project, "package.json"), '{ "type": "module" }');
  await writeFile(
    join(project, "echo.ts"),
    "console.log(JSON.stringify([import.meta.main, process.argv.slice(2), process.execArgv] satisfies unknown));",
  );
});
afterEach(() => rm(project, { recursive: true, force: true }));

interface Result {
  readonly code: ExecFileException["code"];
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `node run …`; the version that Node then gives of itself can be another than it has. */
function run(args: readonly string[], version = process.versions.node): Promise<Result> {
  const pretend = `data:text/javascript,Object.defineProperty(process.versions,"node",{value:"${version}"})`;
  return new Promise((done) => {
    execFile(
      process.execPath,
      ["--import", pretend, "run", ...args],
      { cwd: project },
      (error, stdout, stderr) => done({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

/** What `npm ci` leaves, as far as it matters here. */
async function install(...platforms: string[]): Promise<void> {
  await mkdir(join(project, "node_modules/@esbuild/linux-x64"), { recursive: true });
  for (const platform of platforms) {
    await mkdir(join(project, "node_modules", `node-${platform}`, "bin"), { recursive: true });
    await symlink(process.execPath, join(project, "node_modules", `node-${platform}`, "bin/node"));
  }
}

test.each(["", "node_modules", "node_modules/@esbuild"])(
  "without packages, but with the folder %o, it says what to do, in one line",
  async (left) => {
    await mkdir(join(project, left), { recursive: true });
    const { code, stdout, stderr } = await run(["echo.ts"]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^Packages are missing\. Run `npm ci`.*\n$/);
  },
);

test("with an old Node, and no package of another, it says what to do, in one line", async () => {
  await install();
  const { code, stdout, stderr } = await run(["echo.ts"], "20.19.0");
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/^Node 20\.19\.0 is too old.* Install Node 24\.\n$/);
});

describe.each(["20.19.0", "22.12.0", "24.0.0", "24.2.0", "26.0.0"])("started by Node %s", (version) => {
  test("the file is the main module and gets the arguments", async () => {
    await install("linux-x64");
    const { code, stdout } = await run(["echo.ts", "--a", "b"], version);
    expect(code).toBe(0);
    const [main, args] = JSON.parse(stdout);
    expect([main, args]).toEqual([true, ["--a", "b"]]);
  });

  test("Node gets the options before the file", async () => {
    await install("linux-x64");
    const { stdout } = await run(["--no-warnings", "echo.ts"], version);
    expect(JSON.parse(stdout)).toEqual([true, [], ["--no-warnings"]]);
  });

  test("the exit code is the file's", async () => {
    await install("linux-x64");
    await writeFile(join(project, "fail.ts"), "process.exit(3);");
    expect(await run(["fail.ts"], version)).toMatchObject({ code: 3 });
  });
});
