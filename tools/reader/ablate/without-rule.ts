import { registerHooks } from "node:module";
import type * as ChooseFields from "../../../app/reader/fields/choose-fields.ts";
import type { Rule } from "./rules.ts";

const READER = new URL("../../../app/reader/", import.meta.url).href;
const CHOOSE_FIELDS = `${READER}fields/choose-fields.ts`;
const WITHOUT = "?without=";

/** The choice of the fields without a rule: loaded once more, with the rule's function or constant replaced. */
export async function chooseWithout(rule: Rule): Promise<Pick<typeof ChooseFields, "explainFields">> {
  const mark = `${WITHOUT}${encodeURIComponent(rule.rule)}`;
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context);
      const isPart = context.parentURL?.endsWith(mark) && resolved.url.startsWith(READER);
      return isPart && resolved.url.endsWith(".ts") ? { ...resolved, url: resolved.url + mark } : resolved;
    },
    load(url, context, next) {
      const loaded = next(url, context);
      const isRule = url === `${READER}${rule.file}${mark}`;
      return isRule ? { ...loaded, source: replaced(String(loaded.source), rule) } : loaded;
    },
  });
  try {
    return await import(CHOOSE_FIELDS + mark);
  } finally {
    hooks.deregister();
  }
}

/** The source of a file without the rule. */
export function replaced(source: string, { file, name, instead }: Rule): string {
  const declaration = new RegExp(`^(export )?(function|const) ${name}\\b`, "mu");
  const [, exported = "", kind] = declaration.exec(source) ?? [];
  if (kind === undefined) {
    throw new Error(`${file} has no ${name}.`);
  }
  const renamed = source.replace(declaration, `${kind} ${name}OfTheRule`);
  const other =
    kind === "const"
      ? `const ${name} = ${instead};`
      : `function ${name}(...given) { return (${instead})(...given); }`;
  return `${exported}${other}\n${renamed}`;
}
