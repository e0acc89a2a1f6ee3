import { describe, expect, test } from "vitest";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";

const TODAY = new Date("2026-11-28");

function read(text: string) {
  const { storeName, total, currency } = chooseFields(pageOfText(text), TODAY);
  return { storeName, total, currency };
}

const ITEMS = "Coffee  1.250\nCake  0.600";
const PAID = "CASH  10.000\nCHANGE  8.150";

describe("three decimals", () => {
  test.each([
    ["Kuwait, by its mark", "19/10/2026 18:22", `${ITEMS}\nTOTAL KD  1.850\n${PAID}`, "KWD"],
    ["Kuwait, by its code", "19/10/2026 18:22", `${ITEMS}\nTOTAL  KWD 1.850\n${PAID}`, "KWD"],
    ["Kuwait, by a town", "Salmiya\n19/10/2026 18:22", `${ITEMS}\nTOTAL  1.850\n${PAID}`, "KWD"],
    ["Kuwait, by its debit cards", "19/10/2026 18:22", `${ITEMS}\nTOTAL  1.850\nKNET  1.850`, "KWD"],
    [
      "Kuwait, by its dialling code",
      "Tel: +965 2555 0134\n19/10/2026",
      `${ITEMS}\nTOTAL  1.850\n${PAID}`,
      "KWD",
    ],
    ["Bahrain, by its mark", "19/10/2026 18:22", `${ITEMS}\nTOTAL  BD 1.850\n${PAID}`, "BHD"],
    ["Bahrain, by its mark behind", "19/10/2026 18:22", `${ITEMS}\nTOTAL  1.850 BD\n${PAID}`, "BHD"],
    ["Bahrain, by its capital", "Manama\n19/10/2026 18:22", `${ITEMS}\nTotal  1.850\n${PAID}`, "BHD"],
    [
      "Bahrain, by its dialling code in brackets",
      "Tel (+973) 1755 0134\n19/10/2026",
      `${ITEMS}\nTotal  1.850\n${PAID}`,
      "BHD",
    ],
    ["Oman, by its mark", "19/10/2026 18:22", `${ITEMS}\nNet Amount  R.O. 1.850\n${PAID}`, "OMR"],
    ["Oman, by its bank", "19/10/2026 18:22\nBank Muscat", `${ITEMS}\nTOTAL  1.850\n${PAID}`, "OMR"],
    ["Oman, by its capital", "Al Khuwair, Muscat\n19/10/2026", `${ITEMS}\nTOTAL  1.850\n${PAID}`, "OMR"],
    ["Jordan, by its mark", "19/10/2026 18:22", `${ITEMS}\nTOTAL JD  1.850\n${PAID}`, "JOD"],
    ["Jordan, by its capital", "Abdoun, Amman\n19/10/2026", `${ITEMS}\nTOTAL  1.850\n${PAID}`, "JOD"],
    ["Libya, by its code", "19/10/2026 18:22", `${ITEMS}\nTOTAL LYD  1.850\n${PAID}`, "LYD"],
    ["Iraq, by its code", "19/10/2026 18:22", `${ITEMS}\nTOTAL IQD  1.850\n${PAID}`, "IQD"],
    [
      "Tunisia, with commas",
      "La Marsa, Tunis\n19/10/2026",
      "Cafe  1,250\nGateau  0,600\nTOTAL  1,850\nESPECES  2,000\nRENDU  0,150",
      "TND",
    ],
    [
      "Tunisia, by its mark",
      "19/10/2026 18:22",
      "Cafe  1,250\nGateau  0,600\nTOTAL TTC  1,850 DT\nESPECES  2,000",
      "TND",
    ],
    [
      "Tunisia, with points",
      "Sfax\n19/10/2026 18:22",
      "Cafe  1.250\nGateau  0.600\nNET A PAYER  1.850 TND",
      "TND",
    ],
  ])("%s", (_, head, amounts, currency) => {
    expect(read(`ALDER CAFE\n${head}\n${amounts}`)).toEqual({
      storeName: "ALDER CAFE",
      total: 1.85,
      currency,
    });
  });

  test.each([
    ["no country at all", "Tea  0.350\nRoll  0.750\nTOTAL  1.100\nCASH  2.000\nCHANGE  0.900", 1.1],
    ["thousands", "Sofa  KD 1,250.500\nTable  KD 349.500\nTOTAL  KD 1,600.000\nKNET  1,600.000", 1600],
    ["tens", "Dates  12.500\nOil  3.250\nSubtotal  15.750\nVAT 10%  1.575\nTotal BHD  17.325", 17.325],
    ["a total in the row below", "Tea  0.350\nRoll  0.750\nTOTAL\nKD 1.100\nKNET  1.100", 1.1],
    ["one item", "Karak  0.250\nTOTAL KD  0.250\nCASH  0.250", 0.25],
    [
      "taxes of Oman",
      "Rice  2.000\nFish  3.500\nSubtotal  5.500\nVAT 5%  0.275\nTotal OMR  5.775\nVisa  5.775",
      5.775,
    ],
  ])("%s", (_, amounts, total) => {
    expect(read(`ALDER CAFE\n19/10/2026 18:22\n${amounts}`).total).toBe(total);
  });
});

describe("thousands stay thousands", () => {
  test.each([
    ["in Vietnam", "HA NOI\n19/10/2026", "Pho  42.000\nTra  8.000\nTONG CONG  50.000", 50_000],
    ["in Indonesia", "JAKARTA\n19/10/2026", "Nasi  42.500\nTeh  8.000\nTotal Rp  50.500", 50_500],
    ["in Chile", "SANTIAGO\n19/10/2026", "Pan  1.850\nTe  1.250\nTOTAL  $3.100", 3100],
    [
      "in Iraq, behind a comma",
      "Baghdad\n19/10/2026",
      "Kebab  12,000\nTea  1,500\nTotal  13,500 IQD",
      13_500,
    ],
    ["in Germany", "10115 Berlin\n19.10.2026", "Regal  1.850,00\nTisch  1.250,00\nSumme  3.100,00", 3100],
    ["in Japan", "Umeda, Osaka\n2026/10/19", "Bag  ¥1,850\nHat  ¥1,250\nTotal  ¥3,100", 3100],
  ])("%s", (_, head, amounts, total) => {
    expect(read(`ALDER CAFE\n${head}\n${amounts}`).total).toBe(total);
  });

  test("a weight is no dinar", () => {
    const text =
      "ALDER SHOP\n19/10/2026\nApples 0.350 kg x 2.00  0.70\nPears 1.250 kg x 2.00  2.50\nTotal  3.20";
    expect(read(text).total).toBe(3.2);
  });
});
