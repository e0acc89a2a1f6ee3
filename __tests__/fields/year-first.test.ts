import { describe, expect, test } from "vitest";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";

const TODAY = new Date("2026-11-28");

/** A receipt with these rows in its head. */
function read(rows: string, amounts = "Tea  4.50\nCake  3.00\nTotal  7.50\nCash  7.50") {
  return chooseFields(pageOfText(`ALDER SHOP\n${rows}\n${amounts}`), TODAY);
}

describe("two digits of the year come first", () => {
  test.each([
    ["in Japan", "Shibuya, Tokyo\n26/11/09 18:22", "2026-11-09"],
    ["in Japan, with the weekday", "26/11/09(Mon) 18:22", "2026-11-09"],
    ["in Japan, when the day may be one too", "Umeda, Osaka\n25/06/24 18:22", "2025-06-24"],
    ["in Korea, with points", "Gangnam-gu, Seoul\n26.11.09 18:22:05", "2026-11-09"],
    ["in Korea, by its dialling code", "TEL +82 2 555 0134\n26-03-14 09:05", "2026-03-14"],
    ["in Taiwan", "No. 12 Zhongshan Rd, Taipei\n26/11/09 18:22", "2026-11-09"],
    ["in Taiwan, counted from 1912", "Zhongzheng Dist., Taipei\n115/11/09 18:22", "2026-11-09"],
    ["in Sweden", "Storgatan 4, Uppsala\nOrg.nr 556677-8899\n26-11-05 08:15", "2026-11-05"],
    ["in Hungary", "1052 Budapest\nNYUGTA\n26.11.05. 08:15", "2026-11-05"],
    ["in China", "Nanjing Road, Shanghai\n26-10-07 12:31", "2026-10-07"],
    ["in Lithuania", "UAB Alder\nGedimino pr. 1, Vilnius\n26-10-07 12:31", "2026-10-07"],
    ["in Quebec", "4410 rue Alder, Laval QC\nTPS 812345678 RT0001\n26-11-09 18:22", "2026-11-09"],
    ["in Ontario", "12 Alder St, Toronto, ON M5H 2M5\nHST 812345678\n26/11/09 18:22", "2026-11-09"],
    ["where the form is printed", "Date (YY/MM/DD): 24/03/12 10:00", "2024-03-12"],
    ["where the form is printed in French", "Date (AA-MM-JJ) 24-03-12 10:00", "2024-03-12"],
    ["by the weekday", "Fri 26-02-27 10:00", "2026-02-27"],
    ["by the same day, in words", "26/03/12 10:00\nPaid on 12 March 2026", "2026-03-12"],
    ["by the same day, with the full year", "26/03/12 10:00\nRef 2026-03-12", "2026-03-12"],
    ["by the full year of another day", "26-03-12 10:00\nReturn until 2026-04-12", "2026-03-12"],
    ["behind an apostrophe", "'26.11.09 18:22", "2026-11-09"],
    ["where a day of this year is the other way seventeen years old", "26-11-09 18:22", "2026-11-09"],
  ])("%s", (_, rows, day) => {
    expect(read(rows).purchaseDate).toBe(day);
  });

  test.each([
    ["yen", "Total  ¥750", "26/11/09 18:22"],
    ["won", "Total  ₩7,500", "26/11/09 18:22"],
    ["dollars of Taiwan", "Total  NT$750", "25/06/24 18:22"],
  ])("by its %s", (_, total, row) => {
    const { purchaseDate } = read(row, `Tea  ${total.slice(7)}\n${total}`);
    expect(purchaseDate).toBe(row.startsWith("26") ? "2026-11-09" : "2025-06-24");
  });
});

describe("the year stays last", () => {
  test.each([
    ["without a word about it", "24/06/26 10:00", "2026-06-24"],
    ["in Great Britain", "London SE1 4PH\n26/11/24 10:00", "2024-11-26"],
    ["in Germany", "10115 Berlin\nDatum 26.03.25 10:00", "2025-03-26"],
    ["in the United States", "Portland, ME 04101\n11/09/26 10:00 AM", "2026-11-09"],
    ["in Sweden, when the year would be long ago", "Storgatan 4, Uppsala\n05/11/26 08:15", "2026-11-05"],
    ["in Canada, when the year would be long ago", "Toronto, ON M5H 2M5\n09/11/26 08:15", "2026-09-11"],
    ["on an old receipt with its weekday", "Thu 26/11/09 18:22", "2009-11-26"],
    [
      "on an old receipt of a country that writes the day first",
      "London SE1 4PH\nVAT No 123 4567 89\n26/11/09 18:22",
      "2009-11-26",
    ],
  ])("%s", (_, rows, day) => {
    expect(read(rows).purchaseDate).toBe(day);
  });
});

test("a year that comes first by its age alone is no sure answer", () => {
  const { confidence, warnings } = read("26-11-09 18:22");
  expect(confidence.purchaseDate).toBeLessThan(0.9);
  expect(warnings.join()).toContain("year first");
});

test("with a country that writes so, it is a sure one", () => {
  const { confidence, warnings } = read("Shibuya, Tokyo\n26/11/09 18:22");
  expect(confidence.purchaseDate).toBeGreaterThan(0.9);
  expect(warnings).toEqual([]);
});
