/**
 * A JSON text that was cut, closed behind its last complete value: what was being written is left out.
 * @returns undefined where it is no object, or nothing of it is complete
 */
export function closeJson(text: string): string | undefined {
  const start = text.indexOf("{");
  const open: string[] = [];
  let isString = false;
  /** Where the last complete value ends, and what was open there. */
  let complete: { end: number; open: string } | undefined;
  for (let at = start; at >= 0 && at < text.length; at++) {
    const character = text[at] ?? "";
    if (isString) {
      if (character === "\\") {
        at++;
      } else if (character === '"') {
        isString = false;
      }
    } else if (character === '"') {
      isString = true;
    } else if (character === "{" || character === "[") {
      open.push(character === "{" ? "}" : "]");
    } else if (character === "}" || character === "]") {
      open.pop();
      complete = { end: at + 1, open: open.toReversed().join("") };
    } else if (character === ",") {
      complete = { end: at, open: open.toReversed().join("") };
    }
  }
  return complete && text.slice(start, complete.end) + complete.open;
}
