/**
 * Bundles the app for a container image: `node app/bundle.ts cloud|local DIRECTORY`.
 *
 * cloud: for a model elsewhere; needs no packages. local: also the workers and the models; packages with native or
 * WebAssembly parts are not bundled and must be in a node_modules folder above. Both: the page's files, built, and
 * NOTICES.txt, the licences of all packages in the bundle, the page's files and the directory's own node_modules folder.
 */
import { cp, readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Metafile, type Plugin } from "esbuild";
import { openApiDocument } from "./http/contract.ts";
import { noticesOf, packageFolders, packagesIn } from "./notices.ts";
import { writePageFiles } from "./page/page-files.ts";

const TARGETS = ["cloud", "local"] as const;
export type Target = (typeof TARGETS)[number];

/**
 * Bundles `target` into a directory, which is made if it does not exist.
 * @returns what esbuild says about its inputs and outputs
 */
export async function bundle(target: Target, directory: string): Promise<Metafile> {
  const local = target === "local";
  const { metafile } = await build({
    entryPoints: [
      "main",
      ...(local
        ? ["reader/workers/reader-process", "reader/workers/recogniser-thread", "reader/workers/watch-thread"]
        : []),
    ].map((name) => source(`${name}.ts`)),
    entryNames: "[name]",
    outdir: directory,
    bundle: true,
    // What is imported late stays in files of its own, so that the start does not read the AWS SDK.
    splitting: true,
    minify: true,
    platform: "node",
    target: "node24",
    format: "esm",
    // For Node, esbuild prefers CommonJS. Of ES modules, what is unused drops out: a third of the AWS SDK.
    mainFields: ["module", "main"],
    legalComments: "none",
    logLevel: "warning",
    external: ["esbuild", "sharp", "onnxruntime-node", "onnxruntime-web", "@hyzyla/pdfium", "heic-decode"],
    plugins: [local ? inOneFolder : withoutReader, contractAsText],
    // For packages that are CommonJS inside.
    banner: { js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);' },
    metafile: true,
  });
  const ofPage = await writePageFiles(pathToFileURL(`${resolve(directory)}/page-files/`));
  const notBundled = await packagesIn(`${directory}/node_modules`);
  const folders = [...packageFolders([...Object.keys(metafile.inputs), ...ofPage]), ...notBundled];
  await writeFile(`${directory}/NOTICES.txt`, await noticesOf(folders));
  if (local) {
    await cp(source("reader/models"), `${directory}/models`, { recursive: true });
    // The lists themselves are in the bundle.
    const filter = (path: string) => !path.endsWith(".json");
    await cp(source("reader/lists"), `${directory}/lists`, { recursive: true, filter });
  }
  return metafile;
}

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** All output is in one folder, where the workers are JavaScript. */
const inOneFolder: Plugin = {
  name: "in-one-folder",
  setup(build) {
    build.onLoad(
      { filter: /reader\/(create-reader|workers\/recogniser-threads|workers\/reader-process)\.ts$/ },
      async ({ path }) => {
        const text = await readFile(path, "utf8");
        const contents = text.replace(/URL\("\.\/(?:workers\/)?([a-z-]+)\.ts"/, 'URL("./$1.js"');
        if (contents === text) {
          throw new Error(`${path} no longer starts a worker`);
        }
        return { contents, loader: "ts" };
      },
    );
  },
};

/** Replaces the reader, which needs sharp, a runtime for networks and the models. */
const withoutReader: Plugin = {
  name: "without-reader",
  setup(build) {
    build.onLoad({ filter: /engines\/local\.ts$/ }, () => ({
      contents: `
        import { EnvironmentError } from "../environment.ts";
        export function localEngine() {
          throw new EnvironmentError("EXTRACTOR=local: this image has no reader of its own. Use the image built for the target local.");
        }`,
      loader: "ts",
    }));
  },
};

/** The contract does not change at run time. As text it needs neither the generator nor half of zod. */
const contractAsText: Plugin = {
  name: "contract-as-text",
  setup(build) {
    build.onLoad({ filter: /app\/http\/contract\.ts$/ }, () => ({
      contents: `export const openApiDocument = () => (${JSON.stringify(openApiDocument())});`,
    }));
  },
};

if (import.meta.main) {
  const [name, directory] = process.argv.slice(2);
  const target = TARGETS.find((candidate) => candidate === name);
  if (target === undefined || directory === undefined) {
    process.stderr.write(`usage: node app/bundle.ts ${TARGETS.join("|")} DIRECTORY\n`);
    process.exit(1);
  }
  const { outputs } = await bundle(target, directory);
  const bytes = Object.values(outputs).reduce((sum, output) => sum + output.bytes, 0);
  process.stdout.write(`${directory}: ${bytes} bytes of code, and the page's files\n`);
}
