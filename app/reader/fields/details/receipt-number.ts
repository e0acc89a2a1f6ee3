import type { ReceiptText } from "../text/receipt-text.ts";
import { words } from "../words/words.ts";
import type { Found } from "./found.ts";

const NUMBER = String.raw`(?:\s?(?:NO|NR|NUM|NUMBER|NUMERO|NUMMER|N|C|ID|CISLO))?[\s.:°º#]*\(?\s?([A-Z]{0,6}[-/]?\d[A-Z\d/-]*(?: ?- ?\d+)*)(?![\d.,]*[.,:]\d)`;

/** What the number of a receipt is called, what means hardly anything else first. */
const NAMES: readonly (readonly string[])[] = [
  words`
    RECEIPT, RCPT, INVOICE, INVOLCE, INV, TAX INVOICE, BILL, BELEG, BELEGNR, RECHNUNG, RECHNUNGSNR, RECHNUNGSNUMMER, QUITTUNG, BON,
    BON-NR, BONNR, KASSENBON, FACTURE, TICKET, FACTURA, FACTURA SIMPLIFICADA, FACT, N\.? ?FACT, N TICKET, RECIBO, FATURA,
    DOCUMENTO, DOC, SCONTRINO, RICEVUTA, UCTENKA, UCTENKY, DOKLAD, PARAGON, KVITTO, KVITTERING, KUITTI, BONG, NYUGTASZAM,
    NYUGTA, FIS, RACUN, HOA DON, SO HD, NO STRUK, STRUK, RESIT, BIL, NO NOTA, NOTA, BOLETA, FOLIO
  `,
  words`CHECK, CHK, TRANSACTION, TRANS, TRAN, TRN, TRX, ORDER, ORD, DOCKET, SALE, S\.?NO`,
];
const PATTERNS = NAMES.map((names) => new RegExp(`(?<![\\p{L}\\d])(?:${names.join("|")})${NUMBER}`, "u"));

/** The number of the receipt, as printed. */
export function receiptNumberIn({ rows }: ReceiptText): Found<string> | null {
  for (const pattern of PATTERNS) {
    for (const row of rows) {
      const value = pattern.exec(row.folded)?.[1];
      if (value !== undefined && value.length > 1) {
        return { value, lines: row.pieces };
      }
    }
  }
  return null;
}
