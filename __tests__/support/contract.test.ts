import { describe, expect, test } from "vitest";
import { openApiDocument } from "../../app/http/contract.ts";
import { contractOf } from "./contract.ts";

describe("what is not as described is noticed", () => {
  const contract = contractOf(openApiDocument());
  const value = {
    prediction: "{}",
    receipt: {
      storeName: null,
      purchaseDate: null,
      total: null,
      currency: null,
      confidence: { storeName: 0, purchaseDate: 0, total: 0, currency: 0 },
      reasons: {},
    },
    engine: "local",
    warnings: [],
    notes: [],
  };
  const receiptWith = (fields: object) => ({ ...value, receipt: { ...value.receipt, ...fields } });
  const headers = { "X-Request-Id": "1", "Server-Timing": "x", "Cache-Control": "no-store" };
  const differencesOf = (body: object, init: ResponseInit = {}) =>
    contract.differences("post", "/predict", Response.json(body, { headers, ...init }));

  test.each<[string, object, RegExp | undefined]>([
    ["nothing wrong", value, undefined],
    ["a turn", receiptWith({ turned: 90 }), undefined],
    ["a turn that there is not", receiptWith({ turned: 45 }), /turned must be equal to one of/],
    ["a confidence above 1", receiptWith({ confidence: { ...value.receipt.confidence, total: 2 } }), /<= 1/],
    ["no confidence", receiptWith({ confidence: undefined }), /required property 'confidence'/],
    ["a date of the article's form", receiptWith({ purchaseDate: "14-03-2026" }), /match format "date"/],
    ["a property that is not described", receiptWith({ items: [] }), /must NOT have additional/],
  ])("%s", async (_, body, difference) => {
    const differences = await differencesOf(body);
    expect(differences).toEqual(difference === undefined ? [] : [expect.stringMatching(difference)]);
  });

  test("a status, a type and a header", async () => {
    expect(await differencesOf(value, { status: 418 })).toEqual(["post /predict has no answer 418"]);
    expect(await differencesOf(value, { status: 400 })).toEqual([
      "post /predict has no 400 of type application/json",
    ]);
    expect(await differencesOf(value, { headers: {} })).toEqual(
      ["X-Request-Id", "Server-Timing", "Cache-Control"].map((name) => `the header ${name} is missing`),
    );
  });

  test("the description of turned that was served before", async () => {
    const before = structuredClone(JSON.parse(JSON.stringify(openApiDocument())));
    before.components.schemas.Receipt.properties.turned = { type: "number", enum: [0] };
    const response = Response.json(receiptWith({ turned: 90 }), { headers });
    expect(await contractOf(before).differences("post", "/predict", response)).toHaveLength(1);
  });
});
