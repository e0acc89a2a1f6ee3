/** The licences of packages, as one text that ships with their code. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod/mini";

const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.optional(z.string()),
  repository: z.optional(z.union([z.string(), z.object({ url: z.string() })])),
});

/** The folders of packages that hold these files: the innermost of each. */
export function packageFolders(files: Iterable<string>): string[] {
  const folders = new Set<string>();
  for (const file of files) {
    const [, folder] = /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file.replaceAll("\\", "/")) ?? [];
    if (folder !== undefined) {
      folders.add(folder);
    }
  }
  return [...folders];
}

/** Every package in a node_modules folder, not those inside of others; none if it does not exist. */
export async function packagesIn(modules: string): Promise<string[]> {
  const names = await readdir(modules).catch(() => []);
  const scoped = await Promise.all(
    names.map(async (name) =>
      name.startsWith("@") ? (await readdir(join(modules, name))).map((inner) => `${name}/${inner}`) : [name],
    ),
  );
  return scoped.flat().map((name) => join(modules, name));
}

/**
 * What the packages' licences ask to be passed on: name, version, licence and where the source is, with the texts that
 * they bring.
 * @param folders of packages; the same package twice counts once
 */
export async function noticesOf(folders: Iterable<string>): Promise<string> {
  /** Packages by the texts that they have in common. */
  const byTexts = new Map<string, Set<string>>();
  for (const folder of folders) {
    const { name, version, license, repository } = packageSchema.parse(
      JSON.parse(await readFile(join(folder, "package.json"), "utf8")),
    );
    const source = typeof repository === "string" ? repository : repository?.url;
    const about = `${name} ${version}, licence ${license ?? "see below"}, source ${source ?? "the package itself"}`;
    const texts = (await legalTexts(folder)).join("\n\n") || "These bring no text of their licence.";
    byTexts.set(texts, (byTexts.get(texts) ?? new Set()).add(about));
  }
  const parts = [...byTexts].map(([texts, packages]) => `${[...packages].sort().join("\n")}\n\n${texts}\n`);
  return parts.sort().join(`\n${"=".repeat(80)}\n\n`);
}

const LEGAL_FILE = /^(?:licen[cs]e|notice|copying|third.?party)|\.license\.txt$/i;

/** A README's part about licences, of packages that have them nowhere else. */
const LEGAL_PART = /^#+ licen[cs].*?(?=^#+ (?!.*licen[cs])|(?![\s\S]))/ims;

async function legalTexts(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  const read = async (name: string) => (await readFile(join(folder, name), "utf8")).trim();
  const texts = await Promise.all(names.filter((name) => LEGAL_FILE.test(name)).map(read));
  if (texts.length > 0) {
    return texts;
  }
  const readme = names.find((name) => /^readme/i.test(name));
  const [part] = (readme && LEGAL_PART.exec(await read(readme))) || [];
  return part === undefined ? [] : [part.trim()];
}
