/**
 * Answers without parameters stay what they are, byte for byte: old clients parse them. A commit that changes one says
 * which and why: `npm test -- __tests__/app/kept-answers.test.ts -u`, and read what changed in the snapshot.
 */
import { expect, test } from "vitest";
import { toPrediction } from "../../app/http/prediction.ts";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import type { Reading } from "../../app/receipt.ts";
import { writtenReceipts } from "../../fixtures/written-receipts.ts";
import { fileOf } from "../support/reading.ts";

const TODAY = new Date("2026-12-31");
const KEPT = `
  ae-cafeteria-2 at-gasthaus au-drycleaner br-cupom br-quiteria ca-depanneur
  ch-canteen ch-parking ch-warenhaus cz-hyper de-brand-slogan de-slogan-below
  dk-cafe es-refund fi-kuitti fr-cb-slip gb-chemist gb-pub-3
  gb-train hr-two-currencies id-bengkel id-rumahmakan in-chemist in-restaurant-2
  it-casa-del-pane it-trattoria-3 ke-supermarket-2 mx-cine my-books my-footer-company
  my-malay my-pasaraya-4 my-restaurant nl-bouwmarkt no-kro-2 nz-museum
  ph-botika pl-ksiegarnia pt-pastelaria se-kiosk sg-bistro sg-mall
  sg-taxi th-cafe tr-market us-diner-3 us-grocery-2 us-house-of
  us-tip-paid vn-chain
`
  .trim()
  .split(/\s+/);

const kept = writtenReceipts().filter(({ name }) => KEPT.includes(name));

test("there are fifty", () => {
  expect(kept).toHaveLength(50);
});

test.each(kept)("$name", ({ page }) => {
  const reading: Reading = { ...chooseFields(page, TODAY), evidence: {}, turned: 0, pages: [1], lines: [] };
  const off = { evidence: false, lines: false, all: false, details: false };
  const prediction = toPrediction(fileOf(reading), "local", off);
  expect(JSON.stringify(prediction)).toMatchSnapshot();
});
