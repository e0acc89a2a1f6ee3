import fc from "fast-check";
import { expect, test } from "vitest";
import { type JournalRow, toBeancount, toHledger } from "../../app/exports/journal.ts";

const taxi: JournalRow = {
  storeName: "Premier Taxis",
  purchaseDate: "2018-10-19",
  total: 15.12,
  currency: "SGD",
  file: "IMG_1.JPG",
  remark: "",
  category: "travel: taxi",
  note: 'to the "fair"; with Ann | Bo',
  paidBy: "card",
};
const rows: JournalRow[] = [
  taxi,
  {
    ...taxi,
    storeName: null,
    total: -1500,
    currency: "JPY",
    category: "",
    note: "",
    remark: "Store",
    paidBy: null,
  },
  { ...taxi, storeName: "(x) *", category: "旅行", currency: null, total: 0, note: "" },
  { ...taxi, purchaseDate: null, file: "no\nday.png" },
];

test("a Beancount file: accounts by category and payment, a flag for what is to be checked, texts as texts", () => {
  expect(toBeancount(rows)).toBe(`plugin "beancount.plugins.auto_accounts"

2018-10-19 * "Premier Taxis" "to the \\"fair\\"; with Ann | Bo"
  file: "IMG_1.JPG"
  Expenses:Travel:Taxi  15.12 SGD
  Liabilities:Card  -15.12 SGD

2018-10-19 ! "" ""
  file: "IMG_1.JPG"
  Expenses:Uncategorized  -1500 JPY
  Assets:Cash  1500 JPY

2018-10-19 * "(x) *" ""
  file: "IMG_1.JPG"
  Expenses:X-旅行  0.00 XXX
  Liabilities:Card  0.00 XXX

; Not booked, without a date or total: no day.png
`);
});

test("an hledger file: the same, with names that are neither comments nor codes", () => {
  expect(toHledger(rows)).toBe(`2018-10-19 * Premier Taxis | to the "fair", with Ann , Bo
    ; file: IMG_1.JPG
    Expenses:Travel:Taxi  15.12 SGD
    Liabilities:Card  -15.12 SGD

2018-10-19 !
    ; file: IMG_1.JPG
    Expenses:Uncategorized  -1500 JPY
    Assets:Cash  1500 JPY

2018-10-19 * x) *
    ; file: IMG_1.JPG
    Expenses:X-旅行  0.00 XXX
    Liabilities:Card  0.00 XXX

; Not booked, without a date or total: no day.png
`);
});

test("no text makes a line of its own", () => {
  const text = fc.string({ unit: "binary", maxLength: 40 });
  fc.assert(
    fc.property(text, text, text, text, (storeName, note, category, file) => {
      const row = { ...taxi, storeName, note, category, file };
      const shape = (journal: string) => journal.split(/\r\n|[\n\r\u2028\u2029\u0085]/).length;
      expect(shape(toBeancount([row]))).toBe(shape(toBeancount([taxi])));
      expect(shape(toHledger([row]))).toBe(shape(toHledger([taxi])));
      expect(toBeancount([row]).split("\n")[4]).toMatch(
        /^ {2}Expenses(:[\p{Lu}\p{Nd}][\p{L}\p{Nd}-]*)+ {2}15\.12 SGD$/u,
      );
    }),
  );
});
