import { describe, expect, test } from "vitest";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";

const TODAY = new Date("2026-11-28");

function totalOf(text: string) {
  return chooseFields(pageOfText(`ALDER SHOP\n12 Main Street\n03/02/2026 10:00\n${text}`), TODAY).total;
}

describe("money that was given back, without a minus", () => {
  test.each([
    [
      "a credit note",
      "CREDIT NOTE\nCredit note no CN-2041\nReturned: 2 x planter  £38.00\nVAT 20%  £7.60\nTotal credit  £45.60",
      -45.6,
    ],
    ["a refund slip", "CUSTOMER COPY\nREFUND  £12.50\nVISA ****2210\nAUTH CODE 004512", -12.5],
    ["a refund slip with a total", "CARD REFUND\nVISA ****2210\nTOTAL  £12.50\nAUTH CODE 004512", -12.5],
    ["a kind of transaction", "Transaction type: REFUND\nAmount  $12.50\nVISA ****2210", -12.5],
    ["between asterisks", "*** REFUND ***\nPullover  39.95\nTOTAL  39.95\nVisa  39.95", -39.95],
    ["a returned sale", "SALES RETURN\nPullover  39.95\nTotal  39.95\nCash  39.95", -39.95],
    ["a total that is a refund", "Pullover  39.95\nTotal refund  39.95\nVisa  39.95", -39.95],
    ["a total below which it is refunded", "Pullover  39.95\nTotal  39.95\nRefunded to Visa  39.95", -39.95],
    ["Gutschrift", "GUTSCHRIFT\nRückgabe Kübel  39,90\nMwSt 19%  6,37\nGutschriftbetrag EUR  39,90", -39.9],
    ["Storno", "STORNOBELEG\nKaffee  3,50\nKuchen  4,20\nSumme EUR  7,70\nBar  7,70", -7.7],
    ["Stornorechnung", "Stornorechnung Nr. 2026-118\nRegal  119,00\nGesamtbetrag  119,00 €", -119],
    ["Rückerstattung", "Rückerstattung\nKaffee  3,50\nSumme EUR  3,50\nGirocard  3,50", -3.5],
    ["Retoure", "RETOURE\nHemd  29,90\nSumme EUR  29,90", -29.9],
    ["Gesamt Erstattung", "Hemd  29,90\nGesamt Erstattung  29,90 EUR\nEC-Karte", -29.9],
    ["totaal retour", "Overhemd  29,90\nTOTAAL RETOUR  29,90 EUR\nPIN", -29.9],
    ["total devuelto", "DEVOLUCIÓN\nCamisa  24,95\nCinturón  15,00\nTOTAL DEVUELTO  39,95 EUR", -39.95],
    ["total devolución", "Camisa  24,95\nCinturón  15,00\nTOTAL DEVOLUCIÓN  39,95 EUR", -39.95],
    ["importe devuelto", "Camisa  24,95\nCinturón  15,00\nIMPORTE DEVUELTO  39,95 EUR", -39.95],
    [
      "change that is called importe devuelto, which is no refund",
      "Camisa  24,95\nCinturón  15,00\nTOTAL  39,95 EUR\nEntregado  50,00\nImporte devuelto  10,05",
      39.95,
    ],
    ["avoir", "AVOIR N° 2041\nChemise  29,90\nTOTAL TTC  29,90 €", -29.9],
    ["facture d'avoir", "FACTURE D'AVOIR\nChemise  29,90\nTOTAL TTC  29,90 €", -29.9],
    ["remboursement", "TICKET DE REMBOURSEMENT\nChemise  29,90\nTOTAL  29,90 €\nCB  29,90 €", -29.9],
    ["montant remboursé", "Chemise  29,90\nTotal remboursé  29,90 €", -29.9],
    ["reembolso", "REEMBOLSO\nCamisa  29,90\nTOTAL  29,90 €\nTARJETA  29,90", -29.9],
    ["devolución", "TICKET DE DEVOLUCIÓN\nCamisa  29,90\nTOTAL  29,90 €", -29.9],
    ["factura rectificativa", "FACTURA RECTIFICATIVA\nCamisa  29,90\nTOTAL  29,90 €", -29.9],
    ["nota de crédito", "NOTA DE CRÉDITO N° 12\nCamisa  29.90\nTOTAL  29.90", -29.9],
    ["devolução", "NOTA DE DEVOLUÇÃO\nCamisa  29,90\nTOTAL  29,90", -29.9],
    ["reso", "RESO MERCE\nCamicia  29,90\nTOTALE EURO  29,90", -29.9],
    ["rimborso", "SCONTRINO DI RIMBORSO\nCamicia  29,90\nTOTALE  29,90", -29.9],
    ["nota di credito", "NOTA DI CREDITO N. 12\nCamicia  29,90\nTOTALE  € 29,90", -29.9],
    ["retourbon", "RETOURBON\nOverhemd  29,90\nTOTAAL  29,90\nPIN  29,90", -29.9],
    ["creditnota", "CREDITNOTA\nOverhemd  29,90\nTOTAAL  29,90", -29.9],
    ["terugbetaling", "TERUGBETALING\nOverhemd  29,90\nTOTAAL  29,90", -29.9],
    ["returkvitto", "RETURKVITTO\nTröja  299,00\nTOTALT  299,00\nKORT  299,00", -299],
    ["kreditnota", "KREDITNOTA\nGenser  299,00\nTOTALT  299,00", -299],
    ["a merchandise credit", "MERCHANDISE CREDIT\nToaster  34.99\nTax  2.62\nTotal  37.61", -37.61],
    ["summa retur, which is no change", "RETUR\nTröja  299,00\nSumma retur  299,00 SEK\nKort  299,00", -299],
    ["a number next to the title", "CREDIT NOTE  CN-2026-031\nMenus  75.00\nTotal credit  £75.00", -75],
    ["retur", "RETUR\nTrøje  299,00\nI ALT  299,00\nDANKORT  299,00", -299],
    ["hyvitys", "HYVITYSKUITTI\nPaita  29,90\nYHTEENSÄ  29,90", -29.9],
    ["zwrot", "ZWROT TOWARU\nKoszula  129,90\nSUMA PLN  129,90", -129.9],
    ["dobropis", "DOBROPIS\nKošile  599,00\nCELKEM  599,00 Kč", -599],
    ["vrácení", "VRÁCENÍ ZBOŽÍ\nKošile  599,00\nCELKEM  599,00 Kč", -599],
    ["sztornó", "SZTORNÓ BIZONYLAT\nIng  5 990\nÖSSZESEN  5 990 Ft", -5990],
    ["iade", "İADE FİŞİ\nGömlek  299,90\nTOPLAM  299,90", -299.9],
    ["povrat", "POVRAT ROBE\nKošulja  29,90\nUKUPNO  29,90 EUR", -29.9],
    ["pulangan", "BAYARAN BALIK\nBaju  39.90\nJUMLAH RM  39.90", -39.9],
    ["trả hàng", "PHIẾU TRẢ HÀNG\nÁo  399.000\nTỔNG CỘNG  399.000", -399_000],
    ["a refund in an app", "Order 4471\nRefund issued\nPocket kettle  £24.00\nRefund total  £24.00", -24],
    ["to a card", "Kettle  24.00\nTotal  24.00\nRefund to card ending 2210  24.00", -24],
    ["of a purchase", "PURCHASE REFUND\nAMOUNT  EUR 24.00\nAPPROVED", -24],
    [
      "called return, with the receipt of before",
      "** RETURN **\nOriginal receipt 4471\nKettle  24.00\nTotal  24.00",
      -24,
    ],
    ["misread", "REFUND RECElPT\nPullover  39.95\nTOTAL  39.95", -39.95],
  ])("%s", (_, text, total) => {
    expect(totalOf(text)).toBe(total);
  });

  test.each([
    ["with a minus", "REFUND\nPullover  -39.95\nTOTAL  -39.95", -39.95],
    ["in brackets", "CREDIT NOTE\nPullover  (39.95)\nTOTAL  (39.95)", -39.95],
    ["behind the amount", "GUTSCHRIFT\nHemd  29,90-\nSumme  29,90-", -29.9],
  ])("%s, it is not turned round", (_, text, total) => {
    expect(totalOf(text)).toBe(total);
  });
});

describe("a purchase stays one", () => {
  const ITEMS = "Tea  4.50\nCake  3.00\nTotal  7.50\nCash  10.00\nChange  2.50";

  test.each([
    ["Refund policy: 14 days with this receipt"],
    ["REFUND POLICY"],
    ["NO REFUND"],
    ["Merchandise credit  7.50"],
    ["NO REFUNDS OR EXCHANGES"],
    ["Non-refundable"],
    ["Refunds within 30 days"],
    ["Returns & refunds: see our website"],
    ["For a refund please keep this receipt"],
    ["Refund or exchange with receipt only"],
    ["Kein Umtausch, keine Rückgabe, keine Gutschrift"],
    ["Umtausch und Rückgabe innerhalb 14 Tagen"],
    ["Ni repris ni échangé, pas de remboursement"],
    ["Remboursement sous 14 jours"],
    ["CAMBIOS Y DEVOLUCIONES 15 DIAS"],
    ["Il reso è possibile entro 14 giorni"],
    ["Retour binnen 14 dagen"],
    ["Zwrot towaru do 14 dni"],
    ["Återköp inom 14 dagar"],
    ["Exchange or refund"],
    ["Tax free refund at the airport"],
  ])("%s", (row) => {
    expect(totalOf(`${ITEMS}\n${row}`)).toBe(7.5);
  });

  test.each([
    ["a deposit", "Water  1.20\nPfand  0.25\nSumme  1.45\nBar  2.00\nRückgeld  0.55", 1.45],
    ["bottles brought back", "Water  3.20\nPfandrückgabe  -0.75\nSumme  2.45\nBar  2.45", 2.45],
    [
      "bottles brought back, without a minus",
      "Water  3.20\nBottle refund  0.75\nTotal  2.45\nCash  2.45",
      2.45,
    ],
    [
      "an item that was taken back",
      "Tea  4.50\nCake  3.00\nSTORNO Cake  -3.00\nTotal  4.50\nCash  4.50",
      4.5,
    ],
    ["a row of a cancelled item", "Tea  4.50\nCake  3.00\nSTORNO\nCake  -3.00\nTotal  4.50\nCash  4.50", 4.5],
    ["an exchange", "Refund  -10.00\nCoat  30.00\nTotal  20.00\nVisa  20.00", 20],
    ["change", "Thee  7,50\nTotaal  7,50\nContant  15,00\nRetour  7,50", 7.5],
    ["change in Spain", "Te  7,50\nTOTAL  7,50\nEFECTIVO  15,00\nDEVOLUCION  7,50", 7.5],
    ["change in Sweden", "Te  75,00\nTOTALT  75,00\nKONTANT  150,00\nTILLBAKA  75,00", 75],
    ["paid with a credit of before", "Chemise  29,90\nTOTAL TTC  29,90 €\nAVOIR  10,00 €\nCB  19,90 €", 29.9],
    ["a return ticket", "DAY RETURN\nAlderton - Elmbury\nTOTAL  £12.50\nVISA  £12.50", 12.5],
    ["a return ticket in France", "ALLER-RETOUR\nTOTAL  12,50 €\nCB  12,50 €", 12.5],
    ["a credit card", "Tea  7.50\nTotal  7.50\nCREDIT  7.50\nCREDIT CARD", 7.5],
    ["a bonus", "Hemd  29,90\nBonus-Gutschrift  2,99\nSumme  29,90\nGirocard  29,90", 29.9],
    ["nothing to refund", "Tea  7.50\nTotal  7.50\nVisa  7.50\nRefund  0.00", 7.5],
    ["a tax that is refunded later", "Bag  100.00\nTotal  100.00\nVisa  100.00\nTax refund  12.00", 100],
  ])("%s", (_, text, total) => {
    expect(totalOf(text)).toBe(total);
  });
});
