import { memoize } from "../../../memoize.ts";
import { isAddress } from "../../text/address.ts";
import { fold, lettersAndDigits } from "../../text/letters.ts";
import type { ReceiptText } from "../../text/receipt-text.ts";
import type { Row } from "../../text/rows.ts";
import { ADDRESS, CONTACT, WEB } from "../../words/address-words.ts";
import { LEGAL_FORM, LEGAL_FORM_AS_NAME, REGISTRATION } from "../../words/company-words.ts";
import { GREETING, PERSON, TITLE } from "../../words/head-words.ts";
import { type Features, flag } from "../candidate.ts";
import type { StoreFeature } from "../feature-names.ts";
import { cleanName } from "./clean-name.ts";

const namesCompany = memoize((text: ReceiptText) =>
  text.rows.some(({ folded }) => LEGAL_FORM_AS_NAME.test(folded)),
);

/** A shop's name comes again in its company's and in greetings; a mall's, and no company's, comes again in the address. */
export function repetitionsOf(
  text: ReceiptText,
  indices: readonly number[],
  folded: string,
  core: string,
): Features<Extract<StoreFeature, `repeated${string}`>> {
  // Titles, labels and towns come again too.
  const isPlain = ![TITLE, GREETING, PERSON, CONTACT, REGISTRATION, ADDRESS].some((words) =>
    words.test(folded),
  );
  const others = text.rows.filter(
    (row, index) =>
      core.length >= 4 &&
      !indices.includes(index) &&
      lettersOfRow(row).includes(core) &&
      kindOfRow(row) !== "web",
  );
  const inAddress = others.filter((row) => kindOfRow(row) === "address");
  const inCompany = others.filter((row) => kindOfRow(row) === "company");
  return {
    repeatedInAddress: flag(inAddress.length > 0 && !LEGAL_FORM_AS_NAME.test(folded)),
    repeatedInCompany: flag(inCompany.length > 0),
    // Where receipts lead with their company, a brand that comes again may be another one.
    repeated: flag(isPlain && !namesCompany(text) && others.length > inAddress.length + inCompany.length),
  };
}

const kindOfRow = memoize(({ folded }: Row) => {
  if (WEB.test(folded)) {
    return "web";
  }
  if (isAddress(folded)) {
    return "address";
  }
  return LEGAL_FORM_AS_NAME.test(folded) || LEGAL_FORM.test(folded) ? "company" : "other";
});

const lettersOfRow = memoize((row: Row) => lettersAndDigits(row.text));

const lettersOfName = memoize((row: Row) => lettersAndDigits(cleanName(row.text)));

/** A row above is the beginning of this one: this one adds the branch. */
export function extendsAnother(text: ReceiptText, index: number, folded: string): boolean {
  const own = lettersAndDigits(folded);
  return text.rows.slice(0, index).some((row) => {
    const other = lettersOfName(row);
    return other.length >= 4 && other.length < own.length && own.startsWith(other);
  });
}

/** A web or mail address has the letters of the name; of a short one, its domain has these and no others. */
export function isInWeb(text: ReceiptText, core: string): boolean {
  if (core.length < 2) {
    return false;
  }
  return webOf(text).some(
    ({ letters, domain }) => domain === core || (core.length >= 4 && letters.includes(core)),
  );
}

interface WebAddress {
  readonly letters: string;
  /** The part before the last dot: "ACME" of "www.acme.com". */
  readonly domain: string | undefined;
}

const webOf = memoize((text: ReceiptText): WebAddress[] =>
  text.rows.flatMap((row) =>
    row.pieces
      .map((piece) => fold(piece.text))
      .filter((folded) => WEB.test(folded))
      .map((folded) => ({
        letters: lettersAndDigits(folded),
        domain: /(?:^|WWW\.|[@/\s])(?!WWW\.)([\p{L}\d]+)\.(?:CO\.|COM\.)?\p{L}{2,3}(?!\p{L})/u.exec(
          folded,
        )?.[1],
      })),
  ),
);
