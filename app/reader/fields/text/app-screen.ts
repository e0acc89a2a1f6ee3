import { memoize } from "../../memoize.ts";
import { BUTTONS, STATUS_BAR, THANKS_FOR_DOING } from "../words/button-words.ts";
import { fold } from "./letters.ts";
import type { Row } from "./rows.ts";

const LONGEST_FIRST = BUTTONS.toSorted((a, b) => b.length - a.length).join("|");
/** A lone X is the cross that closes a page. */
const BUTTON = new RegExp(`(?<!\\p{L})(?:${LONGEST_FIRST}|[XV])(?!\\p{L})`, "gu");

/** Whether a row is of the app that shows the receipt, and not of the receipt: its buttons, the telephone's status. */
export const isOfApp = memoize(({ folded }: Row): boolean => saysButtons(folded));

/** The same for a text. */
export function saysButtons(text: string): boolean {
  const folded = fold(text).trim();
  const isButton = /\p{L}{2}/u.test(folded) && !/\p{L}/u.test(folded.replace(BUTTON, ""));
  return isButton || STATUS_BAR.test(folded) || THANKS_FOR_DOING.test(folded);
}
