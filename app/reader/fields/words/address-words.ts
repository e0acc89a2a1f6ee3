import { BUSINESS } from "./business-words.ts";
import { anyOf, words } from "./words.ts";

/** Streets, floors, districts and the like. */
export const ADDRESS = anyOf(words`
  STREET, ST\., ROAD, RD, AVENUE, AVE, BOULEVARD, BLVD, LANE, DRIVE, DR\., HIGHWAY, HWY, SQUARE, PLAZA, MALL,
  LEVEL, FLOOR, FLR, GROUND FLOOR, SHOP NO, SHOP NOS, UNIT, LOT, BLOCK, BLK, SUITE, JALAN, JLN, JL, LORONG,
  LRG, TAMAN, TMN, BANDAR, KAMPUNG, KG, SEKSYEN, SECTION, SEK, WISMA, MENARA, BANGUNAN, KAWASAN, PERSIARAN,
  LEBUH, LEBUHRAYA, BATU, PUSAT, SELANGOR, KUALA LUMPUR, JOHOR, PENANG, MALAYSIA, SINGAPORE, P\.?O\.? BOX,
  STRASSE, STR, PLATZ, GASSE, WEG, ALLEE, RUE, PLACE, QUAI, CHEMIN, ROUTE, IMPASSE, VIA, PIAZZA, CORSO, VIALE,
  CALLE, CL, AVDA, AV, PASEO, PLAZA, RUA, AVENIDA, PRACA, LARGO, TRAVESSA, STRAAT, LAAN, PLEIN, ULICE, UL,
  NAMESTI, TRIDA, NGUYEN, DUONG, PHUONG, QUAN, P\. ?[A-Z], TP, GATAN, VAGEN, VEIEN, GATE, GADE, VEJ, TIE,
  KATU, UTCA, UT, TER, CADDE, CAD, SOKAK, SOK, MAH, MAHALLESI, COL, COLONIA, BAIRRO, ESQ, CITY CENTRE,
  SHOPPING CENT(?:RE|ER), FOOD CENTRE, STALL NO, STALL, DISTRICT, COUNTY
`);

/** Telephone, fax and electronic addresses. */
export const CONTACT = anyOf(words`
  TEL, TEI, TE1, TELEPHONE, TELEFON, TELEFONO, TELEFONE, TLF, TFNO, PHONE, PH, PUH, FAX, MOBILE, H/P, HP,
  HOTLINE, CALL, CARELINE, WHATSAPPS?, TELP, DT, SDT, DIEN THOAI, E-?MAIL, WEBSITE, FACEBOOK, INSTAGRAM, TLFN,
  TLF NR
`);

/** A street that ends in its kind, before its number. */
export const STREET_ENDING = new RegExp(
  `\\p{L}(?:${words`
    STRASSE, STR\.?, GASSE, WEG, PLATZ, ALLEE, STRAAT, LAAN, PLEIN, GATAN, VAGEN, VEIEN, GATA, GADE, VEJ, TIE,
    KATU, RANNANTIE
  `.join("|")})\\.?,? ?\\d`,
  "u",
);

/** The ends of a journey: "FROM: STATION ROAD". */
export const JOURNEY = new RegExp(
  `^(?:${words`FROM, TO, VON, NACH, PICK[- ]?UP, DROP[- ]?OFF`.join("|")})\\s?:`,
  "u",
);

/** An address in the web, or of mail. */
export const WEB = new RegExp(
  `${words`WWW\., HTTPS?:, \.COM\b, \.NET\b, \.ORG\b`.join("|")}|[\\p{L}\\d]\\.(?:${words`
    CH, DE, AT, FR, IT, ES, PT, NL, BE, CZ, SK, PL, HU, SE, NO, DK, FI, UK, IE, MY, SG, ID, VN, TH, PH, IN,
    AU, NZ, CA, JP, BR, MX, TR
  `.join("|")})\\b(?:$|[\\s/])|\\p{L}@[\\p{L}\\d-]+\\.`,
  "u",
);

/** Kinds of business on roads, which elsewhere are goods or other words. */
const ON_ROADS = words`
  GAS, FUELS?, OIL, AUTO, AUTO PARTS, TIRES?, TRAVEL PLAZA, TRAVEL CENTER, TRUCK ?STOP, SERVICES, CAR WASH, CONVENIENCE,
  EXPRESS, MINI MART, PARRILLA, RASTSTATTE, AUTOHOF
`.join("|");

/** A shop that is called after a numbered road, or after a street of a number: "ROUTE 66 FUEL", "5TH AVENUE DELI". */
export const ROAD_NAME = new RegExp(
  `^(?:THE )?(?:(?:${words`
    ROUTE, RTE, HIGHWAY, HWY, INTERSTATE, FREEWAY, RUTA, CARRETERA, NATIONALE, AUTOBAHN, RIKSVAG, PIER, I-?, US-?, SR-?,
    A, M, E, EXIT, MILE, JUNCTION, KM
  `.join(
    "|",
  )}) ?\\d{1,3}|\\d{1,3}(?:ST|ND|RD|TH) (?:STREET|ST\\.?|AVENUE|AVE\\.?)) (?:[\\p{L}'&]+ ){0,2}(?:${ON_ROADS}|${BUSINESS.source})\\W*$`,
  "u",
);
