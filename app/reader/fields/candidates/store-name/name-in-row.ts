import { memoize } from "../../../memoize.ts";
import type { Line } from "../../../page.ts";
import { fold, lettersAndDigits } from "../../text/letters.ts";
import type { ReceiptText } from "../../text/receipt-text.ts";
import type { Row } from "../../text/rows.ts";
import { LEGAL_FORM } from "../../words/company-words.ts";
import { BARE_TITLE, TITLE } from "../../words/head-words.ts";
import { CARD_SLIP } from "../../words/till-words.ts";
import { isGeneric } from "./clean-name.ts";

/** What is set before the name of who issued an invoice. */
const ISSUERS =
  "FROM|ISSUED BY|SOLD BY|PAYABLE TO|PAID TO|SELLER|SUPPLIER|VENDOR|MERCHANT|VON|VERKAUFER|ANBIETER|AUSSTELLER|VENDEUR|FOURNISSEUR|EMETTEUR|SPRZEDAWCA|PRODAJALEC|PRODAVATEL|DODAVATEL|ELADO|FURNIZOR|FORNITORE|CEDENTE|EMISOR|LEVERANCIER|SATICI|PENJUAL";
const ISSUER = new RegExp(`^(?:${ISSUERS})\\W*$`, "u");
/** The same in one piece with a company: "From Juniper Studio Ltd". */
const BEFORE_COMPANY = new RegExp(`^(?:${ISSUERS})(?: ?:)? (?=.*${LEGAL_FORM.source})`, "iu");

/**
 * The text of a row without the label before a name and the title next to it; only once where the slip of a card, next to
 * the receipt, has the name too.
 */
export function nameIn(text: ReceiptText, row: Row): string {
  // Shops are called "From …" too, but not below the title of an invoice.
  if (BEFORE_COMPANY.test(row.folded) && text.rows[0] !== undefined && TITLE.test(text.rows[0].folded)) {
    return row.text.replace(BEFORE_COMPANY, "");
  }
  const named = nameParts(row);
  const names = new Set(named.map((piece) => lettersAndDigits(piece.text)));
  if (named.length > 1 && names.size === 1 && hasSlip(text)) {
    return named[0]?.text ?? row.text;
  }
  return named.length < row.pieces.length ? named.map((piece) => piece.text).join("  ") : row.text;
}

/** The pieces of a row without a label before the name, and without the title of the paper before or behind it. */
export function nameParts({ pieces }: Row): readonly Line[] {
  const parts = pieces.filter((piece, index) => {
    const folded = fold(piece.text);
    const isAtEdge = index === 0 || index === pieces.length - 1;
    return !(index === 0 && ISSUER.test(folded)) && !(isAtEdge && BARE_TITLE.test(folded));
  });
  const rest = fold(parts.map(({ text }) => text).join(" "));
  // "PARAGON  SPORTS" is a logo.
  return parts.length === 0 || isGeneric(rest) ? pieces : parts;
}

/** "Seller: / Buyer:" over two columns: the name below the first. */
export function belowIssuer({ pieces }: Row, above: Row | undefined): Line | undefined {
  const column = above?.pieces.findIndex((piece) => ISSUER.test(fold(piece.text))) ?? -1;
  return pieces.length > 1 && pieces.length === above?.pieces.length ? pieces[column] : undefined;
}

const hasSlip = memoize(({ rows }: ReceiptText) => rows.some(({ folded }) => CARD_SLIP.test(folded)));
