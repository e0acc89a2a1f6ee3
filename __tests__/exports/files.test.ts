import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { PictureNames } from "../../app/exports/picture-names.ts";
import { toXlsx } from "../../app/exports/xlsx.ts";
import { toZip } from "../../app/exports/zip.ts";

const HEADS = ["Store", "Date", "Total", "Currency", "File", "To check"] as const;

const taxi = {
  storeName: "Premier Taxis",
  purchaseDate: "2018-10-19",
  total: 15.12,
  currency: "SGD",
  file: "IMG_1.JPG",
  remark: "",
  picture: "a",
};

const nothing = { storeName: null, purchaseDate: null, total: null, currency: null };

/** The cells of a spreadsheet by their places: the value as the file has it, and its format. */
function cellsOf(
  file: Uint8Array,
  sheet = 1,
): Record<string, readonly [value: string, format: string | undefined]> {
  const parts = unzipSync(file);
  const part = (name: string) => strFromU8(parts[`xl/${name}.xml`] ?? new Uint8Array());
  const texts = [...part("sharedStrings").matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, text]) => text ?? "");
  const formats = new Map(
    [...part("styles").matchAll(/numFmtId="(\d+)" formatCode="(.*?)"/g)].map(([, id, code]) => [id, code]),
  );
  const styles = [...part("styles").matchAll(/<xf (?:numFmtId="(\d+)")?.*?>/g)].map(([, id]) =>
    formats.get(id),
  );
  const cells = part(`worksheets/sheet${sheet}`).matchAll(/<c r="(\w+)" s="(\d+)"( t="s")?><v>(.*?)<\/v>/g);
  return Object.fromEntries(
    [...cells].map(([, place = "", style, isText, value = ""]) => [
      place,
      [isText ? (texts[Number(value)] ?? "") : value, styles[Number(style)]],
    ]),
  );
}

const xlsx = async (...rows: Parameters<typeof toXlsx>[1]) =>
  cellsOf(new Uint8Array(await (await toXlsx(HEADS, rows)).arrayBuffer()));

test("a spreadsheet has days and totals as numbers, and all else as text that is never run", async () => {
  const rows = [
    { ...taxi, storeName: "=SUM(A1)\u0007 & <b>", added: ["=Travel"] },
    { ...taxi, storeName: "00123456789012345678", total: 1500, currency: "JPY" },
    { ...taxi, ...nothing, purchaseDate: "1890-01-01", remark: "Total" },
  ];
  const { A1, F1, ...cells } = await xlsx(...rows);
  expect([A1?.[0], F1?.[0]]).toEqual(["Store", "To check"]);
  expect(cells).toMatchObject({
    A2: ["=SUM(A1) &amp; &lt;b&gt;", "@"],
    B2: ["43392", "yyyy-mm-dd"],
    C2: ["15.12", "0.00"],
    D2: ["SGD", "@"],
    E2: ["IMG_1.JPG", "@"],
    G2: ["=Travel", "@"],
    A3: ["00123456789012345678", "@"],
    C3: ["1500", "0"],
    B4: ["1890-01-01", "@"], // days are counted from 1900
    F4: ["Total", "@"],
  });
  expect(Object.keys(cells)).not.toEqual(expect.arrayContaining(["A4"]));
});

test("what receipts say beyond their fields is a second sheet, where there is any", async () => {
  const heads = {
    sheets: ["Receipts", "Items"],
    columns: ["Store", "Date", "File", "Kind", "Name"],
  } as const;
  const detail = { kind: "Item", quantity: 2, unit: null, unitPrice: 3.2, discount: null, amount: 6.4 };
  const rows = [
    {
      ...taxi,
      details: [
        { ...detail, name: "=1+1" },
        { ...detail, name: null },
      ],
    },
    taxi,
  ];
  const file = async (given: readonly (typeof taxi)[]) =>
    new Uint8Array(await (await toXlsx(HEADS, given, heads)).arrayBuffer());
  expect(cellsOf(await file(rows), 2)).toMatchObject({
    A1: ["Store", undefined],
    A2: ["Premier Taxis", "@"],
    B2: ["43392", "yyyy-mm-dd"],
    C2: ["IMG_1.JPG", "@"],
    E2: ["=1+1", "@"],
    H2: ["3.2", "0.00"],
    J3: ["6.4", "0.00"],
    K3: ["SGD", "@"],
  });
  expect(Object.keys(unzipSync(await file([taxi])))).not.toContain("xl/worksheets/sheet2.xml");
});

test.each([
  ["as it is", {}, "2018-10-19 Premier Taxis 15.12 SGD.jpg"],
  ["nothing read", nothing, "unknown unknown unknown unknown.jpg"],
  [
    "characters that no folder takes",
    { storeName: '../A|B: "C"\t?\n*' },
    "2018-10-19 .. A B C 15.12 SGD.jpg",
  ],
  ["no letters that are left", { storeName: "//" }, "2018-10-19 unknown 15.12 SGD.jpg"],
  ["a file without an ending", { file: "scan" }, "2018-10-19 Premier Taxis 15.12 SGD"],
])("a picture's name: %s", (_, values, name) => {
  expect(new PictureNames().next({ ...taxi, ...values })).toBe(name);
});

test("names of pictures are short, whole characters, and differ also where capitals do not count", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary", maxLength: 150 }), { maxLength: 8 }), (stores) => {
      const names = new PictureNames();
      const given = [...stores, ...stores, ...stores.map((store) => store.toUpperCase())].map((storeName) =>
        names.next({ ...taxi, storeName }),
      );
      const isBad = (name: string) =>
        Buffer.byteLength(name) > 120 || /[\\/:*?"<>|\p{Cc}\ufffd]/u.test(name) || !name.isWellFormed();
      expect(given.filter(isBad)).toEqual([]);
      expect(new Set(given.map((name) => name.toLowerCase())).size).toBe(given.length);
    }),
    { numRuns: 30 },
  );
  const twins = new PictureNames();
  const [first, second] = [twins.next(taxi), twins.next({ ...taxi, storeName: "PREMIER TAXIS" })];
  expect([first, second]).toEqual([
    "2018-10-19 Premier Taxis 15.12 SGD.jpg",
    "2018-10-19 PREMIER TAXIS 15.12 SGD (2).jpg",
  ]);
});

test("a ZIP file has each picture once and the table with their names, and is made as it is read", async () => {
  const rows = [
    taxi,
    { ...taxi, storeName: "Kiosk" }, // in the same picture
    { ...taxi, ...nothing, picture: "gone", file: "gone.png" },
    { ...taxi, picture: "b" },
  ];
  const opened: string[] = [];
  const content = new Uint8Array(200_000).fill(7);
  const stream = toZip(HEADS, rows, async (picture) => {
    opened.push(picture);
    return picture === "gone" ? undefined : new Blob([content]);
  });
  const reader = stream.getReader();
  const chunks = [(await reader.read()).value ?? new Uint8Array()];
  expect(opened).toEqual(["a"]);
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
  }
  expect(opened).toEqual(["a", "gone", "b"]);
  const { "receipts.xlsx": table, ...pictures } = unzipSync(Buffer.concat(chunks));
  const name = "2018-10-19 Premier Taxis 15.12 SGD";
  expect(Object.keys(pictures)).toEqual([`${name}.jpg`, `${name} (2).jpg`]);
  expect(content.every((byte, index) => byte === pictures[`${name}.jpg`]?.[index])).toBe(true);
  const { E2, E3, E4, E5 } = cellsOf(table ?? new Uint8Array());
  expect([E2, E3, E4, E5].map((cell) => cell?.[0])).toEqual([
    `${name}.jpg`,
    `${name}.jpg`,
    "gone.png",
    `${name} (2).jpg`,
  ]);
});
