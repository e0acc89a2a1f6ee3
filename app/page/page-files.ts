import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { fileURLToPath } from "node:url";

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
  const { build } = await import("esbuild");
  const browser = new URL("browser/", import.meta.url);
  const { outputFiles, metafile } = await build({
    entryPoints: ["home.ts", "home.css", "docs.ts", "docs.css"].map((name) =>
      fileURLToPath(new URL(name, browser)),
    ),
    bundle: true,
    minify: true,
    target: ["es2022", "chrome111", "firefox115", "safari16.4"],
    format: "esm",
    legalComments: "none",
    entryNames: "[name]-[hash]",
    outdir: ".",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const swagger = new URL(import.meta.resolve("swagger-ui-dist/swagger-ui-bundle.js"));
  const copied = await readAll([
    swagger,
    new URL("icon.svg", browser),
    new URL("sample-receipt.jpg", import.meta.url),
  ]);
  const files = new Map([
    ...outputFiles.map(({ path, contents }) => entry(basename(path), contents)),
    ...[...copied].map(([name, { body }]) => entry(withHash(name, body), body)),
  ]);
  return { files, sources: [...Object.keys(metafile.inputs), fileURLToPath(swagger)] };
}

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
