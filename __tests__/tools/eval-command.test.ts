import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { evaluateDetails } from "../../tools/reader/eval/details/evaluate.ts";

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

test("measures details against labelled boxes", async () => {
  const box = (text: string, label: number, x: number, y: number) => ({
    box: [x, y, x + 90, y, x + 90, y + 20, x, y + 20],
    text,
    label,
  });
  const boxes = [
    box("Tea", 11, 10, 100),
    box("3.20", 15, 200, 100),
    box("3.20", 23, 200, 130),
    box("9:41", 9, 10, 60),
  ];
  const receipt = { file: "a.jpg", width: 300, height: 200, annotations: boxes };
  writeFileSync(join(folder, "boxes.jsonl"), `${JSON.stringify(receipt)}\n`);
  const rows = ["HARBOUR TEA", "14/03/2026 09:41", "Tea", "3.20", "TOTAL", "3.20", "Cash", "3.20"];
  const places = [
    [10, 20],
    [10, 60],
    [10, 100],
    [200, 100],
    [10, 130],
    [200, 130],
    [10, 160],
    [200, 160],
  ];
  const lines = rows.map((text, index) => {
    const [x = 0, y = 0] = places[index] ?? [];
    return `${x},${y},${x + 90},${y},${x + 90},${y + 20},${x},${y + 20},${text}`;
  });
  writeFileSync(join(folder, "a.csv"), lines.join("\n"));
  const tables = await evaluateDetails(folder, folder);
  expect(tables).toMatch(/1 of 1 receipts\. 1 labelled items have a price; 0 boxes of items and 0 of prices/);
  expect(tables).toMatch(/from the labelled boxes: item rows, F1 +100\.0 %/);
  expect(tables).toMatch(/\nitem rows, F1 +100\.0 %/);
  expect(tables).toMatch(/fold 1 +fold 2 +fold 3 +fold 4 +fold 5\n/);
  expect(tables).toMatch(/description +85\.0 % +0 of 0 .* +1 of 1/);
  expect(tables).toMatch(/time +1 of 1/);
});

test("says that the labels are missing", () => {
  const { stderr, status } = run();
  expect(stderr).toMatch(/labels\.json is missing/);
  expect(status).toBe(2);
});

test("what was not labelled is not judged, and names of a chain count by their letters", () => {
  for (const name of ["a.jpg", "b.jpg"]) {
    copyFileSync("app/page/sample-receipt.jpg", join(folder, name));
  }
  const boxes = { ...LABEL, storeLines: ["Harbour", "Bakery"], storeNameAlso: ["Bakery"] };
  const { stdout } = evaluate({
    "a.jpg": { ...boxes, total: null, purchaseDate: "03-04-2026", tags: ["date-ambiguous"] },
    "b.jpg": { brand: ["Harbour"], purchaseDate: LABEL.purchaseDate, total: 1 },
  });
  expect(JSON.parse(stdout.trim().split("\n").at(-1) ?? "")).toEqual({
    n: 2,
    total: 0,
    date: 100,
    store: 100,
    storeStrictly: 100,
    all: 0,
  });
});
