/** Tables for people: in Markdown for documents, in columns for the terminal. */

type Row = readonly string[];

/** @param alignment of the columns; left where there is none */
export function markdownTable(
  head: Row,
  rows: readonly Row[],
  alignment: readonly ("left" | "right")[] = [],
): string {
  const rule = head.map((_, column) => (alignment[column] === "right" ? "--:" : "---"));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Rows in columns that are as wide as they need to be. No row has more cells than the first. */
export function textTable(rows: readonly Row[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
