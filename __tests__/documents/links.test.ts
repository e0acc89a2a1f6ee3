import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

/** Paths of the project in code marks; those with a placeholder in them are left out. */
const NAMED = /`((?:app|bench|deploy|docs|examples|stacks|tools|__tests__)\/[\w./-]*)`/g;
const LINKED = /\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g;

test.each(globSync(["*.md", "docs/*.md"]))("%s names and links files that are there", (document) => {
  const text = readFileSync(document, "utf8");
  const named = [...text.matchAll(NAMED)].map(([, path = ""]) => path);
  const linked = [...text.matchAll(LINKED)].map(([, path = ""]) => join(dirname(document), path));
  expect([...named, ...linked].filter((path) => !existsSync(path))).toEqual([]);
});
