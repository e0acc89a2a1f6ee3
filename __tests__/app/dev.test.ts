/** `npm run dev`, in a copy of the app that this test changes. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { post } from "../support/api.ts";

const PROJECT = join(import.meta.dirname, "../..");
const GREETING = "Reading receipts";

let copy: string;
let main: string;
let npm: ChildProcess;
let output: string;

beforeEach(async () => {
  copy = await mkdtemp(join(tmpdir(), "dev-"));
  for (const name of ["app", "package.json", "run.js"]) {
    await cp(join(PROJECT, name), join(copy, name), { recursive: true });
  }
  await symlink(join(PROJECT, "node_modules"), join(copy, "node_modules"));
  main = join(copy, "app/main.ts");

  output = "";
  // In a process group of its own, as a shell starts it.
  npm = spawn("npm", ["run", "dev"], {
    cwd: copy,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, PORT: "0" },
  });
  for (const stream of [npm.stdout, npm.stderr]) {
    stream?.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  }
});
afterEach(async () => {
  if (groupIsThere()) {
    signalGroup("SIGKILL");
  }
  await rm(copy, { recursive: true, force: true });
});

test("npm run dev reads receipts, again after each change, and after a syntax error is repaired", async () => {
  const sample = await readFile(join(PROJECT, "app/page/sample-receipt.jpg"));
  const source = await readFile(main, "utf8");
  expect(source).toContain(GREETING);
  const expectReceipt = async (greeting: string) => {
    const answer = await post(await address(greeting), sample);
    expect([answer.status, await answer.json()]).toMatchObject([200, { receipt: { total: 22.35 } }]);
  };

  await expectReceipt(GREETING);

  await writeFile(main, source.replace(GREETING, "Changed"));
  await expectReceipt("Changed");

  await writeFile(main, `${source.replace(GREETING, "Broken")}\nconst = 1;\n`);
  await said(/SyntaxError/);
  await writeFile(main, source.replace(GREETING, "Repaired"));
  await expectReceipt("Repaired");
  expect(output).not.toContain("Broken");

  signalGroup("SIGINT");
  await once(npm, "close");
  await expect.poll(groupIsThere).toBe(false);
}, 120_000);

/** Waits until the output matches. @returns what the pattern captures last */
async function said(pattern: RegExp): Promise<string> {
  await expect.poll(() => output, { timeout: 30_000, interval: 50 }).toMatch(pattern);
  return pattern.exec(output)?.at(-1) ?? "";
}

/** The address in the line that begins with this greeting. */
const address = async (greeting: string) =>
  `http://127.0.0.1:${await said(new RegExp(`${greeting} at http://localhost:(\\d+)`))}`;

function signalGroup(signal: NodeJS.Signals): void {
  if (npm.pid !== undefined) {
    process.kill(-npm.pid, signal);
  }
}

function groupIsThere(): boolean {
  try {
    return npm.pid !== undefined && process.kill(-npm.pid, 0);
  } catch {
    return false;
  }
}
