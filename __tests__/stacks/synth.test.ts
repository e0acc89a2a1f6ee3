/** What comes out: always the same bytes, nothing of this machine, and the snapshot that a reviewer reads. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { homedir, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { STACK_NAMES } from "../../stacks/stack-ids.ts";
import { synth } from "./synth.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) {
    rmSync(folder, { recursive: true });
  }
});

/** Runs main.ts as a new process in a folder of its own; every file that it wrote, by path. */
function synthesize(environment: Record<string, string> = {}): Map<string, string> {
  const cwd = mkdtempSync(join(tmpdir(), "synth-"));
  folders.push(cwd);
  execFileSync(process.execPath, [join(ROOT, "main.ts")], {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: "pipe",
  });
  const files = readdirSync(join(cwd, "cdktf.out"), { recursive: true, encoding: "utf8" });
  return new Map(
    files
      .filter((file) => file.endsWith(".json"))
      .map((file) => [file, readFileSync(join(cwd, "cdktf.out", file), "utf8")]),
  );
}

/** Policies and container definitions are JSON in a string; in a snapshot they are read as objects. */
const withPoliciesOpened = (_key: string, value: unknown): unknown =>
  typeof value === "string" && /^[{[]/.test(value) ? JSON.parse(value) : value;

describe("node main.ts", () => {
  it("writes the same bytes from any directory, with nothing of this machine in them", () => {
    const first = synthesize();
    expect([...first.keys()].filter((file) => file.endsWith("cdk.tf.json")).sort()).toEqual(
      [...STACK_NAMES].sort().map((stack) => `stacks/${stack}-stack/cdk.tf.json`),
    );
    expect(synthesize()).toEqual(first);

    const text = [...first.values()].join("\n");
    for (const own of [ROOT, homedir(), tmpdir(), process.cwd()]) {
      expect(text).not.toContain(own);
    }
    expect(text).not.toMatch(new RegExp(`"[^"]*\\b${userInfo().username}\\b`));
    expect(text).not.toMatch(/\b20\d\d-\d\d-\d\dT/);
  });

  it("ends with one line and writes nothing when a setting is wrong", () => {
    expect(() => synthesize({ RECEIPTS_CPU: "3" })).toThrow(
      /environment: RECEIPTS_CPU = 3; allowed: 256,.*\n$/,
    );
  });
});

describe.each(STACK_NAMES)("%s-stack", (stack) => {
  it("looks as reviewed", async () => {
    const json = JSON.stringify(synth(stack), withPoliciesOpened, 2);
    await expect(`${json}\n`).toMatchFileSnapshot(`__snapshots__/${stack}-stack.json`);
  });

  it("keeps its state in the project's root and demands no Terraform version", () => {
    expect(synth(stack).terraform).toEqual({
      backend: { local: { path: `../../../terraform.${stack}-stack.tfstate` } },
      required_providers: { aws: { source: "hashicorp/aws", version: "6.66.0" } },
    });
  });
});
