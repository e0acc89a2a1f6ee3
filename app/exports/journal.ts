import { cleanText } from "../clean-text.ts";
import type { PaymentMethod } from "../details.ts";
import { formatAmount } from "./amount-text.ts";
import type { TableRow } from "./table-row.ts";

/** A receipt and what decides the accounts that it is booked on. */
export interface JournalRow extends TableRow {
  /** What somebody files it under; may be empty, and may have levels: "Travel:Taxi". */
  readonly category: string;
  /** What somebody has noted about it; may be empty. */
  readonly note: string;
  /** Null where nobody asked for it, or there are several. */
  readonly paidBy: PaymentMethod | null;
}

/** Where an expense without a category goes. */
const UNCATEGORIZED = "Uncategorized";

/** What is paid from; cash where that is not known. */
const PAID_FROM: Readonly<Record<PaymentMethod, string>> = {
  cash: "Assets:Cash",
  card: "Liabilities:Card",
  voucher: "Assets:Vouchers",
  mobile: "Assets:Mobile",
  other: "Assets:Cash",
};

/** ISO 4217 for no currency. */
const NO_CURRENCY = "XXX";

/** A file for Beancount. Its accounts are opened by Beancount's own plugin. What is to be checked has `!` for `*`. */
export function toBeancount(rows: readonly JournalRow[]): string {
  const entries = rows.map((row) => {
    const booking = bookingOf(row);
    return booking === undefined
      ? notBooked(row)
      : `${row.purchaseDate} ${booking.flag} ${quoted(row.storeName ?? "")} ${quoted(row.note)}
  file: ${quoted(row.file)}
  ${booking.postings.join("\n  ")}
`;
  });
  return ['plugin "beancount.plugins.auto_accounts"\n', ...entries].join("\n");
}

/** A file for hledger and Ledger. */
export function toHledger(rows: readonly JournalRow[]): string {
  const entries = rows.map((row) => {
    const booking = bookingOf(row);
    if (booking === undefined) {
      return notBooked(row);
    }
    const description = [row.storeName ?? "", row.note].map(describing).filter(Boolean).join(" | ");
    return `${[row.purchaseDate, booking.flag, description].filter(Boolean).join(" ")}
    ; file: ${undated(row.file)}
    ${booking.postings.join("\n    ")}
`;
  });
  return entries.join("\n");
}

/** Undefined where there is nothing to book. */
function bookingOf({ purchaseDate, total, currency, category, remark, paidBy }: JournalRow) {
  if (purchaseDate === null || total === null) {
    return undefined;
  }
  const amountOf = (value: number) => `${formatAmount(value, currency)} ${currency ?? NO_CURRENCY}`;
  return {
    flag: remark === "" ? "*" : "!",
    postings: [
      `${expenseAccount(category)}  ${amountOf(total)}`,
      `${PAID_FROM[paidBy ?? "cash"]}  ${amountOf(0 - total)}`,
    ],
  };
}

/** A comment, so that nothing is missing without a word. */
const notBooked = ({ file }: JournalRow) => `; Not booked, without a date or total: ${cleanText(file)}\n`;

/** `Expenses:Travel:Taxi` of "travel: taxi". Beancount takes letters, digits and hyphens, a capital or digit first. */
function expenseAccount(category: string): string {
  const levels = category
    .normalize("NFC")
    .split(":")
    .map((level) => level.replace(/[^\p{L}\p{Nd}]+/gu, "-").replace(/^-|-$/g, ""))
    .filter(Boolean)
    .map((level) => level.replace(/^./u, (first) => first.toUpperCase()))
    .map((level) => (/^[\p{Lu}\p{Nd}]/u.test(level) ? level : `X-${level}`));
  return ["Expenses", ...(levels.length === 0 ? [UNCATEGORIZED] : levels)].join(":");
}

const quoted = (text: string) => `"${cleanText(text).replace(/[\\"]/g, "\\$&")}"`;

/** Ledger takes a day in brackets for the entry's. */
const undated = (text: string) => cleanText(text).replace(/\[/g, "(").replace(/\]/g, ")");

/** Without what would begin a comment, a note, a code or another flag. */
const describing = (text: string) =>
  cleanText(text)
    .replace(/[;|]/g, ",")
    .replace(/^[(*!\s]+/, "");
