/** `npm run build`: the app in a few files for the cloud image, where no packages are installed. */
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, type Metafile, type Plugin } from "esbuild";
import { openApiDocument } from "../app/contract.ts";
import { writePageFiles } from "../app/page/page-files.ts";

/** The embedded reader needs sharp, a runtime for networks and the models: the cloud image has none of them. */
const withoutReader: Plugin = {
  name: "without-reader",
  setup({ onLoad }) {
    onLoad({ filter: /app\/engines\/local\.ts$/ }, () => ({
      contents: `
        import { EnvironmentError } from "../environment.ts";
        export function localEngine() {
          throw new EnvironmentError('EXTRACTOR="local" needs the image for local reading; this one reads with sagemaker or openai');
        }`,
      loader: "ts",
    }));
  },
};

/** The OpenAPI document does not change at run time, so what makes it stays outside. */
const readyContract: Plugin = {
  name: "ready-contract",
  setup({ onLoad }) {
    onLoad({ filter: /app\/contract\.ts$/ }, () => ({
      contents: `export const openApiDocument = () => (${JSON.stringify(openApiDocument())});`,
    }));
  },
};

/**
 * Writes main.mjs, the modules that it loads later, and the page's files. `node main.mjs` then runs the app with
 * EXTRACTOR=sagemaker or openai.
 * @param directory is emptied first
 * @returns esbuild's account of what went in
 */
export async function bundle(directory: URL): Promise<Metafile> {
  await rm(directory, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: [{ in: fileURLToPath(new URL("../app/main.ts", import.meta.url)), out: "main" }],
    outdir: fileURLToPath(directory),
    outExtension: { ".js": ".mjs" },
    chunkNames: "[name]-[hash]",
    bundle: true,
    // What is imported late stays in files of its own: the start reads neither the SDK nor the OpenAPI document.
    splitting: true,
    minify: true,
    platform: "node",
    target: "node24",
    format: "esm",
    // esbuild prefers CommonJS for Node; the SDK's ES modules are a third smaller, because what is unused drops out.
    mainFields: ["module", "main"],
    external: ["esbuild"],
    plugins: [withoutReader, readyContract],
    // Packages in CommonJS call require for Node's own modules.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    legalComments: "none",
    logLevel: "warning",
    metafile: true,
  });
  await writePageFiles(new URL("page-files/", directory));
  return metafile;
}

if (import.meta.main) {
  const directory = new URL("../dist/cloud/", import.meta.url);
  const { outputs } = await bundle(directory);
  let total = 0;
  for (const [file, { bytes }] of Object.entries(outputs)) {
    total += bytes;
    process.stdout.write(`${String(bytes).padStart(8)} ${file}\n`);
  }
  process.stdout.write(`${String(total).padStart(8)} bytes, and the page's files\n`);
}
