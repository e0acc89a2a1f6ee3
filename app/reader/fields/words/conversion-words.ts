import { words } from "./words.ts";

/** A rate at which a currency was converted. */
export const RATE = new RegExp(
  `(?<!\\p{L})(?:${words`
    EXCH(?:ANGE)?\.? ?RATE, RATE OF EXCHANGE, FX RATE, CONVERSION RATE, RATE USED, WECHSELKURS, UMRECHNUNGSKURS,
    TAUX DE (?:CHANGE|CONVERSION), TIPO DE CAMBIO, TASSO DI (?:CAMBIO|CONVERSIONE), TAXA DE CAMBIO, WISSELKOERS,
    VAXELKURS, VALUTAKURS, KURZ, KURS WALUTY, DOVIZ KURU
  `.join("|")})(?!\\p{L})`,
  "u",
);

/** Next to an amount in the currency of the card instead of the shop's. */
export const CONVERTED = new RegExp(
  `(?<!\\p{L})(?:${words`
    CONVERTED, DCC, (?:CARD ?HOLDER|TRANSACTION|TRANS|BILLING|HOME|YOUR|CARD) (?:CURRENCY|CUR|AMOUNT|AMT), YOU PAID,
    CHARGED IN, (?:CHOSEN|CHOOSE|AGREED?) TO PAY IN, UMGERECHNET, KARTENWAHRUNG, HEIMATWAHRUNG,
    TRANSAKTIONSWAHRUNG, DEVISE DU (?:PORTEUR|CLIENT), MONTANT CONVERTI, MONEDA DEL (?:TITULAR|CLIENTE),
    IMPORTE CONVERTIDO, VALUTA DEL TITOLARE, IMPORTO CONVERTITO
  `.join("|")})(?!\\p{L})`,
  "u",
);
