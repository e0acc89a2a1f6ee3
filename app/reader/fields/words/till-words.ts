import { anyOf, words } from "./words.ts";

/** How tills take leave. */
export const THANKS = anyOf(words`
  THANKS?, THANK YOU, COME AGAIN, SEE YOU, DANKE, VIELEN DANK, WIEDERSEHEN, MERCI, A BIENTOT, GRAZIE, ARRIVEDERCI, GRACIAS,
  OBRIGAD[OA], BEDANKT, TOT ZIENS, DEKUJEME, DAKUJEME, TACK, TAKK, TAK FOR, KIITOS, DZIEKUJEMY, KOSZONJUK, TESEKKUR(?:LER)?,
  TERIMA KASIH, CAM ON, HVALA, MULTUMIM
`);

/** Who made the till or its software. */
export const TILL_MAKER = anyOf(words`
  POWERED (?:BY|WITH), SOFTWARE BY, POS (?:SYSTEMS?|SOFTWARE|TERMINAL|V ?\d\S*), KASSENSYSTEME?, KASSENSOFTWARE
`);

const KIND_OF_TILL = "(?:POS|TPV|TILL|KASSE|CAISSE)";
/** The same by their names alone; those that shops have, too, only with what they are. */
export const TILL_BRAND = new RegExp(
  `^\\W*(?:(?:${words`
    LIGHTSPEED, SUMUP, I?ZETTLE, LOYVERSE, TOUCHBISTRO, EPOS ?NOW, SHOPIFY, VECTRON, GASTROFIX, ORDERBIRD, READY ?2 ?ORDER,
    OLIVETTI, VERIFONE, INGENICO, WORLDLINE, ADYEN, STOREHUB, QASHIER, IPAY88, MYPOS, HELLOCASH, TILLHUB, ENFORE, LADDITION,
    ZELTY, INNOVORDER
  `.join("|")})(?: ${KIND_OF_TILL})?|(?:${words`
    SQUARE, CLOVER, TOAST, VEND, REVEL, MICROS, ALOHA, NCR, CASIO, SHARP, STRIPE, DOJO
  `.join("|")}) ${KIND_OF_TILL})\\W*$`,
  "u",
);

/** What was filled in, and at which pump. */
export const PUMP = anyOf(words`
  PUMP(?: ?NO)?\W{0,3}\d+, PUMPE\W{0,3}\d+, GALLONS?, PRICE ?/ ?(?:G|GAL|L), ZAPFS\p{L}+, SAULEN?\W{0,3}\d+, POMPE\W{0,3}\d+,
  POMPA\W{0,3}\d+, POMP\W{0,3}\d+, SURTIDOR, BOMBA\W{0,3}\d+, DYSTRYBUTOR, KUTOSZLOP
`);

/** What is printed on the slip of a card terminal, which goes with a receipt. */
export const CARD_SLIP =
  /\b(?:(?:CUSTOMER|MERCHANT|CARDHOLDER|CLIENT)S? COPY|CARDHOLDER|APPROVED|AUTH(?:ORI[SZ]ATION)?\b|AID\b|KUNDENBELEG|HAENDLERBELEG|KARTENZAHLUNG|TICKET CLIENT|COPIA CLIENTE|CONTACTLESS|KONTAKTLOS|TERMINAL)/u;
