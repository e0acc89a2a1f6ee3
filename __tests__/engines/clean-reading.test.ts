import { expect, test } from "vitest";
import { cleanReading } from "../../app/engines/clean-reading.ts";
import { secondsOfCpu } from "../../fixtures/seconds-of-cpu.ts";
import { LINE, READING } from "../support/reading.ts";

const nameOf = (storeName: string) => cleanReading({ ...READING, storeName }).storeName;

test.each([
  ["a terminal's commands", "\u001b[2J\u001b]0;title\u0007Oak\u009b31m Street", "[2J]0;titleOak31m Street"],
  ["a direction of writing", "Oak \u202eteertS\u202c \u2066x\u2069\u200e\u200f\u061c", "Oak teertS x"],
  ["breaks", "Oak\r\n\tStreet\u2028Market\u0085", "Oak Street Market"],
  ["half of a pair", "Oak \ud83d Street", "Oak \ufffd Street"],
  ["nothing else", "\u0000\u200e", null],
  ["Arabic and Hebrew letters, which stay", "مقهى שלום", "مقهى שלום"],
])("a name with %s", (_, name, clean) => {
  expect(nameOf(name)).toBe(clean);
});

test("a name without an end is cut, with a warning; emoji stay whole", () => {
  const { storeName, warnings, notes } = cleanReading({ ...READING, storeName: "🥐".repeat(200_000) });
  expect(storeName).toBe("🥐".repeat(200));
  expect(warnings).toEqual(["The shop's name was cut after 200 characters."]);
  expect(notes).toEqual([{ code: "name-cut" }]);
});

test("the text that a value was read from is cleaned as well", () => {
  const total = { text: "TOTAL\u001b[8m 42.58\n", box: { left: 0, top: 0, width: 1, height: 1 }, page: 1 };
  expect(cleanReading({ ...READING, evidence: { total } }).evidence.total?.text).toBe("TOTAL[8m 42.58");
});

test("an ordinary reading is not changed", () => {
  expect(cleanReading(READING)).toEqual(READING);
});

test("numbers of cards are masked wherever the receipt's text is", () => {
  const card = "4111 1111 1111 1111";
  const total = { text: `VISA ${card}`, box: LINE.box, page: 1 };
  const label = { ...LINE, text: "Receipt No.", box: { ...LINE.box, left: 0, width: 0.1 } };
  const below = { ...LINE.box, top: 0.9 };
  const lines = [label, { ...LINE, text: card }, { ...LINE, text: card, box: below }];
  const clean = cleanReading({ ...READING, storeName: card, evidence: { total }, lines });
  expect(clean.storeName).toBe("**** **** **** 1111");
  expect(clean.evidence.total?.text).toBe("VISA **** **** **** 1111");
  expect(clean.lines.map(({ text }) => text)).toEqual(["Receipt No.", card, "**** **** **** 1111"]);
});

test("the time grows with the pages: of 12 with 1,500 numbers each", () => {
  const lines = Array.from({ length: 18_000 }, (_, index) => ({
    ...LINE,
    text: "4111111111111111",
    page: 1 + (index % 12),
    box: { ...LINE.box, left: index / 18_000, top: (index % 1_500) / 1_500, height: 1 / 1_500 },
  }));
  let clean = READING;
  const seconds = secondsOfCpu(() => {
    clean = cleanReading({ ...READING, lines });
  });
  expect(clean.lines.every(({ text }) => text === "************1111")).toBe(true);
  // A fifth of this is needed, and more where each number has a look at the lines of all pages.
  expect(seconds).toBeLessThan(1.5);
});
