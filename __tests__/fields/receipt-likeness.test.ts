import { expect, test } from "vitest";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";

function notesOf(text: string) {
  return chooseFields(pageOfText(text), new Date("2026-06-01")).notes;
}

test.each([
  [
    "letters behind the prices, the head and the total cut off",
    "Plums   2.40 A\nRye bread   3.15 A\nSoap   1.99 B",
  ],
  [
    "counts before what was bought",
    "HERON BISTRO\n14/02/2026 12:31\n2 Lemonade   7.00\n1 Lentil soup   6.50\n1 Apple pie   5.20",
  ],
  ["a pump", "HERON FUEL, TULSA OK\n02/14/2026 7:12 AM\nPUMP # 4\nGALLONS   9.114\nFUEL SALE   $ 30.98"],
  ["a clock with seconds and a number", "Heron Market\n14.02.2026 17:40:12\nBon-Nr 00812\nBrot   3,90"],
  ["thanks, and a total", "HERON DELI\nBagel   4.80\nTotal   4.80\nThank you, come again"],
  ["a tax and a total", "Boulangerie Héron\nTarte   4,10\nTotal   4,10\nTVA 5,5 %   0,21"],
  ["a title, a day and a time", "HERON TAXI\nReceipt\n14/02/2026 17:40\nTrip   18.20"],
  [
    "quantities in columns",
    "HERON HARDWARE\n12 Mill Road, York\nQty  Item  Price\n1  Hinge   3.20\n1  Saw   14.50",
  ],
  [
    "headings that menus have",
    "BAR LA GARZA\nMesa 4  14-02-2026 13:05\nBEBIDAS\n2 Caña   4,40\n1 Café   1,50\nPOSTRES\n1 Flan   3,50\n9,40\nGracias",
  ],
  ["a total that adds up", "FRUTERIA GARZA\nPera   1,20\nUva   2,30\nTotal   3,50"],
  [
    "little more than its address, a time and a sum",
    "Heron Kiosk\n12 Mill Road, York YO1 7AB\n14/02/2026 08:12\nTotal   2.60",
  ],
  ["change", "HERON STALL\nTotal   6.00\nCash   10.00\nChange   4.00"],
  [
    "a sum below nights of a stay, each with its day",
    "THE HERON INN\n2 Quay Road, Falmouth\nFolio 8841  Room 12\n10/02/2026 Room   95.00\n11/02/2026 Room   95.00\n11/02/2026 Bar   18.50\n12/02/2026 Visa   -208.50\nTotal charges   208.50\nBalance due   0.00",
  ],
  [
    "the last amount, which is there twice",
    "Heron Kiosk\n12 Mill Road, York YO1 7AB\n14/02/2026 08:12\nMagazine   4.20\n4.20",
  ],
])("a receipt is told by %s", (_, text) => {
  expect(notesOf(text)).toEqual([]);
});

test.each([
  [
    "a reminder",
    "Ahorn GmbH\nMahnung\nRechnung Nr. 4410 vom 02.02.2026\nGesamtbetrag   81,40 €\nMahngebühr   4,00 €",
  ],
  [
    "a statement of an account",
    "HERON BANK\nStatement of account\nDate  Details  Out  Balance\n02/03/2026  Heron Market  14.20  310.55\n04/03/2026  Water  31.00  279.55",
  ],
  ["a table of contents", "Contents\nPreface   7\n1 Prices   12\n2 Receipts   48\n3 Taxes   97\nIndex   140"],
  ["a list of ice creams", "GELATO\n1 scoop   2.50\n2 scoops   4.20\n3 scoops   5.60\nWaffle   0.50"],
  [
    "a timetable",
    "Ligne 12 vers la gare\n05:40  06:10  06:40\n07:10  07:25  07:40\nvalable du 01/02/2026 au 30/06/2026\nTicket 1,80 €",
  ],
  [
    "results of a race",
    "Lakeside Run 14/02/2026\n1  A. Pine  00:31:09\n2  B. Elm  00:31:44\nFinishers   212",
  ],
  ["a boarding pass", "BOARDING PASS\nPINE/JANE\nLGW - OPO  HR 417\n14 FEB  Gate 22  06:35\nSeat 12C"],
  ["a certificate", "Certificate of attendance\nJane Pine\nFirst aid, 14 February 2026, 9:00\nNo. 00412"],
  [
    "a basket of a shop",
    "Warenkorb (2)\nKissen   18,00 €\nDecke   42,00 €\nZwischensumme   60,00 €\nGesamtsumme   60,00 €",
  ],
  ["a recipe", "Lemon cake\n225 g butter\n4 eggs\n2 x 10 g sugar\nBake for 45 minutes\nServes 8"],
  ["a label of a shelf", "Mozzarella 125 g\n1,29 €\n1 kg = 10,32 €\nArt. 44120"],
  [
    "a poster of a concert",
    "THE HERON INN\nHeron Quartet\n14/02/2026 20:30\n12 Mill Road, York YO1 7AB\nOn the door   8.00",
  ],
  [
    "a programme of courses",
    "Night school Heron\nCourse 1204  Knitting\n02/03/2026 18:00\nFee   48.00\nCourse 1207  Chess\n03/03/2026 19:30\nFee   36.00\nCourse 1211  Greek\n05/03/2026 18:00\nFee   64.00",
  ],
  [
    "a sheet of costs",
    "Trip of the choir\nHotel   412.00\nFood   190.00\nTaxi   44.00\nTotal   646.00\nEach   32.30",
  ],
  ["a table of lots", "Sale 114\nLot 1   120.00\nLot 2   85.00\nLot 3   410.00\nTotal hammer   615.00"],
  [
    "a policy of an insurance",
    "Heron Mutual Ltd\nPolicy number 44-882190\nFrom 01/03/2026 12:00\nPremium   198.40\nTax   16.06\nTotal   214.46",
  ],
  ["goods by weight", "Packing hall Heron\nCarton 1   2.40 kg\nCarton 2   3.10 kg\nTotal   5.50"],
  [
    "a page of a newspaper",
    "Le Courrier du Lac\nSamedi 14 février 2026   1,80 €\nLe prix du lait a monté de 12 % en un an, disent les marchands de la ville.\nUn litre coûte maintenant 1,45 euro, et le fromage a suivi en janvier.",
  ],
])("%s is no receipt", (_, text) => {
  expect(notesOf(text)).toEqual([{ code: "not-a-receipt" }]);
});

/** A page whose words the recogniser could only guess. */
function unread(text: string) {
  const page = pageOfText(text);
  const lines = page.lines.map((line) => (/\p{L}/u.test(line.text) ? { ...line, confidence: 0.5 } : line));
  return chooseFields({ ...page, lines }, new Date("2026-06-01")).notes[0]?.code;
}

test.each([
  ["a day with its time", "wqzx vrtp lmnk\n14/02/2026 17:40\nxqzw vtr   3,40\nplkm   2,10\nzxq   7,80"],
  ["a day and a sum", "wqzx vrtp lmnk\n14/02/2026\nxqzw vtr   3,40\nplkm   2,10\nzxq   5,50"],
  ["a sum and the change", "wqzx vrtp lmnk\nxqzw vtr   3,40\nplkm   2,10\nzxq   5,50\nvv   10,00\nww   4,50"],
])("a receipt in a script that is not read is told by %s", (_, text) => {
  expect(unread(text)).toBe("script-not-read");
});

test.each([
  [
    "a timetable",
    "wqzx vrtp\n14/02/2026\nxqzw   05:40   06:10\nplkm   07:15   07:45\nzxqw   08:20   08:50\n1,80\n2,40",
  ],
  ["a price list with a day", "wqzx vrtp\n14/02/2026\nxqzw vtr   3,40\nplkm   2,10\nzxq   7,80\nvvwx   4,20"],
  [
    "a table of figures",
    "wqzx vrtp  14/02/2026 09:00\n12,40  13,02  11,98  10,20\n9,81  10,20  10,11  8,70\n7,20  7,64  8,00  7,10",
  ],
  ["a poster with its time", "wqzx vrtp\n14/02/2026 19:30\nxqzw   25,00\nplkm   12,50"],
  ["a diary", "wqzx vrtp\n14/02/2026  3,40\n15/02/2026  2,10\n16/02/2026  5,50"],
])("%s in a script that is not read is no receipt", (_, text) => {
  expect(unread(text)).toBe("not-a-receipt");
});

test.each([
  "42 Castle Street, Norwich NR2 1PD",
  "9 Foundry Yard, Leeds LS2 7EW",
  "9 Foundry Yard, Elko NV 89801",
])("of a file that breaks off, its upper half is enough to be a receipt: %s", (address) => {
  const page = pageOfText(`HERON & ELM\n${address}\nTel 01603 555 018\n14/02/2026   16:48`);
  const codesOf = (cut: boolean) => chooseFields({ ...page, isCut: cut }, new Date("2026-06-01")).notes;
  expect(codesOf(true)).toEqual([]);
  expect(codesOf(false)).toEqual([{ code: "not-a-receipt" }]);
});
