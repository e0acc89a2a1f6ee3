/** Receipts in scripts that the reader does not know, rendered here, from the file to the values. */
import sharp from "sharp";
import { expect, test } from "vitest";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import { loadModels } from "../../app/reader/models.ts";
import { readPage } from "../../app/reader/read-page.ts";
import { createRuntime } from "../../app/reader/runtime.ts";
import { unreadScriptOf } from "../../app/reader/script/unread-script.ts";
import { writtenReceipts } from "../../fixtures/written-receipts.ts";
import { renderReceipt } from "../../tools/reader/rendered-receipt.ts";

const models = await loadModels(await createRuntime(2));

async function read(image: Buffer) {
  const { page } = await readPage(models, image);
  return chooseFields(page, new Date("2026-06-01"), {});
}

const GREEK = `# ΦΟΥΡΝΟΣ Η ΓΩΝΙΑ
ΕΡΜΟΥ 15, ΑΘΗΝΑ
ΑΦΜ 094014201

14/03/2025 12:40
ΨΩΜΙ ΧΩΡΙΑΤΙΚΟ   2,40
ΤΥΡΟΠΙΤΑ   3,10

ΣΥΝΟΛΟ EUR   5,50
VISA   5,50
ΕΥΧΑΡΙΣΤΟΥΜΕ`;

const CYRILLIC = `# Кофейня Рассвет
ул. Садовая, 12, Казань
Кассир: Петрова

14.03.2025 12:40
Чай чёрный   120,00
Пирог с яблоком   185,50

ИТОГО   305,50
НАЛИЧНЫМИ   305,50
Спасибо за покупку`;

const ARABIC = `# مطعم النخيل
شارع الملك فهد، الرياض
الكاشير: أحمد

14/03/2025 12:40
قهوة عربية   12.00
دجاج مشوي   38.50

المجموع   50.50
VISA   50.50
شكرا لزيارتكم`;

test.each([
  ["Greek", GREEK, 5.5, "Greek"],
  ["Cyrillic", CYRILLIC, 305.5, "Cyrillic"],
  ["Cyrillic in capitals", CYRILLIC.toUpperCase(), 305.5, "Cyrillic"],
  ["Arabic, which only shows that it is not Latin", ARABIC, 50.5, undefined],
])("%s: the day and the total, and no name", async (_, text, total, script) => {
  const { storeName, purchaseDate, reasons, notes, warnings, ...rest } = await read(
    await renderReceipt(text, { tilt: 1 }),
  );
  expect({ storeName, purchaseDate, total: rest.total }).toEqual({
    storeName: null,
    purchaseDate: "2025-03-14",
    total,
  });
  expect(reasons.storeName).toBe("unreadable");
  expect(notes).toEqual([script ? { code: "script-not-read", script } : { code: "script-not-read" }]);
  expect(warnings.join(" ")).toContain("cannot be read");
});

test.each([
  ["Greek", GREEK],
  ["Arabic", ARABIC],
])("a Latin name on a receipt in %s is kept", async (_, text) => {
  const receipt = await renderReceipt(text.replace(/^# .*/u, "# STARLIGHT CAFE"));
  const { storeName, notes } = await read(receipt);
  expect({ storeName, note: notes[0]?.code }).toEqual({
    storeName: "STARLIGHT CAFE",
    note: "script-not-read",
  });
});

test("the code of the currency is kept among Greek words", async () => {
  const { total, currency } = await read(await renderReceipt(GREEK));
  expect({ total, currency }).toEqual({ total: 5.5, currency: "EUR" });
});

test("writing that reads as badly both ways is not turned on its head", async () => {
  const upright = await renderReceipt(ARABIC);
  expect((await readPage(models, upright)).turned).toBe(0);
  expect((await readPage(models, await sharp(upright).rotate(180).jpeg().toBuffer())).turned).toBe(180);
});

test("no receipt in Latin letters is taken for another script, in any of 21 languages", () => {
  const taken = writtenReceipts().filter(({ page }) => unreadScriptOf(page) !== undefined);
  expect(taken.map(({ name }) => name)).toEqual([]);
});
