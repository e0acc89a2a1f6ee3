import { strings } from "../strings.ts";

/** A note of the API: its code, and what it says beyond that. */
export interface ItemNote {
  readonly code: string;
  /** With `pages-left-out`, from 1. */
  readonly pages: readonly number[];
  /** With `script-not-read`: its English name, where it is known. */
  readonly script: string | null;
}

/** What a note says to people; undefined if it needs no words or its code is of a newer server. */
export function sentenceOf({ code, pages, script }: ItemNote): string | undefined {
  switch (code) {
    case "pages-left-out":
      return strings.notes.pagesLeftOut(pageNumbers(pages), pages.length);
    case "not-a-receipt":
      return strings.notes.notAReceipt;
    case "truncated-file":
      return strings.notes.truncatedFile;
    case "blurred":
      return strings.notes.blurred;
    case "cut":
      return strings.notes.cut;
    case "script-not-read":
      return strings.notes.scriptNotRead(script);
    default:
      return undefined;
  }
}

/** Whether another photo may be read better. */
export function isForRetake({ code }: ItemNote): boolean {
  return code === "blurred" || code === "cut";
}

/** `2`, `2–4`, `1, 3–4`. */
export function pageNumbers(pages: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const page of pages.toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run !== undefined && page === run[1] + 1) {
      run[1] = page;
    } else {
      runs.push([page, page]);
    }
  }
  return runs.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join(", ");
}
