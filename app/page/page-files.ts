import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";

/** A file that the browser loads, ready to be sent. */
export interface PageFile {
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** By file name, which contains a hash of the content: `home-5KX2QGMB.js`. */
export type PageFiles = ReadonlyMap<string, PageFile>;

/** Next to the bundle in the image. Does not exist next to the sources, where the files are built in memory. */
const BUILT = new URL("page-files/", import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
};

/** The page's files: those that {@link writePageFiles} put next to this module, or newly built ones. */
export async function loadPageFiles(): Promise<PageFiles> {
  const names = await readdir(BUILT).catch(() => undefined);
  return names === undefined
    ? (await buildPageFiles()).files
    : readAll(names.map((name) => new URL(name, BUILT)));
}

/**
 * Builds the page's files into a directory, for an image that has no esbuild.
 * @returns the paths of the files that they were made of
 */
export async function writePageFiles(directory: URL): Promise<string[]> {
  await mkdir(directory, { recursive: true });
  const { files, sources } = await buildPageFiles();
  for (const [name, { body }] of files) {
    await writeFile(new URL(name, directory), body);
  }
  return sources;
}

async function buildPageFiles(): Promise<{ readonly files: PageFiles; readonly sources: string[] }> {
  // What is loaded late is built before, so that its names are known, and apart, so that it shares nothing with the
  // page's script: that would be one more file to load first.
  const late = await buildFiles(LATE, [zipInPlace]);
  const first = await buildFiles(FIRST, [loadedLate([...late.files.keys()])]);
  const swagger = new URL(import.meta.resolve("swagger-ui-dist/swagger-ui-bundle.js"));
  const copied = await readAll([
    swagger,
    new URL("browser/icon.svg", import.meta.url),
    new URL("icon.png", import.meta.url),
    new URL("sample-receipt.jpg", import.meta.url),
  ]);
  const withHashes = [...copied].map(([name, { body }]) => entry(withHash(name, body), body));
  return {
    files: new Map([...first.files, ...late.files, ...withHashes]),
    sources: [...first.sources, ...late.sources, fileURLToPath(swagger)],
  };
}

const FIRST = ["browser/home.ts", "browser/home.css", "browser/docs.ts", "browser/docs.css"];

/** What the page's script imports when it is used. */
const LATE = ["../exports/xlsx.ts", "../exports/zip.ts", "../exports/journal.ts"];
const IS_LATE = new RegExp(`/(?:${LATE.map((path) => basename(path, ".ts")).join("|")})\\.ts$`);

async function buildFiles(entryPoints: readonly string[], plugins: Plugin[]) {
  const { build } = await import("esbuild");
  const { outputFiles, metafile } = await build({
    entryPoints: entryPoints.map((path) => fileURLToPath(new URL(path, import.meta.url))),
    bundle: true,
    splitting: true,
    minify: true,
    target: ["es2022", "chrome111", "firefox115", "safari16.4"],
    format: "esm",
    legalComments: "none",
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    outdir: ".",
    write: false,
    metafile: true,
    logLevel: "silent",
    plugins,
  });
  return {
    files: new Map(outputFiles.map(({ path, contents }) => entry(basename(path), contents))),
    sources: Object.keys(metafile.inputs),
  };
}

/** Leaves these files to be imported when they are used. */
const loadedLate = (names: readonly string[]): Plugin => ({
  name: "loaded-late",
  setup(build) {
    build.onResolve({ filter: IS_LATE }, ({ path }) => {
      const start = `${basename(path, ".ts")}-`;
      const name = names.find((candidate) => candidate.startsWith(start));
      return { path: `./${name}`, external: true };
    });
  },
});

/** fflate packs larger files in a worker made of text, which the page's policy does not allow. */
const zipInPlace: Plugin = {
  name: "zip-in-place",
  setup(build) {
    build.onLoad({ filter: /write-excel-file.*zipToArrayBuffer\.js$/ }, () => ({
      contents: `
        import { zipSync } from "fflate";
        export default async (files) => zipSync(files).buffer;`,
      loader: "js",
    }));
  },
};

async function readAll(files: readonly URL[]): Promise<PageFiles> {
  return new Map(
    await Promise.all(files.map(async (file) => entry(basename(fileURLToPath(file)), await readFile(file)))),
  );
}

function entry(name: string, bytes: Uint8Array): [string, PageFile] {
  return [name, { type: TYPES[extname(name)] ?? "application/octet-stream", body: Uint8Array.from(bytes) }];
}

function withHash(name: string, body: Uint8Array): string {
  const extension = extname(name);
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 8).toUpperCase();
  return `${basename(name, extension)}-${hash}${extension}`;
}
