/** The value behind a cell: null for an empty one, and without the quote that keeps spreadsheets from running it. */
export function valueIn(cell: string): string | null {
  return cell === "" ? null : cell.replace(/^'(?=[=+\-@\t\r])/, "");
}
