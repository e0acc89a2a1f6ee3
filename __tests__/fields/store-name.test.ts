import { expect, test } from "vitest";
import { cleanName } from "../../app/reader/fields/candidates/store-name/clean-name.ts";
import { chooseFields, explainFields } from "../../app/reader/fields/choose-fields.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";

const BODY = "12 Main Street\n03/02/2024 10:00\nTea  4.50\nTotal  4.50\nCash  10.00";

function nameIn(text: string) {
  return chooseFields(pageOfText(text), new Date("2024-06-30")).storeName;
}

test.each([
  ["FJ0RD BAKERY", "FJORD BAKERY"],
  ["G0LDEN R00M", "GOLDEN R00M"],
  ["STUDIO 10", "STUDIO 10"],
  ["B8B HOSTEL", "B&B HOSTEL"],
  ["ALDER GROCER 5/8 (519537-X)", "ALDER GROCER S/B"],
  ["Alder Wellness Sdn. Bhd. 201901033217 (1342547-H)", "Alder Wellness Sdn. Bhd."],
  ["ALDER TRADING SON BHD", "ALDER TRADING SDN BHD"],
  ["ALDER TRADING SON. BHD", "ALDER TRADING SDN. BHD"],
  ["SHOP NO 5/8", "SHOP NO 5/8"],
  ["SHOP LOT 5/8", "SHOP LOT 5/8"],
  ["SHOP UNIT 5/8", "SHOP UNIT 5/8"],
  ["Hotel Blauer Anker", "Hotel Blauer Anker"],
  ["HOTEL ADLER TEL 030 123", "HOTEL ADLER"],
  ["FARMACIA SAN ROCCO", "FARMACIA SAN ROCCO"],
  ["CO NOODLES", "CO NOODLES"],
  ["SPBU MITRA 34.15110", "SPBU MITRA"],
  ["** Corner Shop **", "Corner Shop"],
])("%s is the name %s", (printed, name) => {
  expect(cleanName(printed)).toBe(name);
});

test.each([
  ["HACIENDA", "DE LA COSTA"],
  ["LA CASA", "DEL PANE"],
  ["BAR", "DELLA PIAZZA"],
  ["CASA", "DO MAR"],
  ["MERCADO", "DOS SABORES"],
  ["LE FOURNIL", "DU PORT"],
  ["AU JARDIN", "DES ROSES"],
  ["HOUSE", "OF NOODLES"],
  ["ALDER", "UND SOHN"],
  ["ROSE", "ET FILS"],
  ["ALDER", "AND SONS"],
  ["ALDER", "& SONS"],
  ["ALDER", "+ PARTNER"],
  ["BAKKERIJ", "VAN DER WAL"],
  ["GASTHOF", "ZUM ANKER"],
  ["GASTHOF", "ZUR POST"],
])("%s needs the row below it: %s", (above, below) => {
  expect(nameIn(`${above}\n${below}\n${BODY}`)).toBe(`${above} ${below}`);
});

test.each([
  ["# REWERT", "Du bist was du isst"],
  ["# ALDER", "Von Herzen frisch"],
  ["# ALDER", "OF COURSE WE CARE"],
  ["# HUBER", "und mehr"],
  ["# Boulangerie Colin", "du pain comme autrefois"],
  ["REWERT", "Du bist was du isst"],
  ["ALDER", "OF COURSE WE CARE FOR YOU"],
])("%s does not need its slogan: %s", (above, below) => {
  expect(nameIn(`${above}\n${below}\n${BODY}`)).toBe(above.replace("# ", ""));
});

test("a greeting's next row is no name when it greets too", () => {
  const text =
    "12 Main Street\n03/02/2024 10:00\nTea  4.50\nTotal  4.50\nCash  4.50\nThank you for visiting\n";
  expect(nameIn(`${text}Please come again`)).not.toBe("Please come again");
  expect(nameIn(`${text}Alder Cafe`)).toBe("Alder Cafe");
});

test.each([
  [
    "not its owner",
    "Pharmacie du Pont\nMme Claire Fontaine\n8 place du Pont\n38000 Grenoble",
    "Pharmacie du Pont",
  ],
  [
    "not the company behind it",
    "Lékárna U Mostu\nMediCent s.r.o.\nNádražní 44, 150 00 Praha",
    "Lékárna U Mostu",
  ],
  [
    "not a slogan in quotes",
    '"La vera pizza, dal 1968"\nPAPA GINO PIZZA\nRue Neuve 88, 1000 Bruxelles',
    "PAPA GINO PIZZA",
  ],
  [
    "not what a claim says of it",
    "mvf  Die Gastronomiegruppe\nInformatik & Wirtschaft\nSeestrasse 12\n8002 Zürich",
    "mvf Die Gastronomiegruppe",
  ],
  ["in two large rows", "# Warung Merah\n# Mbok Sari\nJl. Raya 12, Ubud", "Warung Merah Mbok Sari"],
  [
    "not with its company",
    "# GOLDEN REED SEAFOOD\nGOLDEN REED F&B PTE LTD\nBlk 412 Bedok South Ave 9",
    "GOLDEN REED SEAFOOD",
  ],
  [
    "not a field of a form",
    "Cedar Plaza Restaurants Pvt. Ltd.\nNature of Service: RESTAURANT SERVICE\n12 Main Road",
    "Cedar Plaza Restaurants Pvt. Ltd.",
  ],
  [
    "in two rows, since the first ends in an ampersand",
    "ROSEMARY, SAGE &\nTHYME BAKERY\n12 Main Street",
    "ROSEMARY, SAGE & THYME BAKERY",
  ],
  ["two letters that its web address has", "K8L\nwww.kl.com\nSquare Two\n10 City Drive", "K&L"],
  [
    "not with its owner",
    "Gasthaus zum Lamm\nInh. Johann Berger\nDorfplatz 3, 6365 Kirchberg",
    "Gasthaus zum Lamm",
  ],
  ["not who runs it", "HARBOUR PARKING\nManaged by: Quay Services Ltd\nVAT 123456", "HARBOUR PARKING"],
  ["not its owner in Italy", "BAR CENTRALE\ndi Rossi Mario\nVia Roma 4, 16121 Genova", "BAR CENTRALE"],
  ["not a greeting", "WELCOMES YOU\nBHARAT FUEL POINT\nNH-44 Nagpur 441108", "BHARAT FUEL POINT"],
  [
    "not the branch in brackets below it",
    "HERON DISTRIBUTION SDN BHD\n(SUBANG JASA)  666770-U\n12, Jalan Tembaga 3",
    "HERON DISTRIBUTION SDN BHD",
  ],
  ["a first row that begins like a second", "DE HOEK\nALDER FOODS\nKerkstraat 4", "DE HOEK"],
  [
    "not a scrap above it",
    "Mos093\nDE LUXE CIRCLE MART SDN BHD\n(Mutiara)\nNo. 89, Jalan Utama",
    "DE LUXE CIRCLE MART SDN BHD",
  ],
  [
    "below a mall, in two rows",
    "MEGA MALL\nRESTAURANT\nBLUE LAGOON\n12 Main Street",
    "RESTAURANT BLUE LAGOON",
  ],
  [
    "not a code with letters like digits",
    "TAX INVOICE\nLOT B.12, JALAN TUN RAZAK\n50400 KUALA LUMPUR\nALDER CAFE",
    "ALDER CAFE",
  ],
  ["not the street above it", "V+ 37/91 Nguyn Chi Linh\nVinhMart\nHOA DON BAN HANG", "VinhMart"],
])("the name: %s", (_, head, name) => {
  const body = "\n03/02/2024 10:00\nTea  4.50\nCake  3.00\nTotal  7.50\nCash  10.00\nChange  2.50";
  expect(nameIn(head + body)).toBe(name);
});

const DOLLARS = "\n10/18/2026 08:03\nEggs  7.50\nCoffee  2.75\nTax  0.72\nTotal  $10.97\nVisa  $10.97";

test.each([
  ["ROUTE 9 GAS\nNatick MA", "ROUTE 9 GAS"],
  ["ROUTE 44 DINER\nRaynham MA", "ROUTE 44 DINER"],
  ["HIGHWAY 61 FUEL\nClarksdale MS", "HIGHWAY 61 FUEL"],
  ["Route 66 Fuel\n1200 W Main St\nTulsa, OK 74101", "Route 66 Fuel"],
  ["INTERSTATE 80 TRAVEL PLAZA\nElko NV", "INTERSTATE 80 TRAVEL PLAZA"],
  ["HWY 7 AUTO PARTS\n12 Alder Rd\nLincoln NE", "HWY 7 AUTO PARTS"],
  ["5TH AVENUE DELI\n410 5th Avenue\nNew York, NY 10018", "5TH AVENUE DELI"],
  ["42nd Street Pizza\nNew York NY", "42nd Street Pizza"],
  ["ABBEY ROAD CAFE\n3 Alder Lane, London NW8 9AY", "ABBEY ROAD CAFE"],
  ["STATION ROAD BAKERY\n12 Station Road\nElmbury", "STATION ROAD BAKERY"],
  ["LAKE DRIVE PHARMACY\n40 Lake Drive\nMadison WI", "LAKE DRIVE PHARMACY"],
  ["RUTA 9 PARRILLA\nAv. Alder 100\nCordoba", "RUTA 9 PARRILLA"],
  ["I-80 TRAVEL PLAZA\nExit 94\nElko NV 89801", "I-80 TRAVEL PLAZA"],
  ["US-12 DINER\nHelena MT 59601", "US-12 DINER"],
  ["EXIT 41 TRUCK STOP\nMitchell SD 57301", "EXIT 41 TRUCK STOP"],
  ["NATIONALE 7 CAFE\n12 rue Alder\n26000 Valence", "NATIONALE 7 CAFE"],
])("a shop called after a road: %j", (head, name) => {
  expect(nameIn(head + DOLLARS)).toBe(name);
});

test.each([
  ["ALDER DINER\nROUTE 9 NATICK MA", "ALDER DINER"],
  ["ALDER\n1200 ROUTE 9\nNatick MA", "ALDER"],
  ["ALDER\n12 Main Street\nTacoma WA", "ALDER"],
  ["ALDER\nToronto ON\nM5H 2M5", "ALDER"],
  ["ALDER\n4410 rue Pine, Laval QC", "ALDER"],
  ["ALDER\nFremantle WA", "ALDER"],
])("a road and a town are no shop: %j", (head, name) => {
  expect(nameIn(head + DOLLARS)).toBe(name);
});

test("a town and its state are no shop where there is none", () => {
  expect(nameIn(`Natick MA${DOLLARS}`)).toBeNull();
});

const ORDER =
  "\nSat, 17 Oct 2026, 19:32\nNoodles  £9.80\nDelivery fee  £2.49\nTotal  £12.29\nPaid with card ending 2210";

test.each([
  ["9:41  5G 84%\n< Back  Help\nPocket Noodle House\nOrder #4471 - Delivered", "Pocket Noodle House"],
  ["9:41  5G 84%\nX  Share\nTram & Bus Tickets\nPurchase confirmed", "Tram & Bus Tickets"],
  ["18:22  LTE 61%\nClose\nAlder Kitchen", "Alder Kitchen"],
  ["10:24  5G 71%\nClose\nNori & Rice\nOrder #A-2281\nDelivered", "Nori & Rice"],
  ["8:05  Wi-Fi 98%\nBack  Edit  Share\nE-Scooter Lune\nReçu", "E-Scooter Lune"],
  ["Done  Transaction\nTallow & Wick", "Tallow & Wick"],
  ["9:41\nOrder details\nAlder Kitchen", "Alder Kitchen"],
  ["9:41\nDone  Order details  Share\nAlder Kitchen", "Alder Kitchen"],
  ["Cancel  Edit\nAlder Kitchen", "Alder Kitchen"],
  ["< Orders  Get help\nAlder Kitchen", "Alder Kitchen"],
  ["Zurück  Hilfe\nAlder Küche", "Alder Küche"],
  ["Schließen\nBestelldetails\nAlder Küche", "Alder Küche"],
  ["Fermer  Partager\nLe Petit Alder", "Le Petit Alder"],
  ["Retour  Aide\nDétails de la commande\nLe Petit Alder", "Le Petit Alder"],
  ["Cerrar  Compartir\nCocina Alder", "Cocina Alder"],
  ["Chiudi  Condividi\nCucina Alder", "Cucina Alder"],
  ["Fechar  Compartilhar\nCozinha Alder", "Cozinha Alder"],
  ["Sluiten  Delen\nKeuken Alder", "Keuken Alder"],
  ["Stäng  Dela\nKök Alder", "Kök Alder"],
  ["Wstecz  Pomoc\nKuchnia Alder", "Kuchnia Alder"],
  ["Transaction details\nPayment successful\nAlder Kitchen", "Alder Kitchen"],
  ["Your order\nOrder confirmed\nAlder Kitchen\nReorder  View receipt", "Alder Kitchen"],
])("the buttons of an app are no shop: %j", (head, name) => {
  expect(nameIn(head + ORDER)).toBe(name);
});

test("nor a day", () => {
  expect(nameIn(`Ride receipt\nThanks for riding\nOctober 17, 2026${ORDER}`)).toBeNull();
});

test("nor where there is none", () => {
  expect(nameIn(`9:41  5G 84%\nX  Share\nPurchase confirmed${ORDER}\nDone`)).toBeNull();
});

test("nor the first item of a receipt that is cut below its head", () => {
  expect(
    nameIn("03/02/2024 10:00  Bon 4471\nTomaten 1kg  2,49\nVollmilch  1,29\nSUMME EUR  3,78\nGirocard  3,78"),
  ).toBeNull();
});

const GOODS = "\n03/02/2024 10:00\nTea  4.50\nCake  3.00\nTotal  7.50\nCash  10.00\nChange  2.50";

test("of a name whose letters are set apart, no part is a name where a web address has the whole", () => {
  const page = pageOfText(`A  LDERWERK\nLindenweg 5\n6003 Luzern\nwww.alderwerk.ch${GOODS}`);
  const names = explainFields(page, new Date("2024-06-30")).storeName.map(({ candidate }) => candidate.value);
  expect(names).toContain("A LDERWERK");
  expect(names).not.toContain("LDERWERK");
});

test.each([
  [
    "Marktkauf Adler",
    "of a chain, which the web address has too, below its owner's",
    "Jonas Adler\nFrische einkaufen\nWUNSCHLOS\nGLÜCKLICH?\nURL eintippen oder QR-Code\nscannen und Feedback geben\nMarktkauf Adler\nLindenweg 5\n33100 Paderborn\nwww.marktkauf-adler.de",
  ],
  [
    "Alder & Birch - The Garden",
    "above the address, not the company below it",
    "Alder & Birch - The Garden\nLG K02,Lwr Gnd,The Gardens,\nMid Valley City,Lingkaran Syed Putra,\n59200 Kuala Lumpur.\nSuper Linden Sdn Bhd (758027-D)\nGST ID:000493240320",
  ],
])("%s: the name %s", (name, _, head) => {
  expect(nameIn(head + GOODS)).toBe(name);
});

test.each([
  ["Invoice\nFrom   Alder Studio Ltd\nDate   14 September 2023", "Alder Studio Ltd"],
  ["Rechnung\nVerkäufer:   Alder Werkstatt GmbH\nDatum   14.09.2023", "Alder Werkstatt GmbH"],
  ["ALDER COFFEE   ALDER COFFEE\n3 Elm Road, Leeds   Merchant copy", "ALDER COFFEE"],
  ["ALDER BANK   ALDER BANK\n3 Elm Road, Leeds   3 Elm Road, Leeds", "ALDER BANK ALDER BANK"],
])("one name, without its label: %j", (head, name) => {
  expect(nameIn(`${head}\n12/03/2024 10:00\nTea   4.50\nTotal   4.50\nCard   4.50`)).toBe(name);
});
