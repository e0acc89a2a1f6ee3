import { ADDITIONS, type Addition, DIFFERENCES, type Difference } from "../../stacks/article/differences.ts";
import { stackId } from "../../stacks/stack-ids.ts";
import { markdownTable } from "../tables.ts";

const HEAD = `# Differences from the article

Made by \`npm run docs\` from \`stacks/article/differences.ts\`. A test compares every argument of every stack with the article's,
both ways, and fails when an entry here is missing or no longer applies.

Every resource and data source of the article exists at the same Terraform address, so a state made by the article's
files fits these stacks.`;

/** A value in one cell of a table: code without line breaks, and without the bar that would end the cell. */
const cell = (value: unknown): string => {
  if (value === undefined) return "none";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `\`${text.replaceAll("|", "\\|")}\``;
};

const heading = ({ stacks, address }: Difference | Addition): string =>
  `${stacks.map(stackId).join(", ")}: \`${address}\``;

/** docs/differences.md */
export function renderDifferences(): string {
  const differences = DIFFERENCES.map((entry) => [
    `${heading(entry)} ${entry.argument}`,
    cell(entry.article),
    cell(entry.ours),
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
  ].join("\n")}\n`;
}
