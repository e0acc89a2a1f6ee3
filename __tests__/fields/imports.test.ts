import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/** In the order in which a receipt passes them; the choice is what lies next to the folders. The details come last. Each imports earlier ones only. */
const ORDER = ["words", "text", "lines", "candidates", "choice", "details"];

const fields = fileURLToPath(new URL("../../app/reader/fields/", import.meta.url));

function stepOf(file: string): number {
  return ORDER.indexOf(file.includes("/") ? file.slice(0, file.indexOf("/")) : "choice");
}

test("words, text, lines, candidates, the choice and the details import in that order", () => {
  const files = globSync("**/*.ts", { cwd: fields });
  expect(new Set(files.map(stepOf))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  const back = files.flatMap((file) => {
    const imported = [...readFileSync(join(fields, file), "utf8").matchAll(/from "(\.[^"]+)"/g)];
    return imported
      .map(([, path = ""]) => join(dirname(file), path))
      .filter((path) => !path.startsWith("..") && stepOf(path) > stepOf(file))
      .map((path) => `${file} imports ${path}`);
  });
  expect(back).toEqual([]);
});
