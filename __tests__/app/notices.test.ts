/** What an image says about the licences of what is in it. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bundle } from "../../app/bundle.ts";
import { noticesOf, packageFolders, packagesIn } from "../../app/notices.ts";

test("a bundle comes with the notices of all packages whose code is in it", async () => {
  const directory = await mkdtemp(join(tmpdir(), "bundle-"));
  const { outputs } = await bundle("cloud", directory);
  const notices = await readFile(join(directory, "NOTICES.txt"), "utf8");
  await rm(directory, { recursive: true });

  const used = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? path : [])),
  );
  const names = packageFolders(used).map((folder) => folder.slice("node_modules/".length));
  expect(names).toEqual(expect.arrayContaining(["hono", "@hono/node-server", "zod"]));
  for (const name of [...names, "swagger-ui-dist"]) {
    expect(notices).toMatch(new RegExp(`^${name.replace(/.*node_modules\//, "")} [\\d.]+, licence `, "m"));
  }
  // Of hono, and of Swagger UI, whose page is a file of its own.
  expect(notices).toContain("Copyright (c) 2021 - present, Yusuke Wada and Hono contributors");
  expect(notices).toContain("Copyright 2020-2021 SmartBear Software Inc.");
});

test("the LGPL's text and where the source is are with libheif, the part of a README with libvips", async () => {
  const packages = await packagesIn("node_modules/@img");
  const libvips = packages.filter((folder) => /sharp-libvips-linux/.test(folder));
  const notices = await noticesOf(["node_modules/libheif-js", ...libvips]);
  expect(notices).toMatch(
    /^libheif-js [\d.]+, licence LGPL-3\.0, source git\+https:\/\/\S+\/libheif-js\.git$/m,
  );
  expect(notices).toContain("GNU LESSER GENERAL PUBLIC LICENSE");
  for (const folder of libvips) {
    expect(notices).toContain(folder.slice("node_modules/".length));
    expect(notices).toMatch(/\| librsvg +\| LGPLv3/);
  }
});

test("each package once, in whatever depth, also from Windows", () => {
  const files = [
    "a/node_modules/x/index.js",
    "a\\node_modules\\x\\lib\\b.js",
    "node_modules/@s/y/node_modules/z/c.js",
    "app/d.ts",
  ];
  expect(packageFolders(files)).toEqual(["a/node_modules/x", "node_modules/@s/y/node_modules/z"]);
});
