import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";

const folder = new URL("../../app/reader/models/", import.meta.url);
const sums = readFileSync(new URL("SHA256SUMS", folder), "utf8").trimEnd().split("\n");

test.each(sums.map((line) => line.split("  ")))("%s is the checksum of %s", (sum, name = "") => {
  const content = readFileSync(new URL(name, folder));
  expect(createHash("sha256").update(content).digest("hex")).toBe(sum);
});

test("all model files have a checksum, and are 12 MB together at most", () => {
  const files = readdirSync(folder);
  expect(files.toSorted()).toEqual(
    ["NOTICE", "SHA256SUMS", ...sums.map((line) => line.split("  ")[1])].toSorted(),
  );
  expect(files.reduce((sum, name) => sum + statSync(new URL(name, folder)).size, 0)).toBeLessThan(12e6);
});
