import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** Data that others made, by the folder of app/reader, and megabytes that it may have. */
const folders = [
  ["models", 12],
  ["lists", 0.7],
] as const;

describe.each(folders)("%s", (name, most) => {
  const folder = new URL(`../../app/reader/${name}/`, import.meta.url);
  const sums = readFileSync(new URL("SHA256SUMS", folder), "utf8").trimEnd().split("\n");

  test.each(sums.map((line) => line.split("  ")))("%s is the checksum of %s", (sum, file = "") => {
    const content = readFileSync(new URL(file, folder));
    expect(createHash("sha256").update(content).digest("hex")).toBe(sum);
  });

  test(`all files but the notice have a checksum, and are ${most} MB together at most`, () => {
    const files = readdirSync(folder);
    expect(files.toSorted()).toEqual(
      ["NOTICE", "SHA256SUMS", ...sums.map((line) => line.split("  ")[1])].toSorted(),
    );
    expect(files.reduce((sum, file) => sum + statSync(new URL(file, folder)).size, 0)).toBeLessThan(
      most * 1e6,
    );
  });
});
