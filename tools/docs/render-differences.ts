import { isDeepStrictEqual } from "node:util";
import { App } from "cdktf";
import { STACKS } from "../../stacks/all-stacks.ts";
import {
  articleDeclarations,
  type Declarations,
  ourDeclarations,
  valueAt,
} from "../../stacks/article/compare.ts";
import { ADDITIONS, type Addition, DIFFERENCES, type Difference } from "../../stacks/article/differences.ts";
import { UNUSED, type Unused } from "../../stacks/article/unused.ts";
import { DEFAULT_SETTINGS } from "../../stacks/settings.ts";
import { STACK_NAMES, stackId } from "../../stacks/stack-ids.ts";
import { markdownTable } from "../tables.ts";

const HEAD = `# Differences from the article

Made by \`npm run docs\` from \`stacks/article/differences.ts\`. A test compares every argument of every stack with the article's,
both ways, and fails when an entry here is missing or no longer applies.

Every resource and data source of the article exists at the same Terraform address, so a state made by the article's
files fits these stacks.`;

/** What people write first; CDKTF sorts by the alphabet. */
const FIRST_KEYS = ["description", "from_port", "to_port", "protocol"];

const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries([
        ...Object.entries(value)
          .filter(([key]) => FIRST_KEYS.includes(key))
          .sort(byFirstKeys),
        ...Object.entries(value).filter(([key]) => !FIRST_KEYS.includes(key)),
      ])
    : value;

const byFirstKeys = ([one]: [string, unknown], [other]: [string, unknown]): number =>
  FIRST_KEYS.indexOf(one) - FIRST_KEYS.indexOf(other);

/** A value in one cell of a table: code without line breaks, and without the bar that would end the cell. */
const cell = (value: unknown): string => {
  if (value === undefined) {
    return "none";
  }
  const text = typeof value === "string" ? value : JSON.stringify(value, inOrder);
  return `\`${text.replaceAll("|", "\\|")}\``;
};

const heading = ({ stacks, address }: Difference | Addition | Unused): string =>
  `${stacks.map(stackId).join(", ")}: \`${address}\``;

/** The value of a difference, which is the same in all of its stacks. */
function valueIn(
  declarations: ReadonlyMap<string, Declarations>,
  { stacks, address, argument }: Difference,
): unknown {
  const [first, ...others] = stacks.map((name) => valueAt(declarations.get(name)?.get(address), argument));
  if (!others.every((other) => isDeepStrictEqual(other, first))) {
    throw new Error(`${address} ${argument} is not the same in ${stacks.join(", ")}: make an entry for each`);
  }
  return first;
}

/** docs/differences.md, with the values of the default settings. */
export function renderDifferences(): string {
  const article = new Map(STACK_NAMES.map((name) => [name, articleDeclarations(name)]));
  const app = new App();
  const ours = new Map(
    STACK_NAMES.map((name) => [
      name,
      ourDeclarations(new STACKS[name](app, stackId(name), DEFAULT_SETTINGS).toTerraform()),
    ]),
  );
  const differences = DIFFERENCES.map((entry) => [
    `${heading(entry)} ${entry.argument}`,
    cell(valueIn(article, entry)),
    cell(valueIn(ours, entry)),
    entry.reason,
  ]);
  const additions = ADDITIONS.map((entry) => [`${heading(entry)} ${entry.argument ?? ""}`, entry.reason]);
  return `${[
    HEAD,
    "",
    "## Other values",
    "",
    markdownTable(["argument", "article", "here", "reason"], differences),
    "",
    "## Additions",
    "",
    markdownTable(["argument, or all of a resource", "reason"], additions),
    "",
    "## Unused",
    "",
    "What the article makes and nothing uses. It costs nothing, and is here so that the article's state fits.",
    "",
    markdownTable(
      ["resource", "reason"],
      UNUSED.map((entry) => [heading(entry), entry.reason]),
    ),
  ].join("\n")}\n`;
}
