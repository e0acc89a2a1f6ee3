/** Pages with words that are not read, as the recogniser gives them: guesses among clear numbers. */
import { expect, test } from "vitest";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";

/** What begins with "?" is a guess. */
function chooseFrom(text: string) {
  const page = pageOfText(text);
  const lines = page.lines.map((line) =>
    line.text.startsWith("?") ? { ...line, text: line.text.slice(1), confidence: 0.5 } : line,
  );
  return chooseFields({ ...page, lines }, new Date("2026-11-28"));
}

const SHOP = "?WXq fkt auuq\n?lkq waIng mo";
const GOODS = "?waInq uq   ¥160\n?nunw auq   ¥150";

test.each([
  ["a day of which two characters are lost and one is a digit", "202611058 18:03", "2026-11-05"],
  ["the same with a day of one digit", "20261058 18:03", "2026-10-05"],
  ["the same with numbers that may be two days", "20261118 18:03", null],
  ["the same with its weekday", "202611098()18:22", "2026-11-09"],
  ["a number that is no day", "202613998 18:03", null],
])("%s", (_, day, purchaseDate) => {
  const choice = chooseFrom(`${SHOP}\n${day}\n${GOODS}\n?auuq   ¥310\n?mo fkt   ¥500\n?lkq   ¥190`);
  expect(choice).toMatchObject({ purchaseDate, total: 310, currency: "JPY" });
  expect(choice.notes).toEqual([{ code: "script-not-read" }]);
});

test.each([
  ["the cash and the change", "?auuq   ¥310\n?mo fkt   ¥500\n?lkq   ¥190", 310],
  ["the card", "?auuq   ¥310\n?mo fkt   ¥310", 310],
  [
    "a tax and the cash and the change",
    "?auuq   ¥310\n?mo   ¥31\n?fkt   ¥341\n?lkq   ¥500\n?waInq   ¥159",
    341,
  ],
])("without a day, it is a receipt when its total is confirmed by %s", (_, foot, total) => {
  const choice = chooseFrom(`${SHOP}\n${GOODS}\n${foot}`);
  expect(choice).toMatchObject({ storeName: null, purchaseDate: null, total });
  expect(choice.reasons.purchaseDate).toBe("unreadable");
  expect(choice.evidence.total?.text).toBe(`¥${total}`);
  expect(choice.notes).toEqual([{ code: "script-not-read" }]);
});

test.each([
  ["dishes, some at one price", `${SHOP}\n${GOODS}\n?auuq mo   ¥160\n?fkt lkq   ¥280\n?waInq   ¥350`],
  ["numbers without money", `${SHOP}\n?waInq uq   160\n?nunw auq   150\n?auuq   310\n?mo   310`],
])("a list of %s is no receipt", (_, text) => {
  expect(chooseFrom(text).notes).toEqual([{ code: "not-a-receipt" }]);
});

const LATIN = `
Via Roma 12
1000 Sofia
Tea   4.50
Cake   3.00
Total   7.50
Cash   10.00
Change   2.50
14/03/2026 10:22
Thank you for your visit
`;

test("a Russian total tells the script of few words, also below a Latin name", () => {
  const page = pageOfText(
    "GREEN TEA HOUSE\nyn. Mpa 4, Tep\n15.10.2026 12:01\nTopt   140,00\nAc   230,00\nNTORO   370,00\nVISA   370,00",
  );
  const choice = chooseFields(page, new Date("2026-11-28"));
  expect(choice).toMatchObject({ storeName: "GREEN TEA HOUSE", purchaseDate: "2026-10-15", total: 370 });
  expect(choice.notes).toEqual([{ code: "script-not-read", script: "Cyrillic" }]);
});

test("few words, of which none is read well, are in another script", () => {
  const page = pageOfText("14.10.2026 13:20\nKhra   450,00\nTORO   450,00\nVISA   450,00");
  const lines = page.lines.map((line) => (/^[KT]/.test(line.text) ? { ...line, confidence: 0.85 } : line));
  const choice = chooseFields({ ...page, lines }, new Date("2026-11-28"));
  expect(choice).toMatchObject({ storeName: null, purchaseDate: "2026-10-14", total: 450 });
  expect(choice.notes).toEqual([{ code: "script-not-read" }]);
});

test("a long Latin name above words in another script is kept", () => {
  const choice = chooseFrom(
    "# BLUE HERON COFFEE ROASTERS\n2026-10-04 10:12\n?wq   ¥480\n?nu   ¥350\n?au   ¥830\nVISA   ¥830",
  );
  expect(choice).toMatchObject({ storeName: "BLUE HERON COFFEE ROASTERS", total: 830 });
  expect(choice.notes).toEqual([{ code: "script-not-read" }]);
});

test.each([
  ["amounts below a thousand among others", "?auuq   1,678\n?mo fkt   2,000\n?lkq   322", 1678],
  ["none that the numbers prove", "?auuq   1,690\n?mo fkt   2,000\n?lkq   322", null],
])("a total of %s", (_, foot, total) => {
  const choice = chooseFrom(`${SHOP}\n2026/10/04 09:11\n?waInq uq   1,280\n?nunw auq   398\n${foot}`);
  expect(choice.total).toBe(total);
});

test("no Latin name is made of Cyrillic capitals", () => {
  const choice = chooseFrom(`# PECTOPAH BECHA${LATIN}`);
  expect(choice).toMatchObject({ storeName: null, total: 7.5, purchaseDate: "2026-03-14" });
  expect(choice.confidence.storeName).toBe(0);
  expect(choice.reasons.storeName).toBe("unreadable");
  expect(choice.evidence.storeName).toBeUndefined();
  expect(choice.notes).toEqual([{ code: "script-not-read", script: "Cyrillic" }]);
});

test.each(["Tokyo Tokyo", "TOMMY BAHAMA", "PIZZA PATCH", "HOME TEA", "Cabecocha"])("%s is Latin", (name) => {
  expect(chooseFrom(`# ${name}${LATIN}`).storeName).toBe(name);
});

test("the name of a card among few words does not make them Latin", () => {
  const page = pageOfText(
    "MAFA3NH OFOHEK\ny. Nea 5, Ka3aHb\n09.10.2026 18:02\nXne6   45,00\nMooo   89,90\nTOFO   134,90\nVISA ****1182   134,90\nCNACUO",
  );
  const choice = chooseFields(page, new Date("2026-11-28"));
  expect(choice).toMatchObject({ storeName: null, purchaseDate: "2026-10-09", total: 134.9 });
  expect(choice.notes).toEqual([{ code: "script-not-read", script: "Cyrillic" }]);
});
