import { words } from "./words.ts";

/** Finds any of these in the words next to an amount, which are folded, also inside of a longer word. */
function anywhere(patterns: readonly string[]): RegExp {
  return new RegExp(patterns.join("|"), "u");
}

/** Phrases that name the amount paid and hardly anything else. */
export const STRONG_TOTAL = anywhere(words`
  GRAND, DUE, PAYABLE, TO PAY, TO BE PAID, PAY THIS, ZU ZAHLEN, ZU BEZAHLEN, ENDBETRAG, GESAMT,
  RECHNUNGSBETRAG, A PAYER, DA PAGARE, A PAGAR, TE BETALEN, UHRADE, ATT BETALA, AT BETALE, A BETALE,
  MAKSETTAVA, DO ZAPLATY, FIZETENDO, PHAI, ROUNDED, AFTER, COMPLESSIVO, GENEL, KESELURUHAN, DIBAYAR,
  NETT TOTAL, TTC, FINAL, PAGADO, GERAL
`);

/** Phrases of totals that name other amounts too. */
export const WEAK_TOTAL = new RegExp(
  `^(?:${words`
    NETT, AMOUNT, NET AMT, NETT AMT, NET AMOUNT, FARE, FEE, BETRAG, FAHRPREIS, MONTANT, IMPORTO, BEDRAG,
    CASTKA, IMPORTE, TOT, SUM, BELOPP, BELOP, BELOB, TUTAR, TTL, THANH TOAN, HARGA JUAL, NALEZNOSC, TAGIHAN
  `.join("|")})$`,
  "u",
);

/** With tax, or after it. */
export const INCLUSIVE = anywhere(words`
  \bINC, INK, INCL, TTC, WITH, AFTER, ALL TAX, GOM, SUDAH TERMASUK, INCLU, S DPH, MED MOMS, KDV DAHIL
`);

/** Without tax, or before it. */
export const EXCLUSIVE = anywhere(words`
  \bEXC, EXKL, \bHT\b, BEFORE, NETTO\b, HORS, UTEN, BEZ\x20, SIN IVA, SENZA
`);

/** Rows like "18% (Tip $6.84 Total $47.98)" and "18% = $6.84 Total = $47.98": what it would come to. */
export const SUGGESTED_TIP = new RegExp(
  `\\d ?%(?: ?=.*TOTAL ?=|.*(?:${words`TIP, GRATUITY, TRINKGELD, POURBOIRE, PROPINA, MANCIA, GORJETA, FOOI`.join("|")})\\P{L}{0,9}\\d.*TOT)`,
  "u",
);

/** What a taxi's receipt adds its surcharges to, which may also be its total. */
export const FARE = new RegExp(`^(?:${words`FARE, FEE, FAHRPREIS`.join("|")})$`, "u");

/** "LESS VAT": what is taken away is printed without a minus. */
export const LESS = /(?<!\p{L})LESS(?!\p{L})/u;
