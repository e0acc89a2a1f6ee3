/** Reads a CSV file as RFC 4180 has it, with or without a byte order mark. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  for (const [, quoted, plain, end] of text
    .replace(/^\ufeff/, "")
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    const cell = quoted?.replaceAll('""', '"') ?? plain ?? "";
    if (rows.length === 0) {
      rows.push([]);
    }
    rows.at(-1)?.push(cell);
    if (end === "\r\n") {
      rows.push([]);
    }
  }
  return rows.slice(0, -1);
}
