import { isAddress } from "../../text/address.ts";
import { lettersAndDigits } from "../../text/letters.ts";
import type { ReceiptText } from "../../text/receipt-text.ts";
import type { Row } from "../../text/rows.ts";
import { CONTACT, ROAD_NAME, WEB } from "../../words/address-words.ts";
import { BUSINESS } from "../../words/business-words.ts";
import { LEGAL_FORM, LEGAL_FORM_AS_NAME } from "../../words/company-words.ts";
import { WEEKDAYS } from "../../words/date-words.ts";
import { GREETING, GREETING_OF_NAME } from "../../words/head-words.ts";
import { words } from "../../words/words.ts";
import { spellingNear } from "./page-words.ts";

const all = ({ source }: RegExp) => new RegExp(source, "gu");
const ALL_BUSINESS = all(BUSINESS);
const ALL_LEGAL_FORMS = all(LEGAL_FORM);
const ALL_LEGAL_FORMS_AS_NAME = all(LEGAL_FORM_AS_NAME);

const SHOPS = words`STORE, BRANCH, OUTLET, FILIALE, MAGASIN, TIENDA, NEGOZIO, LOJA`.join("|");
const SELLERS =
  "SHOP|MERCHANT|VENDOR|SELLER|BUSINESS|COMPANY|RESTAURANT|H[AÄ]NDLER|FIRMA|COMERCIO|COMMER[CÇ]E|ESERCENTE";
/** "Store: " */
const LABEL_BEFORE = new RegExp(`^\\W*(?:${SHOPS}|${SELLERS})(?: NAME)?\\s?:\\s*(?=\\p{L})`, "iu");
const BRANCH = `(?:${SHOPS}|${words`FIL\., MARKT, SUCURSAL, FILIAAL, BUTIK, BUTIKK`.join("|")})`;
const DAYS = Object.values(WEEKDAYS)
  .flat()
  .flatMap((day) => [day, day.slice(0, 3), day.slice(0, 2)])
  .sort((a, b) => b.length - a.length);
const DAY = `(?:${[...new Set(DAYS)].join("|")})\\.?`;
const HOUR = "\\d{1,2}[:.]\\d{2}";
/** The number of a branch ("Filiale 412") or when it is open ("Mon-Sat 8-20", "8:00-18:00 Uhr"). */
const BEHIND = new RegExp(
  `[\\s,(-]+(?:${BRANCH}\\s?(?:NO|NR|N)?[.:°º]*\\s?\\d{1,5}\\)?|${DAY}\\s?(?:-|–|TO|BIS|A)\\s?${DAY}(?!\\p{L}).*\\d.*|${HOUR}\\s?[-–]\\s?${HOUR}.*)$`,
  "iu",
);

/** The name without what is printed around it: registration numbers, asterisks, "Welcome to". */
export function cleanName(raw: string): string {
  return (
    raw
      .replace(/\s+/gu, " ")
      .replace(/[([<{]\s*(?:CO\.?|REG|ROC|BRN?|COMPANY|NO\.?|GST|CO-REG|FORMERLY)[^)\]>}]*[)\]>}]?/giu, " ")
      .replace(
        /[([<{]?\s*(?<![\p{L}\d])(?:CO\.?\s?(?:REG\.?)?\s?NO(?!\p{L})\.?|COMPANY (?:REG\.? )?NO\.?|REG\.? NO\.?|ROC(?: NO\.?)?(?!\p{L})|GST (?:ID|NO|REG).*|TEL\b.*|FAX\b.*)\s?[:.]?.*$/giu,
        " ",
      )
      .replace(/[([<{]\s*[A-Z]{0,3}\d{4,}\s?-?\s?[A-Z]{1,3}\d?\s*[)\]>}].*$/giu, " ")
      .replace(/[([<{]?\s*\b[A-Z]{0,3}(?:\d{1,4}[.])*\d{4,}\s?-?\s?[A-Z]{0,3}\d?\b\s*[)\]>}]?.{0,6}$/giu, " ")
      .replace(/^\W*(?:OWNED BY|OWN BY|DIMILIKI(?: OLEH)?|OPERATED BY|LICENSEE OF|MANAGED BY)\s*:?/giu, " ")
      // An ampersand between two capitals is read as an 8.
      .replace(/(?<!\p{L})(\p{Lu})8(?=\p{Lu}(?!\p{L}))/gu, "$1&")
      // An O between two capitals is read as a zero.
      .replace(/(?<=\p{Lu})0(?=\p{Lu})/gu, "O")
      .replace(LABEL_BEFORE, " ")
      .replace(BEHIND, (behind, at, whole) => (/\p{L}{3}/u.test(whole.slice(0, at)) ? " " : behind))
      .replace(/^[^\p{L}\p{N}]+/gu, "")
      .replace(/[^\p{L}\p{N})!.']+$/gu, "")
      // "Sendirian Berhad", the form of most Malaysian companies.
      .replace(/(?<=\p{Lu}[.,)]? )S[DO0][NH](\.?) B[HN]D(?!\p{L})/gu, "SDN$1 BHD")
      .replace(/(?<=\p{L} )G(?:\s?m\s?[b8]\s?h)$/giu, "GmbH")
      .replace(/(?<=\p{L} )S\. ?R\. ?[1lI|]\.?$/gu, "S.R.L.")
      .replace(/(?<=\p{Lu} )(?<!(?:NO\.?|LOT|UNIT) )[S5]\/[B8]$/gu, "S/B")
      .replace(/\s+/gu, " ")
      .trim()
  );
}

const GREETED = new RegExp(`${GREETING_OF_NAME}\\s+(?:THE )?(.{3,})$`, "iu");
const GREETED_BELOW = new RegExp(`${GREETING_OF_NAME}(?: THE)?[:\\s]*$`, "iu");

/** "Welcome to X", "Thank you for shopping at X"; the name may be in the row below. */
export function greetedName(row: Row, above: Row | undefined): string | null {
  const isBelow =
    above !== undefined &&
    GREETED_BELOW.test(above.text) &&
    ![GREETING, WEB, CONTACT].some((words) => words.test(row.folded)) &&
    !isAddress(row.folded);
  const greeted = isBelow ? row.text : GREETED.exec(row.text)?.[1];
  const name = greeted?.replace(/[!.\s]+$/u, "") ?? null;
  if (!name || /^(?:US|OUR|UNS)$/iu.test(name)) {
    return null;
  }
  return name.replace(/^WWW\.|\.(?:COM?|NET)(?:\.[A-Z]{2})?$/giu, "");
}

/**
 * Logos are set in odd type and misread by a letter; where plain print elsewhere has nearly the same long word, that
 * spelling is taken.
 */
export function respelled(name: string, text: ReceiptText, indices: readonly number[]): string {
  return name
    .split(" ")
    .map((word) => (word.length < 6 ? word : (spellingNear(text, word, indices) ?? word)))
    .join(" ");
}

/** Without the words for the kind of business. */
export function withoutBusiness(folded: string): string {
  return folded.replace(ALL_BUSINESS, " ");
}

/** Says what kind of business it is and nothing else. */
export function isGeneric(folded: string): boolean {
  if (!BUSINESS.test(folded) || ROAD_NAME.test(folded)) {
    return false;
  }
  const rest = withoutBusiness(folded).replace(
    /(?<!\p{L})(?:PUBLIC|THE|AND|DIE|DER|DAS|LE|LA|LES|EL|IL|DE|DI|DU|MIT|OF|UND|ET|Y|E)(?!\p{L})/gu,
    " ",
  );
  return rest.replace(/[^\p{L}]/gu, "").length < 3;
}

/** The first or last word is the kind of business, as in names; slogans have it in the middle. */
export function hasBusinessAtEdge(folded: string): boolean {
  const words = folded.split(/[^\p{L}\p{N}'&]+/u).filter((word) => word !== "");
  if (words.length < 2) {
    return false;
  }
  return [words.slice(0, 2).join(" "), words[0] ?? "", words[words.length - 1] ?? ""].some(
    (part) => BUSINESS.exec(part)?.[0] === part,
  );
}

/** The letters of a name without its legal form and kind of business: what a web address would repeat. */
export function coreOf(folded: string): string {
  const core = folded
    .replace(ALL_LEGAL_FORMS_AS_NAME, " ")
    .replace(ALL_LEGAL_FORMS, " ")
    .replace(/(?<!\p{L})(?:THE|LE|LA|RESTAURANT|CAFE|SHOP|STORE)(?!\p{L})/gu, " ");
  return lettersAndDigits(core);
}

/** A bracket was not closed: the name continues in the next row. */
export function isOpen(text: string): boolean {
  return text.lastIndexOf("(") > text.lastIndexOf(")");
}
