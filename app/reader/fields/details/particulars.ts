import { isAddress, isStreetLike, isTown } from "../text/address.ts";
import type { FoundLabel } from "../text/labels.ts";
import { hasLabel, type ReceiptText } from "../text/receipt-text.ts";
import type { Row } from "../text/rows.ts";
import { ADDRESS, CONTACT } from "../words/address-words.ts";
import { words } from "../words/words.ts";
import type { Found, FoundStore } from "./found.ts";
import { namesPerson } from "./names-person.ts";

/** What the shop says of itself: from the rows above what was bought, then from those below. */
export function storeIn(text: ReceiptText, head: number): FoundStore {
  const { rows, dates } = text;
  const own = rows.filter(({ folded }) => !namesPerson(folded));
  const first = <Value>(find: (row: Row) => Value | null) => {
    for (const row of own) {
      const value = find(row);
      if (value !== null) {
        return { value, lines: row.pieces };
      }
    }
    return null;
  };
  const undated = rows.filter((row, index) => (dates[index] ?? []).length === 0 && !namesPerson(row.folded));
  return {
    address: addressIn(text, head),
    phone: first(labelledPhoneIn) ?? bare(own, BARE_PHONE) ?? bare(undated.slice(0, head), SHORT_PHONE),
    taxId: first(taxIdIn),
    website: first(websiteIn),
  };
}

/** Rows of an address are next to each other. */
const MOST_ADDRESS_ROWS = 4;

/** Above what was bought; below it, where items look like streets too, only what surely is one. */
function addressIn({ rows, labels, amounts, dates }: ReceiptText, head: number): Found<string> | null {
  const priced = new Set(
    amounts
      .filter(
        ({ hasCents, isLastInRow, piece, end }) =>
          hasCents && isLastInRow && !/\p{L}{2}/u.test(piece.text.slice(end)),
      )
      .map(({ rowIndex }) => rowIndex),
  );
  const isPart = ({ folded }: Row, index: number): boolean => {
    const isNamed = ADDRESS.test(folded) || isTown(folded);
    const isReference = /^\P{N}*\p{L}/u.test(folded) && hasLabel(startOf(labels[index] ?? []), "reference");
    const isElse = CONTACT.test(folded) || TAX_ID.test(folded) || (isReference && !isNamed);
    const isLike =
      index < head
        ? isAddress(folded) || isStreetLike(folded)
        : isAddress(folded) && !priced.has(index) && (isNamed || (dates[index] ?? []).length === 0);
    return !isElse && isLike && /\p{L}{2}/u.test(folded);
  };
  const start = rows.findIndex(isPart);
  if (start === -1) {
    return null;
  }
  const most = Math.min(start + MOST_ADDRESS_ROWS, start < head ? head : rows.length);
  const near = rows.slice(start, most);
  const end = near.findIndex((row, index) => !isPart(row, start + index));
  const found = end === -1 ? near : near.slice(0, end);
  const value = found.map(({ text }) => text.replace(/\s+/gu, " ").replace(/[\s,]+$/u, "")).join(", ");
  return { value, lines: found.flatMap(({ pieces }) => pieces) };
}

/** Letters before what a row is called. */
const AT_START = 3;
const startOf = (labels: readonly FoundLabel[]) => labels.filter(({ start }) => start < AT_START);

const DIGITS = String.raw`\+?\s?\(?\+?\d[\d\s().\/-]{5,20}\d`;
/** A telephone, behind what it is called; a fax is none. */
const LABELLED_PHONE = new RegExp(
  `(?<!\\p{L})(?:${words`
    TEL(?:EPHONE|EFON|EFONO|EFONE|EPON|P|F)?, TEI, TE1, T[IL1]F, TFNO, TLFN, T, PHONE, PH, PUH, MOBILE, MOB, H/P, HP, HOTLINE, CONTACT,
    WHATSAPP, SDT, DT, DIEN THOAI, PUHELIN, PHONE NO, TELF, TELL, FONO, FONE
  `.join("|")})(?:\\.? ?(?:NO|NR|NUMBER|#|/ ?FAX|& ?FAX))?(?!\\p{L})[^\\d+(]{0,8}(${DIGITS})`,
  "u",
);

function labelledPhoneIn({ folded }: Row): string | null {
  const all = LABELLED_PHONE.exec(folded)?.[1];
  const phone = all !== undefined && !isPhone(all) ? all.split("/")[0] : all;
  return phone !== undefined && isPhone(phone) && !DAY.test(phone) && !AMOUNTS.test(phone)
    ? trimmed(phone)
    : null;
}

const DAY = /^\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}(?!\d|[/.-]\d)/u;
/** Behind "T:", which is a total too. */
const AMOUNTS = /^\d+\.\d{2}\s+\d+\.\d{2}(?!\d)/u;

const LEAST_DIGITS = 6;
const MOST_DIGITS = 15;

function isPhone(text: string): boolean {
  const digits = text.replace(/\D/gu, "").length;
  return digits >= LEAST_DIGITS && digits <= MOST_DIGITS;
}

const trimmed = (phone: string): string =>
  phone
    .split(/\s{2,}(?=[\d+(]{4})/u)[0]
    ?.replace(/\s+/gu, " ")
    .replace(/[\s./-]+$/u, "") ?? phone;

/** In the forms that telephones alone have: "(707) 273-5273", "702-735-3033", "+49 711 555018". */
const BARE_PHONE =
  /(?<![\d-])(?:\+?1[-. ]?)?(?:\(\d{3}\)\s?-?\s?\d{3}\s?[-. ]\s?\d{4}|\d{3}\s?[-./]\s?\d{3}\s?[-.]\s?\d{4})(?![\d-])|(?<!\d)\+\s?\d{1,2}[\d\s()-]{7,14}\d(?!\d)/u;
const SHORT_PHONE =
  /(?<=^[\p{L} :.,'&-]*)(?:\(?0\d{1,4}\)?\s?[-/ ]\s?(?:\d{5,8}|\d{3,4}[ -]\d{3,4})|\d{3} \d{3}[- ]\d{4}|\d{3}\s?-\s?\d{4}|\d{4}[- ]\d{4}|\d{10}|0\d{8}|0\d(?:[ .]\d{2}){4})(?=[^\p{L}\d]*$|,)/u;

function bare(rows: readonly Row[], pattern: RegExp): Found<string> | null {
  const row = rows.find(({ folded }) => !/FAX/u.test(folded) && pattern.test(folded));
  const phone = row && pattern.exec(row.folded)?.[0];
  return row && phone ? { value: trimmed(phone.trim()), lines: row.pieces } : null;
}

/** A number of a tax payer, behind what it is called. */
const TAX_ID = new RegExp(
  `(?<![\\p{L}\\d])(?:${words`
    (?:GST|VAT|SST|TAX|BTW|MWST|UST|TVA|IVA|KDV|DPH|MVA|MOMS|HST|QST)[- .]*(?:REG(?:ISTRATION)?|ID|IDENT|IDNR|NO|NR|NUMBER|NUMMER|#)+\.?(?: ?(?:NO|NR|NUMBER|ID)\.?)?,
    GSTIN, GST/HST, ABN, TIN, UID(?:[- ]?NR)?, UST[- .]?ID(?:[- .]?NR)?, USTIDNR, STEUER[- ]?N(?:R|UMMER), ST\.? ?NR, P\.? ?IVA,
    PARTITA IVA, COD\.? ?FISC(?:ALE)?, NIF, CIF, RFC, RUC, CUIT, RUT, CNPJ, NIPC, SIRET, SIREN, TVA INTRACOM, DIC, ICO, NIP, NPWP,
    FORETAKSREGISTERET, MST, ORG\.? ?N(?:R|O|UMMER), CVR(?:[- ]?NR)?, SE[- ]?NR, Y[- ]?TUNNUS, ADOSZAM, VERGI NO, VKN, OIB, MOMS ?REG, CHE
  `.join("|")})\\.?\\s?(?:NO|NR|N)?[\\s.:#°º]*((?:[A-Z]{1,4}[- ]?)?\\d[\\dA-Z./-]*(?: [\\dA-Z.]{2,})*)`,
  "u",
);

function taxIdIn({ folded }: Row): string | null {
  const value = TAX_ID.exec(folded)?.[1]
    ?.split(/\s{2,}/u)[0]
    ?.replace(/[\s./-]+$/u, "");
  return value !== undefined && value.replace(/\D/gu, "").length >= LEAST_TAX_DIGITS ? value : null;
}

const LEAST_TAX_DIGITS = 6;

const WEBSITE =
  /(?<![\p{L}\d@.])(?:https?:\/\/)?(?:www\.[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.[\p{L}]{2,6}|[\p{L}\d-]{3,}\.(?:com|net|org|co|de|at|ch|fr|it|es|pt|nl|be|pl|cz|se|no|dk|fi|uk|ie|my|sg|in|au|nz|ca|us|id|vn)(?:\.[a-z]{2})?)(?![\p{L}\d@])(?:\/[\p{L}\d/._-]*)?/iu;

function websiteIn({ text }: Row): string | null {
  return WEBSITE.exec(text)?.[0].toLowerCase() ?? null;
}
