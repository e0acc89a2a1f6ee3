/** Imports between the places of stacks/ go one way: the order is the table of docs/architecture.md. */
import { globSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");

/** Imports that go against the order, as `file -> file`, each with its reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {};

/** The places of each line of the table, from the top: folders end with a slash. */
const ORDER = read("docs/architecture.md")
  .split("## Imports in `stacks/` go one way")[1]
  ?.split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => [...(line.split(" | ")[0] ?? "").matchAll(/`([^`]+)`/g)].map(([, place]) => place ?? ""));

const FILES = ["main.ts", ...globSync("stacks/**/*.ts", { cwd: ROOT })].map((file) =>
  file.replaceAll("\\", "/"),
);

/** Line of the table and place of a file; undefined when the table does not have it. */
function placeOf(file: string): { line: number; place: string } | undefined {
  for (const [line, places] of (ORDER ?? []).entries()) {
    const place = places.find((one) => (one.endsWith("/") ? file.startsWith(one) : file === one));
    if (place !== undefined) {
      return { line, place };
    }
  }
  return undefined;
}

/** Files of this project that a file imports, types too. */
const importsOf = (file: string): string[] =>
  [...read(file).matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"(\.[^"]+)"/g)].map(([, path = ""]) =>
    normalize(join(file, "..", path)).replaceAll("\\", "/"),
  );

function goesOneWay(file: string, imported: string): boolean {
  const [from, to] = [placeOf(file), placeOf(imported)];
  return from !== undefined && to !== undefined && (to.line < from.line || to.place === from.place);
}

describe("the order of imports", () => {
  it("has a place for every file", () => {
    expect(FILES.length).toBeGreaterThan(50);
    expect(FILES.filter((file) => placeOf(file) === undefined)).toEqual([]);
  });

  it("has no place without files", () => {
    const places = (ORDER ?? []).flat().filter((place) => place !== "app/environment.ts");
    expect(places.filter((place) => !FILES.some((file) => placeOf(file)?.place === place))).toEqual([]);
  });

  it("is kept by every import, but for the exceptions", () => {
    const against = FILES.flatMap((file) =>
      importsOf(file)
        .filter((imported) => !goesOneWay(file, imported))
        .map((imported) => `${file} -> ${imported}`),
    );
    expect(against.sort()).toEqual(Object.keys(EXCEPTIONS).sort());
  });
});
