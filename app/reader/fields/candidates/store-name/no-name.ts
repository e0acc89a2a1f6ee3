import { isTown } from "../../text/address.ts";
import { isOfApp } from "../../text/app-screen.ts";
import type { Row } from "../../text/rows.ts";
import { TILL_BRAND, TILL_MAKER } from "../../words/till-words.ts";
import { mayBeName } from "./may-be-name.ts";

/** Whether a row has nothing that may be the shop's name, wherever it is. */
export function hasNoName(row: Row, below: Row | undefined): boolean {
  return (
    !/\p{L}.*\p{L}/u.test(row.folded) ||
    isLabels(row) ||
    isOfApp(row) ||
    isTown(row.folded) ||
    isTillMaker(row, below)
  );
}

/** "Seller:   Buyer:" */
function isLabels({ pieces }: Row): boolean {
  return pieces.length > 1 && pieces.every(({ text }) => /:\s*$/u.test(text));
}

/** Who made the till, above the name of the shop. */
function isTillMaker(row: Row, below: Row | undefined): boolean {
  const isBrand = TILL_BRAND.test(row.folded) && below !== undefined && mayBeName(below);
  return isBrand || TILL_MAKER.test(row.folded);
}
