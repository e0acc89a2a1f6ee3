import { expect, test } from "vitest";
import { parseChatReply } from "../../app/engines/chat-reply.ts";

const ANSWER = { storeName: "SHOP", purchaseDate: "14-03-2026", total: 12.5, currency: "EUR" };
const READING = { ...ANSWER, purchaseDate: "2026-03-14" };

function readingOf(content: string) {
  const body = Buffer.from(JSON.stringify({ choices: [{ message: { content } }] }));
  const { receipts, nothing } = parseChatReply(body);
  const { storeName, purchaseDate, total, currency } = receipts[0] ?? nothing;
  return { storeName, purchaseDate, total, currency };
}

test.each([
  { total: { amount: 12.5, currency: "EUR" } },
  { total: ["12.50"] },
  { total: "**12.50**" },
  { storeName: { name: "SHOP" } },
  { storeName: '"SHOP"' },
  { purchaseDate: 20260314 },
  { currency: { code: "EUR" } },
])("a value is taken however a model wraps it: %j", (values) => {
  expect(readingOf(JSON.stringify({ ...ANSWER, ...values }))).toEqual(READING);
});

test("words of Python are none", () => {
  const content = "{'storeName': 'JOE\\'S \"INN\"', 'purchaseDate': None, 'total': 12.50, 'currency': None,}";
  expect(readingOf(content)).toEqual({
    storeName: `JOE'S "INN"`,
    purchaseDate: null,
    total: 12.5,
    currency: null,
  });
});

test.each([
  ["sums", '{"storeName": "SHOP", "purchaseDate": null, "total": 10.00 + 2.50}'],
  ["totals that are several", JSON.stringify({ ...ANSWER, total: [12.5, 20] })],
  ["no JSON", "storeName: SHOP, total: 12.5"],
])("%s are no answer", (_, content) => {
  expect(() => readingOf(content)).toThrow("did not answer with a receipt");
});
