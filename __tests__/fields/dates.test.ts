import { describe, expect, test } from "vitest";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";

const TODAY = new Date("2024-06-30");

/** A receipt around one or more rows with dates. */
function read(rows: string, { head = "Alder Shop", foot = "" } = {}) {
  return chooseFields(
    pageOfText(`${head}\n${rows}\nBread  2.50\nMilk  1.20\nTotal  3.70\nCash  3.70\n${foot}`),
    TODAY,
  );
}

describe("forms", () => {
  test.each([
    ["19/10/2018 20:49:59 #01", "2018-10-19"],
    ["19.10.2018", "2018-10-19"],
    ["19/10/2561 20:49", "2018-10-19"],
    ["19 10/2018 20:49", "2018-10-19"],
    ["19. Jänner 2021", "2021-01-19"],
    ["19. Feber 2021", "2021-02-19"],
    ["19/10 2018", "2018-10-19"],
    ["19/10 2018 Kassa 1", "2018-10-19"],
    ["19/10 2018 1012", "2018-10-19"],
    ["19-10-18", "2018-10-19"],
    ["16- 2-2013 18:00:01", "2013-02-16"],
    ["Date:2015-08-23", "2015-08-23"],
    ["2018.05.12. 10:11", "2018-05-12"],
    ["19/10/201820:49", "2018-10-19"],
    ["19/10/1820:49", "2018-10-19"],
    ["13.11.22,13:17", "2022-11-13"],
    ["14.03.22-19:05", "2022-03-14"],
    ["26 Jan 2018 11:58 AM", "2018-01-26"],
    ["14MAR2018", "2018-03-14"],
    ["16-Apr-22", "2022-04-16"],
    ["Jan 5, 2020", "2020-01-05"],
    ["29 Ju1 2023 13:40", "2023-07-29"],
    ["26-0ct-2019", "2019-10-26"],
    ["16. Dezember 2022", "2022-12-16"],
    ["3. März 2021", "2021-03-03"],
    ["vendredi 1 juillet 2022 à 13:22", "2022-07-01"],
    ["3 août 2020", "2020-08-03"],
    ["5 de marzo de 2019", "2019-03-05"],
    ["12 settembre 2021", "2021-09-12"],
    ["9 de fevereiro de 2020", "2020-02-09"],
    ["7 oktober 2022", "2022-10-07"],
    ["17 Agustus 2023", "2023-08-17"],
    ["17 Agusfus 2023", "2023-08-17"],
    ["31 Ogos 2019", "2019-08-31"],
    ["5. května 2019", "2019-05-05"],
    ["14 maj 2021", "2021-05-14"],
    ["Ngày 15 tháng 05 năm 2017", "2017-05-15"],
    ["03/1272015 16:32", "2015-12-03"],
    ["O1/O2/2018 08:00", "2018-02-01"],
    ["27:12:2016", "2016-12-27"],
    ["16/07/2922 08:14", "2022-07-16"],
    ["16:07/2022", "2022-07-16"],
    ["Ju1/15/2017 12:25", "2017-07-15"],
    ["Ju103'12 02:34PM", "2012-07-03"],
    ["JUNO3'14 2:40PM", "2014-06-03"],
    ["02,/22/2014", "2014-02-22"],
    ["2017-02-121448 38", "2017-02-12"],
    ["2016705/04 *16:26", "2016-05-04"],
    ["15:59 17JUL89", "1989-07-17"],
    ["04/30/2003 10:12", "2003-04-30"],
  ])("%s", (row, day) => {
    expect(read(row).purchaseDate).toBe(day);
  });
});

describe("day or month first", () => {
  test.each([
    ["nothing speaks", "04/05/2021 10:00", "", "2021-05-04"],
    ["the weekday", "Mon 04/10/2017 1:16 PM", "", "2017-04-10"],
    ["a state and a ZIP code", "04/10/2017 1:16 PM", "Portland, ME 04101\n(207) 555-0148", "2017-04-10"],
    ["a Canadian postcode", "09/05/2023 8:12 AM", "Toronto, ON M5H 2M5", "2023-09-05"],
    ["a Malaysian company", "04/05/2021 10:00", "(1182736-P) SDN BHD\nJALAN SETIA", "2021-05-04"],
    ["the same day in another form", "10/05/2019 8:15 PM\nDATE 05-Oct-2019 20:17", "", "2019-10-05"],
    ["the future", "02/10/2024 10:00", "", "2024-02-10"],
    [
      "not the future of a warranty",
      "04/05/2021 10:00\nWarranty until 05/12/2024",
      "Cape Town",
      "2021-05-04",
    ],
    ["a number above twelve", "10/26/2019 08:15 PM", "", "2019-10-26"],
  ])("%s", (_, rows, head, day) => {
    expect(read(rows, { head: `Alder Shop\n${head}` }).purchaseDate).toBe(day);
  });

  test("an exchangeable date without any evidence is said to be one, and is no sure answer", () => {
    const reading = read("04/05/2021 10:00");
    expect(reading.warnings.join()).toContain("day first");
    expect(reading.confidence.purchaseDate).toBeLessThan(0.9);
  });
});

test.each([
  ["expiry", "Date: 03/02/2024 10:00\nVoucher valid until 31/05/2024"],
  ["membership", "03/02/2024 10:00\nMember since 15/01/2011"],
  ["warranty", "03.02.2024 10:00\nGarantie bis 03.06.2024"],
  ["return", "03/02/2024 10:00\nReturn by 04/03/2024 with receipt"],
  ["years before, without a word", "12/05/2015\n03/02/2024 10:00"],
  ["a telephone number", "Tel +6 03 2023 6386\n03/02/2024 10:00"],
  ["delivery", "03/02/2024 10:00\nEstimated Delivery Date\nSun 04/02/2024"],
  ["a long membership", "03/02/24 10:41  Till 6\nMember since 12/03/2015"],
  ["foundation", "03.02.2024 10:00\nseit 12.05.1990"],
])("the date of %s is not that of the purchase", (_, rows) => {
  expect(read(rows).purchaseDate).toBe("2024-02-03");
});

test.each([
  ["impossible", "Date: 31/02/2023"],
  ["future", "Date: 15/08/2025"],
  ["none", "Receipt 4411"],
  ["a telephone number", "Tel +6 03-2022 6386"],
  ["a house and its postcode", "Meir 5-7 2018 Antwerpen"],
  ["a range of two decimals", "Screens 18.5-21.5 inches"],
])("%s: no date is given", (_, row) => {
  const { purchaseDate, reasons } = read(row);
  expect(purchaseDate).toBeNull();
  expect(reasons.purchaseDate).toBe("not_found");
});

test("a date with a misread digit is unreadable", () => {
  expect(read("Date: 20/03/201t").reasons.purchaseDate).toBe("unreadable");
});

describe("misread, next to a number of the receipt that begins with the day", () => {
  test.each([
    ["14 Mar 2014 18:40\nInvoice #: OR18031402160311", "2018-03-14"],
    ["14/03/2013\nReceipt No 20180314-0015", "2018-03-14"],
    ["22 MA 2018 18:24\nInvoice #: OR18032202170428", "2018-03-22"],
    ["12 Juh 2018\nBILL 1206180322", "2018-06-12"],
    ["17/06/2048\nBILL 1706180322", "2018-06-17"],
  ])("%j", (rows, date) => expect(read(rows).purchaseDate).toBe(date));

  test.each([
    ["another day's number settles nothing", "14 Mar 2014 18:40\nInvoice #: OR18031302160311", "2014-03-14"],
    ["nor does a year that differs in more than a digit", "14 Mar 2009\nOR18031402160311", "2009-03-14"],
    ["nor an earlier year", "28/02/2018 20:11\nInvoice No: 2013022810082100090", "2018-02-28"],
    ["nor a year that cannot be", "14 Mar 2014\nOR20340314160311", "2014-03-14"],
    ["nor an earlier year first", "14/03/2018\nOR13031402160311\nOR19031402160311", "2019-03-14"],
    ["nor a number that holds the day further on", "14 Mar 2014\nReceipt No 991803140216", "2014-03-14"],
  ])("%s", (_, rows, date) => expect(read(rows).purchaseDate).toBe(date));
});

describe("what is paid for some days is bought on the last of them, or on that of the invoice", () => {
  const STAY = "Nuitee  180.00\nTaxe  4.50\nTotal  184.50\nVisa  184.50";

  test.each([
    ["Arrivee  02.04.2024\nDepart  04.04.2024", "2024-04-04"],
    ["Arrival: 02/04/2024\nDeparture: 04/04/2024", "2024-04-04"],
    ["Arrival 02/04/2024  Departure 04/04/2024", "2024-04-04"],
    ["Check-in 2 Apr 2024\nCheck-out 4 Apr 2024", "2024-04-04"],
    ["Check in: 02-04-2024 15:00\nCheck out: 04-04-2024 11:00", "2024-04-04"],
    ["Anreise 02.04.2024  Abreise 04.04.2024", "2024-04-04"],
    ["Anreise  Abreise\n02.04.2024  04.04.2024", "2024-04-04"],
    ["Arrival  Departure  Room\n02/04/2024  04/04/2024  312", "2024-04-04"],
    ["Aufenthalt vom 02.04.2024 bis 04.04.2024", "2024-04-04"],
    ["Séjour du 02/04/2024 au 04/04/2024", "2024-04-04"],
    ["Du 02/04/2024 au 04/04/2024", "2024-04-04"],
    ["Llegada 02/04/2024\nSalida 04/04/2024", "2024-04-04"],
    ["Factura 311  Hab. 204\nEntrada  02/04/2024\nSalida  04/04/2024", "2024-04-04"],
    ["Arrivo 02/04/2024\nPartenza 04/04/2024", "2024-04-04"],
    ["Aankomst 02-04-2024\nVertrek 04-04-2024", "2024-04-04"],
    ["Ankomst 02.04.2024\nAvreise 04.04.2024", "2024-04-04"],
    ["Przyjazd 02.04.2024\nWyjazd 04.04.2024", "2024-04-04"],
    ["Příjezd 02.04.2024\nOdjezd 04.04.2024", "2024-04-04"],
    ["Entrada 02/04/2024\nSaida 04/04/2024", "2024-04-04"],
    ["Arrival 02/04/2024\nDeparture 04/04/2024\nInvoice date 05/04/2024", "2024-04-05"],
    ["Rechnungsdatum 05.04.2024\nAnreise 02.04.2024\nAbreise 04.04.2024", "2024-04-05"],
    ["Date 20/03/2024\nArrival 02/04/2024\nDeparture 04/04/2024", "2024-03-20"],
    ["Pick-up 02/04/2024 10:00\nReturn 04/04/2024 09:30", "2024-04-04"],
    ["Entry 02/04/2024 10:00\nExit 04/04/2024 09:30", "2024-04-04"],
    ["Einfahrt 02.04.2024 10:00\nAusfahrt 04.04.2024 09:30", "2024-04-04"],
  ])("%j", (rows, day) => {
    expect(chooseFields(pageOfText(`HOTEL ALDER\n${rows}\n${STAY}`), TODAY).purchaseDate).toBe(day);
  });

  test("an arrival is the day where there is no other", () => {
    expect(read("Entry 02/04/2024 10:00").purchaseDate).toBe("2024-04-02");
  });
});

test("suggested tips and a time of 12 hours make a code that is a word too that of a state", () => {
  const tips = "Suggested gratuity\n18%  6.48\n20%  7.20";
  const read = (town: string, foot: string) => {
    const text = `# The Copper Pot\n${town}\n09/08/26 7:52 PM\nLobster roll  36.00\nTax  2.88\nTotal  38.88\n${foot}`;
    const { purchaseDate, currency } = chooseFields(pageOfText(text), new Date("2026-11-28"));
    return [purchaseDate, currency];
  };
  expect(read("Portland ME", tips)).toEqual(["2026-09-08", "USD"]);
  expect(read("PORTLAND ME", "")).toEqual(["2026-08-09", null]);
  expect(read("Dine in", tips)).toEqual(["2026-08-09", null]);
});
