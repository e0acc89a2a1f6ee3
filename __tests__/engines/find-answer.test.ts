import { expect, test } from "vitest";
import { findAnswer } from "../../app/engines/answers/find-answer.ts";

const ANSWER = { storeName: "{SHOP}", purchaseDate: "14-03-2026", total: 12.5, currency: "EUR" };
const json = JSON.stringify(ANSWER);

test.each([
  ["alone", json],
  ["in prose", `Here it is: ${json} Anything else?`],
  ["in a fence", `\`\`\`json\n${json}\n\`\`\``],
  ["with braces behind it", `${json}\nNote: {check}`],
  ["with braces before it", `{maybe} [see below] {"a": 1} ${json}`],
  ["with a brace that stays open before it", `{ so: ${json}`],
  ["with a quotation mark before it", `12" wide {x} ${json}`],
  [
    "with thoughts",
    `<think>{"storeName": "Draft", "total": 1, "currency": "USD", "date": null}</think>${json}`,
  ],
  ["with thoughts whose beginning is missing", `I see {"total": 1}. </think>\n${json}`],
  ["after a draft", `{"storeName":"X","purchaseDate":null,"total":1,"currency":null} No: ${json}`],
  ["before another object", `${json} {"confidence": 0.9}`],
  ["wrapped", JSON.stringify({ receipt: ANSWER })],
  ["wrapped with something else", JSON.stringify({ status: "ok", data: { receipt: ANSWER }, confidence: 1 })],
  ["in a list of one", JSON.stringify([ANSWER])],
  ["in a list of one in an object", JSON.stringify({ receipts: [ANSWER] })],
  ["as a text in an object", JSON.stringify({ answer: json })],
  ["as a text", JSON.stringify(json)],
  [
    "with other keys",
    JSON.stringify({ store_name: "{SHOP}", "Purchase Date": "14-03-2026", Total: 12.5, currencyCode: "EUR" }),
  ],
  ["in two pairs of braces", `{${json}}`],
  [
    "with keys that others use",
    JSON.stringify({
      merchant: "{SHOP}",
      date: "14-03-2026",
      amount: 12.5,
      currency: "EUR",
      items: [{ total: 1 }],
    }),
  ],
  ["with a comma behind the last value", `${json.slice(0, -1)},}`],
  ["with comments", `{ // the receipt\n${json.slice(1, -1)} /* "all" of it */}`],
  ["without quotes around the keys", json.replace(/"(\w+)":/g, "$1: ")],
  ["in single quotes", `Here: ${json.replaceAll('"', "'")}.`],
  ["with keys that mean the same", JSON.stringify({ ...ANSWER, store: "X", merchant_name: "Y", date: "1" })],
])("an answer %s", (_, text) => {
  expect(findAnswer(text)).toEqual(ANSWER);
});

test.each([
  ["no object", "I see a receipt of a market."],
  ["an empty one", "{}"],
  ["an empty list", "[]"],
  ["a list of two", JSON.stringify([ANSWER, ANSWER])],
  ["a list of two in an object", JSON.stringify({ receipts: [ANSWER, ANSWER] })],
  ["other things", '{"answer": 42, "text": "total"}'],
  ["names that are not known", JSON.stringify({ merchant: "SHOP", when: "14-03-2026", price: 12.5 })],
  ["an object that is cut", json.slice(0, -2)],
  ["a number", "12.5"],
  ["null", "null"],
  ["very deep", JSON.stringify({ a: { b: { c: { d: { e: ANSWER } } } } })],
  ["a text of braces", "{".repeat(500_000)],
  ["a text of brackets", "[{".repeat(250_000)],
])("%s is no answer", (_, text) => {
  const start = performance.now();
  expect(findAnswer(text)).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(2_000);
});
