import { describe, expect, test } from "vitest";
import { closeJson } from "../../app/engines/answers/close-json.ts";
import { parseChatReply } from "../../app/engines/chat-reply.ts";
import { cleanDetails } from "../../app/engines/clean-details.ts";
import { parseDetails } from "../../app/engines/details-answer.ts";
import { detailsTokens } from "../../app/engines/details-request.ts";
import { READ_DETAILS } from "../support/reading.ts";

const FIELDS = { storeName: "Oak Street Market", purchaseDate: "26-10-2023", total: 42.58, currency: "USD" };
const SIXTY = Array.from({ length: 60 }, (_, index) => `Article ${index + 1}|1|||0.71|`);

/** The reading of a model's text. */
const readingOf = (text: string, finish = "stop") =>
  parseChatReply(
    Buffer.from(JSON.stringify({ choices: [{ finish_reason: finish, message: { content: text } }] })),
    true,
  );

describe("an answer that is cut", () => {
  const whole = JSON.stringify({ ...FIELDS, details: { time: "14:05", items: SIXTY } });

  test("anywhere behind the fields: all of them, and the items that are complete", () => {
    const behind = whole.indexOf("details");
    for (let end = behind; end < whole.length; end += 7) {
      const [reading] = readingOf(whole.slice(0, end), "length").receipts;
      expect(reading).toMatchObject({ storeName: "Oak Street Market", total: 42.58, currency: "USD" });
      expect(reading?.notes).toEqual([{ code: "items-cut" }]);
      const items = reading?.details?.values.items ?? [];
      expect(items).toEqual(parseDetails({ items: SIXTY.slice(0, items.length) }, "USD").items);
    }
  });

  test("within the fields: none", () => {
    expect(() => readingOf(whole.slice(0, 40), "length")).toThrow(/cut off/);
  });

  test.each([
    ['{"a": 1, "b": [2, 3', '{"a": 1, "b": [2]}'],
    ['{"a": "x, y", "b": "z', '{"a": "x, y"}'],
    ['{"a": {"b": "\\"}"}, "c": tr', '{"a": {"b": "\\"}"}}'],
    ['Here: {"a": [1], "b"', '{"a": [1]}'],
    ['{"a', undefined],
    ["no object", undefined],
  ])("%s", (cut, closed) => {
    expect(closeJson(cut)).toBe(closed);
  });
});

test("all sixty items of a whole answer, and a sum that does not come out", () => {
  const [reading] = readingOf(JSON.stringify({ ...FIELDS, details: { items: SIXTY } })).receipts;
  expect(reading?.details?.values.items).toHaveLength(60);
  expect(reading?.notes).toEqual([{ code: "sum-differs", difference: -0.02 }]);
  expect(reading?.details).toMatchObject({ confidence: null, evidence: null });
});

test.each<[string, object, object]>([
  [
    "decimal commas and signs",
    { items: ["Brot|2||3,20 €|6,40 €|"] },
    { items: [{ unitPrice: 3.2, amount: 6.4 }] },
  ],
  ["a weight", { items: ["Bananas|0,845|kg|2.00|1.69|"] }, { items: [{ quantity: 0.845, unit: "kg" }] }],
  [
    "a sign of separation in a name",
    { items: ["A|B|1|||2.00|"] },
    { items: [{ description: "A|B", amount: 2 }] },
  ],
  ["parts that are missing", { items: ["Tea"] }, { items: [{ description: "Tea", amount: null }] }],
  ["words for nothing", { time: "unknown", phone: "N/A" }, { time: null, store: { phone: null } }],
  ["an hour that there is not", { time: "25:00" }, { time: null }],
  ["other types", { items: "none", taxes: [7], tip: [] }, { items: [], taxes: [], tip: null }],
  ["nothing", {}, { items: [], payments: [] }],
  [
    "an unknown way of paying",
    { payments: ["barter|5.00|"] },
    { payments: [{ method: "other", amount: 5 }] },
  ],
])("%s", (_, answer, details) => {
  expect(parseDetails(answer, "EUR")).toMatchObject(details);
});

test("texts are cleaned, and numbers of cards masked", () => {
  const [item] = READ_DETAILS.values.items;
  const values = {
    ...READ_DETAILS.values,
    receiptNumber: "4111111111111111",
    items: item ? [{ ...item, description: "Top-up\u202e 4111 1111 1111 1111\u0000" }] : [],
  };
  const clean = cleanDetails({ ...READ_DETAILS, values }).values;
  expect(clean.items[0]?.description).toBe("Top-up **** **** **** 1111");
  expect(clean.receiptNumber).toBe("4111111111111111");
});

test("the length limit follows the time that is left, up to the setting", () => {
  const tokens = (most: number) => [0, 10_000, 25_000, 1_000_000].map((left) => detailsTokens(left, most));
  expect(tokens(6_000)).toEqual([100, 300, 750, 6_000]);
  expect(tokens(512)).toEqual([100, 300, 512, 512]);
});
