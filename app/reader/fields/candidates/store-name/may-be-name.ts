import { memoize } from "../../../memoize.ts";
import { isAddress, isStreetLike } from "../../text/address.ts";
import { isOfApp } from "../../text/app-screen.ts";
import type { Row } from "../../text/rows.ts";
import { CONTACT, WEB } from "../../words/address-words.ts";
import { REGISTRATION } from "../../words/company-words.ts";
import { GREETING, PERSON, TITLE } from "../../words/head-words.ts";

const OTHERS = [TITLE, GREETING, WEB, PERSON, REGISTRATION, CONTACT];

/** Not a title, greeting, address or number: a row that counts when rows are counted from the top. */
export const mayBeName = memoize(
  (row: Row): boolean =>
    /\p{Script=Latin}{2}/u.test(row.folded) &&
    !OTHERS.some((words) => words.test(row.folded)) &&
    !isAddress(row.folded) &&
    !isStreetLike(row.folded) &&
    !isOfApp(row),
);
