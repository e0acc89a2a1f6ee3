import type { Line, Page } from "../../page.ts";

/** The recogniser's longest line; receipts have lines of up to 80 characters. */
export const LONGEST_LINE = 300;

/** A hundred times what a long receipt has. */
const MOST_CHARACTERS = 150_000;

/** The page with longer lines cut, and without what comes after so much text: that is no receipt, and takes time. */
export function boundedPage(page: Page): Page {
  let characters = 0;
  const lines = page.lines.map(shortened).filter(({ text }) => {
    characters += text.length;
    return characters <= MOST_CHARACTERS;
  });
  return { ...page, lines };
}

function shortened(line: Line): Line {
  return line.text.length > LONGEST_LINE ? { ...line, text: line.text.slice(0, LONGEST_LINE) } : line;
}
