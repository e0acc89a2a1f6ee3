import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const LABEL = { storeName: "Harbour Bakery", purchaseDate: "14-03-2026", total: 22.35, currency: "SGD" };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "eval-command-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const evaluate = (labels: object) => {
  writeFileSync(join(folder, "labels.json"), JSON.stringify(labels));
  return run();
};
const run = () => spawnSync(process.execPath, ["tools/reader/eval.ts", folder], { encoding: "utf8" });

test("measures the answers for the pictures of a folder", () => {
  copyFileSync("app/page/sample-receipt.jpg", join(folder, "a.jpg"));
  const { stdout, status } = evaluate({ "a.jpg": LABEL });
  expect(status).toBe(0);
  expect(JSON.parse(stdout.trim().split("\n").at(-1) ?? "")).toMatchObject({
    n: 1,
    total: 100,
    date: 100,
    store: 100,
  });
});

test("names every picture that is missing, before it reads any", () => {
  copyFileSync("app/page/sample-receipt.jpg", join(folder, "a.jpg"));
  const { stdout, stderr, status } = evaluate({ "a.jpg": LABEL, "b.jpg": LABEL, "c.jpg": LABEL });
  expect(stderr).toBe(`${folder}/labels.json names what is not there: b.jpg, c.jpg\n`);
  expect([status, stdout]).toEqual([2, ""]);
});

test("says that the labels are missing", () => {
  const { stderr, status } = run();
  expect(stderr).toMatch(/labels\.json is missing/);
  expect(status).toBe(2);
});
