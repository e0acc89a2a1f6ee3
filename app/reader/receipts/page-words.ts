import { anyOf, words } from "../fields/words/words.ts";

/** What is printed where a sum goes on to the next page or comes from the one before, in folded text. */
export const CARRIED = anyOf(words`
  CARRIED FORWARD, CARRY FORWARD, CARRIED OVER, BROUGHT FORWARD, BROUGHT OVER, C/FWD, B/FWD, C/F, B/F,
  CONTINUED, CONTINUES ON, CONT'D, UBERTRAG, ZWISCHENSUMME UBERTRAG, FORTSETZUNG, A REPORTER, REPORT PAGE,
  REPORT DE LA PAGE, SUITE, A RIPORTARE, RIPORTO, SEGUE, SUMA Y SIGUE, SUMA ANTERIOR, CONTINUA, A TRANSPORTAR,
  TRANSPORTE, TRANSPORT, OVERBRENGEN, VERVOLG, TE TRANSPORTEREN, OVERFORT, OVERFORES, SIIRTO, SIIRRETAAN,
  DO PRZENIESIENIA, Z PRZENIESIENIA, PREVOD, ATVITEL
`);

const PAGE = `(?:PAGE|PG|SEITE|BLATT|PAGINA|PAG|FOLHA|HOJA|FOGLIO|SIDA|SIDE|SIVU|STRONA|STRANA|STR|OLDAL|SAYFA|TRANG|HALAMAN)`;
const OF = `(?:/|OF|VON|DE|DI|VAN|SUR|AV|AF|Z|OUT OF)`;

/** "Page 2 of 3", or "2 of 3" and "2/3" alone in a row. */
const NUMBERED = [
  new RegExp(`(?<!\\p{L})${PAGE}\\.? ?:? ?(\\d{1,3}) ?${OF} ?(\\d{1,3})(?![\\d/])`, "u"),
  new RegExp(`^\\W*(\\d{1,3}) ?${OF} ?(\\d{1,3})\\W*$`, "u"),
];

export interface PageNumber {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

/** What a row of folded text says about which page it is on. */
export function pageNumberIn(folded: string): PageNumber | undefined {
  for (const pattern of NUMBERED) {
    const [, number = 0, of = 0] = pattern.exec(folded)?.map(Number) ?? [];
    if (number >= 1 && number <= of) {
      return { number, of };
    }
  }
  return undefined;
}

const DOCUMENT = words`
  INVOICE, RECEIPT, BILL, ORDER, BOOKING, RESERVATION, CONFIRMATION, FOLIO, DOCUMENT, DOC, TICKET, STATEMENT,
  CREDIT NOTE, RECHNUNG, RECHNUNGS, BELEG, BON, QUITTUNG, AUFTRAG, AUFTRAGS, GUTSCHRIFT, FACTURE, COMMANDE, RECU, FATTURA,
  SCONTRINO, ORDINE, RICEVUTA, DOCUMENTO, FACTURA, PEDIDO, RECIBO, FATURA, FACTUUR, BESTELLING, FAKTURA,
  PARAGON, KVITTO, KVITTERING, LASKU, KUITTI, UCTENKA, SZAMLA, FATURA NO, HOA DON
`;
const NUMBER = words`NO, NR, NUM, NUMBER, NUMERO, NUMMER, ID, REF, REFERENCE, N, CISLO, NUMER, SO, SZAM, #, °`;
const NUMBERED_DOCUMENT = new RegExp(
  `(?<!\\p{L})(?:${DOCUMENT.join("|")})(?:[ -]?(?:${NUMBER.join("|")})(?!\\p{L}))?[.°º:#\\s]*(?=[\\p{L}/-]{0,8}\\d)([\\p{L}\\d][\\p{L}\\d/_-]{2,30})`,
  "gu",
);

/** The numbers of invoices, receipts and orders in a row of folded text, without their signs: not those of tax offices and telephones. */
export function documentNumbersIn(folded: string): string[] {
  return [...folded.matchAll(NUMBERED_DOCUMENT)]
    .map(([, number = ""]) => number.replace(/[^\p{L}\d]/gu, ""))
    .filter((number) => /\d{2}/u.test(number));
}
