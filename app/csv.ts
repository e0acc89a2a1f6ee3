/** Spreadsheets read text that begins with one of these as a formula. A leading quote makes them show it as text. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** The same where a spreadsheet that parts cells at another sign than the file's begins a cell, also behind quotes. */
const FORMULA_INSIDE = /(?<=[,;\t][\s"]*)(?=[=+\-@＝＋－＠]\S)/g;

/** Negative amounts begin like a formula but are numbers. */
const NUMBER = /^-?\d+([.,]\d+)?$/;

/** The text in a form that no spreadsheet runs. */
export function harmless(text: string): string {
  if (NUMBER.test(text)) {
    return text;
  }
  const inside = text.replace(FORMULA_INSIDE, "'");
  return FORMULA.test(text) ? `'${inside}` : inside;
}

/**
 * One line of a CSV file as RFC 4180 has it, with its end. Numbers are written as they are, null as nothing.
 * @param separator between cells: a semicolon where spreadsheets take the comma for a decimal mark
 */
export function csvLine(cells: readonly (string | number | null)[], separator: "," | ";" = ","): string {
  return `${cells.map((cell) => csvCell(cell, separator)).join(separator)}\r\n`;
}

function csvCell(cell: string | number | null, separator: string): string {
  if (typeof cell !== "string") {
    return cell === null ? "" : String(cell);
  }
  const text = harmless(cell);
  return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
}
