import { cleanText } from "../clean-text.ts";
import { totalText } from "./amount-text.ts";
import type { TableRow } from "./table-row.ts";

/** Bytes of a name, which all file systems take also with a folder before it. */
const MOST_BYTES = 120;

/** Bytes for what tells twins apart: ` (1000)`. */
const SUFFIX_BYTES = 7;

/** What Windows does not take, and what parts folders anywhere. */
const RESERVED = /[\\/:*?"<>|]/g;

const UNKNOWN = "unknown";

/** Names for the pictures of receipts: `2018-10-19 Premier Taxis 15.12 SGD.jpg`, and a twin's ends in ` (2)`. */
export class PictureNames {
  readonly #twins = new Map<string, number>();

  /** The next one's; it keeps the ending of its file. */
  next(row: TableRow): string {
    const { purchaseDate, storeName, currency, file } = row;
    const ending = /\.\w{1,5}$/.exec(file)?.[0].toLowerCase() ?? "";
    const [before, after] = [purchaseDate ?? UNKNOWN, `${totalText(row) || UNKNOWN} ${currency ?? UNKNOWN}`];
    const room = MOST_BYTES - SUFFIX_BYTES - `${before}  ${after}${ending}`.length;
    const store = cutToBytes(tidy(storeName ?? ""), room).trim() || UNKNOWN;
    const name = `${before} ${store} ${tidy(after)}`;
    const key = `${name}${ending}`.toLowerCase();
    const nth = (this.#twins.get(key) ?? 0) + 1;
    this.#twins.set(key, nth);
    return `${name}${nth === 1 ? "" : ` (${nth})`}${ending}`;
  }
}

function tidy(text: string): string {
  return cleanText(text).normalize("NFC").replace(RESERVED, " ").replace(/\s+/g, " ").trim();
}

/** Between characters. */
function cutToBytes(text: string, most: number): string {
  return text.slice(0, new TextEncoder().encodeInto(text, new Uint8Array(most)).read);
}
