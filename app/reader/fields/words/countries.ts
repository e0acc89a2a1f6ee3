import {
  type Pattern,
  STATE_OF_USA,
  TOWN_AS_PRINTED_OF_USA,
  TOWN_OF_AUSTRALIA,
  TOWN_OF_CANADA,
  TOWN_OF_USA,
  TOWN_WITH_TIPS_OF_USA,
} from "./places.ts";
import { type Language, words } from "./words.ts";

/** What tells the country of a receipt: its currency, how it writes dates, what its receipts say. */
export interface Country {
  /** ISO 3166 code. */
  readonly code: string;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Day first everywhere, except where this says otherwise. */
  readonly dates?: "month-first" | "year-first";
  /** Two digits of the year may come first too. */
  readonly alsoYearFirst?: true;
  readonly languages: readonly Language[];
  /** International dialling code without the plus. */
  readonly phone: string;
  /** Ends of web addresses, without the first dot. */
  readonly domains: readonly string[];
  /** Names, states, cities and legal or tax terms that hardly occur elsewhere: folded words. */
  readonly words: readonly string[];
  /** Registration numbers, postcodes and the like, on folded text. */
  readonly patterns?: readonly Pattern[];
  /** Of the text as printed. */
  readonly printed?: Pattern;
}

export const COUNTRIES: readonly Country[] = [
  {
    code: "MY",
    currency: "MYR",
    languages: ["ms", "en"],
    phone: "60",
    domains: ["my"],
    words: words`
      SDN BHD, SDN, BHD, MALAYSIA, SELANGOR, KUALA LUMPUR, JOHOR, PENANG, PULAU PINANG, JALAN, JLN, TAMAN,
      BANDAR, SEKSYEN, PERAK, MELAKA, SABAH, SARAWAK, PETALING JAYA, SHAH ALAM, KLANG, PUCHONG
    `,
    patterns: [
      /\b0\d{2,3}-?\d{4}-?\d{5}\b(?=.*GST)/u,
      /\b\d{5,7}-[A-Z]\b/u,
      /@\s?SST|SST\s?\d?%/u,
      /\bGST (?:ID|NO|REG)\D{0,8}00\d{10}\b/u,
      /\bGST ?@? ?6(?:\.0+)? ?%/u,
    ],
  },
  {
    code: "SG",
    currency: "SGD",
    languages: ["en"],
    phone: "65",
    domains: ["sg"],
    words: words`PTE LTD, PTE, SINGAPORE, ORCHARD ROAD, GST REG NO M, CHANGI, RAFFLES, NETS`,
    patterns: [
      /\b(?:SINGAPORE|S)\s?\(?\d{6}\b/u,
      /\b(?:19|20)\d{7}[A-Z]\b/u,
      /\bM\d-\d{7}-\d\b/u,
      /\bGST REG\w*\W* (?:NO\W*)?M[29]\d{7}[A-Z]\b/u,
      /\bUEN\b/u,
      /\bTEL[.:]? ?[3689]\d{3} ?\d{4}\b/u,
    ],
  },
  {
    code: "ID",
    currency: "IDR",
    languages: ["id"],
    phone: "62",
    domains: ["id"],
    words: words`
      INDONESIA, JAKARTA, NPWP, BANDUNG, SURABAYA, JL, BALI, DENPASAR, YOGYAKARTA, PPN, TANGERANG, BEKASI
    `,
    patterns: [/\bPT\.? [A-Z]/u],
  },
  {
    code: "VN",
    currency: "VND",
    languages: ["vi"],
    phone: "84",
    domains: ["vn"],
    words: words`
      VIET NAM, VIETNAM, HA NOI, HANOI, TP HCM, HO CHI MINH, SAI GON, DA NANG, PHUONG, QUAN, MST, GTGT,
      HOA DON
    `,
  },
  {
    code: "TH",
    currency: "THB",
    languages: ["en"],
    phone: "66",
    domains: ["th"],
    words: words`THAILAND, BANGKOK, PHUKET, CHIANG MAI, PATTAYA, SILOM, SUKHUMVIT, BAHT`,
    // Years from the death of the Buddha.
    patterns: [/TAX INV\w*\W*ABB\b/u, /(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]25[5-9]\d(?!\d)/u],
  },
  {
    code: "PH",
    currency: "PHP",
    dates: "month-first",
    languages: ["en"],
    phone: "63",
    domains: ["ph"],
    words: words`
      PHILIPPINES, MANILA, QUEZON CITY, MAKATI, CEBU, VATABLE SALES, VAT EXEMPT SALES, VATABLE, VAT EXEMPT,
      ZERO RATED
    `,
    patterns: [/\bVAT REG TIN\b/u, /\bMIN\s?[:#]/u],
  },
  {
    code: "IN",
    currency: "INR",
    languages: ["en"],
    phone: "91",
    domains: ["in"],
    words: words`
      INDIA, GSTIN, CGST, SGST, FSSAI, DELHI, MUMBAI, BANGALORE, BENGALURU, CHENNAI, HYDERABAD, KOLKATA, PUNE,
      NASHIK, JAIPUR, LUCKNOW, AHMEDABAD, MAHARASHTRA, KERALA, KARNATAKA, TAMIL NADU, PVT LTD, PVT, NAGAR,
      CIN NO, RUPEES, SERVICE TAX
    `,
    patterns: [/\b\d{2}[A-Z]{5}\d{4}[A-Z]\dZ[A-Z0-9]\b/u, /\bTIN\b.{0,6}\d{11}/u],
  },
  {
    code: "AU",
    currency: "AUD",
    languages: ["en"],
    phone: "61",
    domains: ["au"],
    words: words`AUSTRALIA, NSW, QLD, SYDNEY, MELBOURNE, BRISBANE, PERTH, ADELAIDE, ABN, EFTPOS`,
    patterns: [
      /\b(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT)\s?\d{4}\b/u,
      /\bABN\s?:?\s?\d/u,
      /\bPTY\.? L(?:TD|IMITED)/u,
      TOWN_OF_AUSTRALIA,
    ],
  },
  {
    code: "NZ",
    currency: "NZD",
    languages: ["en"],
    phone: "64",
    domains: ["nz"],
    words: words`NEW ZEALAND, AUCKLAND, WELLINGTON, CHRISTCHURCH, HAMILTON, DUNEDIN, NZ, EFTPOS, NEWMARKET`,
    patterns: [
      /\bGST\s?(?:NO|NUMBER|#|REG)?[.:#\s]*\d{2,3}-\d{3}-\d{3}\b/u,
      /\bPH[.:]?\s?\(?0\d\)?\s?\d{3}\s?\d{4}\b/u,
    ],
  },
  {
    code: "US",
    currency: "USD",
    dates: "month-first",
    languages: ["en"],
    phone: "1",
    domains: ["us", "gov"],
    words: words`USA, UNITED STATES, SALES TAX, LLC, EBT, GALLONS, GALLON`,
    printed: TOWN_AS_PRINTED_OF_USA,
    patterns: [
      new RegExp(`\\b(?:${STATE_OF_USA})[.,]?\\s*\\d{5}(?:-\\d{4})?\\b`, "u"),
      /(?:^|\s)\(?[2-9]\d{2}\)?[ .-][2-9]\d{2}[-.]\d{4}\b/u,
      new RegExp(`\\p{L}, ?(?:${STATE_OF_USA})$|${TOWN_OF_USA.source}`, "mu"),
      TOWN_WITH_TIPS_OF_USA,
      // No other country has rates of so many digits.
      /(?<!(?:SERVICE|GST|SST|GOVT|VAT) )\bTAX\W{0,3}\(?(?:[4-9]|1[01])\.(?!0+ ?%|50? ?%)\d{1,3} ?%/u,
    ],
  },
  {
    code: "CA",
    currency: "CAD",
    dates: "month-first",
    alsoYearFirst: true,
    languages: ["en", "fr"],
    phone: "1",
    domains: ["ca"],
    words: words`
      CANADA, ONTARIO, QUEBEC, ALBERTA, BRITISH COLUMBIA, TORONTO, MONTREAL, VANCOUVER, CALGARY, OTTAWA,
      LAVAL, GATINEAU, SHERBROOKE, MISSISSAUGA, SASKATCHEWAN, SASKATOON, REGINA, MANITOBA, WINNIPEG, NOVA SCOTIA, HALIFAX, EDMONTON, HST, TPS, TVQ, PST,
      QST, INTERAC, CDN
    `,
    patterns: [
      /\b[A-CEGHJ-NPR-TVXY]\d[A-CEGHJ-NPR-TV-Z] ?\d[A-CEGHJ-NPR-TV-Z]\d\b/u,
      /\b(?:ON|QC|BC|AB|MB|SK|NS|NB|NL|PE),?\s+[A-Z]\d[A-Z]/u,
      TOWN_OF_CANADA,
    ],
  },
  {
    code: "GB",
    currency: "GBP",
    languages: ["en"],
    phone: "44",
    domains: ["uk"],
    words: words`
      UNITED KINGDOM, ENGLAND, SCOTLAND, WALES, LONDON, MANCHESTER, EDINBURGH, GLASGOW, BIRMINGHAM, PLC
    `,
    patterns: [
      /\b[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}\b/u,
      /\bVAT (?:REG )?(?:NO|NUMBER)?[.:]?\s?(?:GB\s?)?\d{3} ?\d{4} ?\d{2}\b/u,
    ],
  },
  {
    code: "IE",
    currency: "EUR",
    languages: ["en"],
    phone: "353",
    domains: ["ie"],
    words: words`IRELAND, DUBLIN, CORK, GALWAY`,
  },
  {
    code: "CH",
    currency: "CHF",
    languages: ["de", "fr", "it"],
    phone: "41",
    domains: ["ch"],
    words: words`
      SCHWEIZ, SUISSE, SVIZZERA, ZURICH, LUZERN, BERN, BASEL, GENEVE, LAUSANNE, LUGANO, WINTERTHUR, ST GALLEN,
      TWINT, POSTFINANCE
    `,
    patterns: [
      /\bCHE-?\s?\d{3}/u,
      /\bCH-\d{4}\b/u,
      /\bFR\.? \d+\.\d{2}\b/u,
      /\b(?:7[.,]7|8[.,]1|2[.,][56]|3[.,][78]) ?0? ?%/u,
    ],
  },
  {
    code: "LI",
    currency: "CHF",
    languages: ["de"],
    phone: "423",
    domains: ["li"],
    words: words`LIECHTENSTEIN, VADUZ, SCHAAN`,
  },
  {
    code: "DE",
    currency: "EUR",
    languages: ["de"],
    phone: "49",
    domains: ["de"],
    words: words`
      DEUTSCHLAND, BERLIN, MUNCHEN, HAMBURG, FRANKFURT, KOLN, STUTTGART, GMBH, GMBH & CO KG, STEUERNUMMER,
      ST NR, GIROCARD
    `,
    patterns: [/\bDE\s?\d{9}\b/u, /\bSTEUER-?(?:NR|NUMMER)/u, /\bD-\d{5}\b/u],
  },
  {
    code: "AT",
    currency: "EUR",
    languages: ["de"],
    phone: "43",
    domains: ["at"],
    words: words`OSTERREICH, WIEN, GRAZ, SALZBURG, INNSBRUCK, TIROL`,
    patterns: [/\bATU\s?\d{8}\b/u, /\bA-\d{4}\b/u],
  },
  {
    code: "FR",
    currency: "EUR",
    languages: ["fr"],
    phone: "33",
    domains: ["fr"],
    words: words`FRANCE, PARIS, LYON, MARSEILLE, TOULOUSE, SIRET, SIREN, SARL, SAS, RCS, NAF, APE, CEDEX`,
    patterns: [/\bFR\s?\d{2}\s?\d{9}\b/u],
  },
  {
    code: "BE",
    currency: "EUR",
    languages: ["nl", "fr"],
    phone: "32",
    domains: ["be"],
    words: words`BELGIE, BELGIQUE, BRUXELLES, BRUSSEL, ANTWERPEN, GENT, BVBA, SPRL, BANCONTACT`,
    patterns: [/\bBE\s?0\d{3}/u],
  },
  {
    code: "NL",
    currency: "EUR",
    languages: ["nl"],
    phone: "31",
    domains: ["nl"],
    words: words`NEDERLAND, AMSTERDAM, ROTTERDAM, UTRECHT, KVK, BANKPAS`,
    patterns: [/\bNL\s?\d{9}B\d{2}\b/u],
  },
  {
    code: "IT",
    currency: "EUR",
    languages: ["it"],
    phone: "39",
    domains: ["it"],
    words: words`
      ITALIA, ROMA, MILANO, TORINO, NAPOLI, FIRENZE, SRL, SPA, P IVA, PARTITA IVA, DOCUMENTO COMMERCIALE,
      SCONTRINO, SNC
    `,
    patterns: [/\bP\.? ?IVA/u],
  },
  {
    code: "ES",
    currency: "EUR",
    languages: ["es"],
    phone: "34",
    domains: ["es"],
    words: words`ESPANA, MADRID, BARCELONA, VALENCIA, SEVILLA, NIF, CIF, FACTURA SIMPLIFICADA, SLU`,
    patterns: [/\b[A-H]-?\d{8}\b/u],
  },
  {
    code: "PT",
    currency: "EUR",
    languages: ["pt"],
    phone: "351",
    domains: ["pt"],
    words: words`PORTUGAL, LISBOA, PORTO, CONTRIBUINTE, NIPC, MULTIBANCO, LDA, ATCUD`,
  },
  {
    code: "FI",
    currency: "EUR",
    languages: ["fi", "sv"],
    phone: "358",
    domains: ["fi"],
    words: words`SUOMI, FINLAND, HELSINKI, TAMPERE, TURKU, Y TUNNUS, OY, ALV`,
    patterns: [/\b\d{7}-\d\b/u],
  },
  {
    code: "GR",
    currency: "EUR",
    languages: ["en"],
    phone: "30",
    domains: ["gr"],
    words: words`GREECE, ATHENS`,
  },
  {
    code: "HR",
    currency: "EUR",
    languages: ["hr"],
    phone: "385",
    domains: ["hr"],
    words: words`HRVATSKA, ZAGREB, SPLIT, OIB, DUBROVNIK`,
  },
  {
    code: "SI",
    currency: "EUR",
    languages: ["hr"],
    phone: "386",
    domains: ["si"],
    words: words`SLOVENIJA, LJUBLJANA`,
  },
  {
    code: "SK",
    currency: "EUR",
    languages: ["sk"],
    phone: "421",
    domains: ["sk"],
    words: words`SLOVENSKO, BRATISLAVA, KOSICE`,
    patterns: [/\bSK\d{10}\b/u],
  },
  {
    code: "CZ",
    currency: "CZK",
    languages: ["cs"],
    phone: "420",
    domains: ["cz"],
    words: words`CESKA REPUBLIKA, PRAHA, BRNO, OSTRAVA, PLZEN, UCTENKA, POKLADNA, DPH`,
    patterns: [/\bCZ\d{8,10}\b/u, /\bDIC\b/u],
  },
  {
    code: "PL",
    currency: "PLN",
    languages: ["pl"],
    phone: "48",
    domains: ["pl"],
    words: words`
      POLSKA, WARSZAWA, KRAKOW, WROCLAW, POZNAN, GDANSK, PARAGON FISKALNY, PARAGON, SP Z O O, PTU, NIP
    `,
  },
  {
    code: "LT",
    currency: "EUR",
    dates: "year-first",
    languages: [],
    phone: "370",
    domains: ["lt"],
    words: words`LIETUVA, VILNIUS, KAUNAS, KLAIPEDA, SIAULIAI, UAB, KVITAS`,
  },
  {
    code: "HU",
    currency: "HUF",
    dates: "year-first",
    languages: ["hu"],
    phone: "36",
    domains: ["hu"],
    words: words`MAGYARORSZAG, BUDAPEST, NYUGTA, ADOSZAM, KFT, AFA, DEBRECEN, SZEGED`,
  },
  {
    code: "RO",
    currency: "RON",
    languages: ["ro"],
    phone: "40",
    domains: ["ro"],
    words: words`ROMANIA, BUCURESTI, CLUJ, BON FISCAL`,
  },
  {
    code: "SE",
    currency: "SEK",
    dates: "year-first",
    languages: ["sv"],
    phone: "46",
    domains: ["se"],
    words: words`
      SVERIGE, STOCKHOLM, GOTEBORG, MALMO, UPPSALA, VASTERAS, OREBRO, LINKOPING, HELSINGBORG, JONKOPING, NORRKOPING,
      UMEA, LULEA, SOLNA, VISBY, KVITTO, MOMS, ORG NR
    `,
    patterns: [/\b55\d{4}-\d{4}\b/u],
  },
  {
    code: "NO",
    currency: "NOK",
    languages: ["no"],
    phone: "47",
    domains: ["no"],
    words: words`NORGE, OSLO, BERGEN, TRONDHEIM, STAVANGER, MVA, BANKAXEPT, FORETAKSREGISTERET`,
    patterns: [/\b\d{3} ?\d{3} ?\d{3} ?MVA\b/u],
  },
  {
    code: "DK",
    currency: "DKK",
    languages: ["da"],
    phone: "45",
    domains: ["dk"],
    words: words`DANMARK, KOBENHAVN, AARHUS, ODENSE, CVR, DANKORT, MOBILEPAY, MOMS`,
  },
  {
    code: "IS",
    currency: "ISK",
    languages: ["da"],
    phone: "354",
    domains: ["is"],
    words: words`ISLAND, REYKJAVIK`,
  },
  {
    code: "TR",
    currency: "TRY",
    languages: ["tr"],
    phone: "90",
    domains: ["tr"],
    words: words`TURKIYE, ISTANBUL, ANKARA, IZMIR, KDV, TOPKDV, VERGI DAIRESI, FIS NO, MERSIS, NAKIT`,
  },
  {
    code: "JP",
    currency: "JPY",
    dates: "year-first",
    languages: ["en"],
    phone: "81",
    domains: ["jp"],
    words: words`
      JAPAN, TOKYO, OSAKA, KYOTO, YOKOHAMA, NAGOYA, FUKUOKA, HIROSHIMA, SENDAI, OKINAWA, SHIBUYA, SHINJUKU,
      NARITA, HANEDA, YEN
    `,
  },
  {
    code: "KR",
    currency: "KRW",
    dates: "year-first",
    languages: ["en"],
    phone: "82",
    domains: ["kr"],
    words: words`KOREA, SEOUL, BUSAN, INCHEON, DAEGU, DAEJEON, GWANGJU, SUWON, JEJU, GANGNAM, MYEONGDONG, HONGDAE`,
  },
  {
    code: "TW",
    currency: "TWD",
    dates: "year-first",
    languages: ["en"],
    phone: "886",
    domains: ["tw"],
    words: words`TAIWAN, TAIPEI, TAICHUNG, KAOHSIUNG, TAINAN, HSINCHU, TAOYUAN, KEELUNG, HUALIEN`,
  },
  {
    code: "HK",
    currency: "HKD",
    languages: ["en"],
    phone: "852",
    domains: ["hk"],
    words: words`HONG KONG, KOWLOON, OCTOPUS`,
  },
  {
    code: "CN",
    currency: "CNY",
    dates: "year-first",
    languages: ["en"],
    phone: "86",
    domains: ["cn"],
    words: words`CHINA, BEIJING, SHANGHAI, RMB`,
  },
  {
    code: "BR",
    currency: "BRL",
    languages: ["pt"],
    phone: "55",
    domains: ["br"],
    words: words`BRASIL, SAO PAULO, RIO DE JANEIRO, CNPJ, CPF, CUPOM FISCAL, ICMS, NFC E, LTDA, DANFE`,
  },
  {
    code: "MX",
    currency: "MXN",
    languages: ["es"],
    phone: "52",
    domains: ["mx"],
    words: words`MEXICO, CDMX, RFC, S A DE C V, SA DE CV, GUADALAJARA, MONTERREY, COLONIA, M N`,
    patterns: [/\bC\.? ?P\.? ?\d{5}\b/u],
  },
  {
    code: "AR",
    currency: "ARS",
    languages: ["es"],
    phone: "54",
    domains: ["ar"],
    words: words`ARGENTINA, BUENOS AIRES, CUIT, C U I T, C A B A, TIQUE`,
  },
  {
    code: "CL",
    currency: "CLP",
    languages: ["es"],
    phone: "56",
    domains: ["cl"],
    words: words`CHILE, SANTIAGO, BOLETA ELECTRONICA, R U T`,
  },
  {
    code: "CO",
    currency: "COP",
    languages: ["es"],
    phone: "57",
    domains: ["co"],
    words: words`COLOMBIA, BOGOTA, MEDELLIN, NIT`,
  },
  {
    code: "PE",
    currency: "PEN",
    languages: ["es"],
    phone: "51",
    domains: ["pe"],
    words: words`PERU, LIMA, RUC, IGV, BOLETA DE VENTA`,
  },
  {
    code: "ZA",
    currency: "ZAR",
    languages: ["en"],
    phone: "27",
    domains: ["za"],
    words: words`SOUTH AFRICA, CAPE TOWN, JOHANNESBURG, DURBAN, PRETORIA`,
    patterns: [/\(PTY\)\.? ?L(?:TD|IMITED)/u],
  },
  {
    code: "AE",
    currency: "AED",
    languages: ["en"],
    phone: "971",
    domains: ["ae"],
    words: words`UAE, DUBAI, ABU DHABI, DIRHAMS, TRN`,
  },
  {
    code: "SA",
    currency: "SAR",
    languages: ["en"],
    phone: "966",
    domains: ["sa"],
    words: words`SAUDI ARABIA, RIYADH, JEDDAH, DAMMAM, RIYALS`,
  },
  {
    code: "KW",
    currency: "KWD",
    languages: [],
    phone: "965",
    domains: ["kw"],
    words: words`
      KUWAIT, SALMIYA, SALMIYAH, HAWALLY, HAWALLI, FARWANIYA, JAHRA, FAHAHEEL, MAHBOULA, SHUWAIKH, SABAH AL SALEM,
      KNET, K-NET, NBK, BOUBYAN, BURGAN BANK, GULF BANK
    `,
  },
  {
    code: "BH",
    currency: "BHD",
    languages: [],
    phone: "973",
    domains: ["bh"],
    words: words`
      BAHRAIN, MANAMA, MUHARRAQ, RIFFA, JUFFAIR, SEEF, ADLIYA, ISA TOWN, HAMAD TOWN, BUDAIYA, SITRA, BENEFITPAY,
      BENEFIT PAY, BBK
    `,
  },
  {
    code: "OM",
    currency: "OMR",
    languages: [],
    phone: "968",
    domains: ["om"],
    words: words`
      OMAN, SALALAH, SOHAR, NIZWA, RUWI, QURUM, AL KHUWAIR, AL KHOUD, SEEB, MUTTRAH, OMANNET, BANK MUSCAT,
      BANKMUSCAT, BANK DHOFAR, OMAN ARAB BANK
    `,
    // Muscat is a wine too.
    patterns: [/(?:, ?|- ?|^)MUSCAT(?:$|,| ?-|\.)/mu],
  },
  {
    code: "JO",
    currency: "JOD",
    languages: [],
    phone: "962",
    domains: ["jo"],
    words: words`AMMAN, IRBID, ZARQA, AQABA, MADABA, ABDOUN, SWEIFIEH, JABAL AMMAN, DEAD SEA`,
    patterns: [/(?:,|-) ?JORDAN\b/u],
  },
  {
    code: "TN",
    currency: "TND",
    languages: [],
    phone: "216",
    domains: ["tn"],
    words: words`
      TUNISIE, TUNISIA, TUNIS, SFAX, SOUSSE, HAMMAMET, MONASTIR, DJERBA, BIZERTE, NABEUL, LA MARSA, CARTHAGE,
      GABES, KAIROUAN, LA GOULETTE, ARIANA, BEN AROUS, BIAT, AMEN BANK, MATRICULE FISCAL, DINARS TUNISIENS
    `,
    patterns: [/\b\d{7} ?\/? ?[A-Z] ?\/? ?[ABDNP] ?\/? ?[CMNPE] ?\/? ?000\b/u],
  },
  {
    code: "IQ",
    currency: "IQD",
    languages: [],
    phone: "964",
    domains: ["iq"],
    words: words`IRAQ, BAGHDAD, ERBIL, BASRA, BASRAH, SULAYMANIYAH, MOSUL, DUHOK, KARRADA, NAJAF, KIRKUK`,
  },
  {
    code: "LY",
    currency: "LYD",
    languages: [],
    phone: "218",
    domains: ["com.ly"],
    words: words`LIBYA, TRIPOLI, BENGHAZI, MISRATA`,
  },
  {
    code: "KE",
    currency: "KES",
    languages: ["en"],
    phone: "254",
    domains: ["ke"],
    words: words`KENYA, NAIROBI, MOMBASA, KISUMU, NAKURU, M-PESA, MPESA, KRA, ASANTE, KARIBU`,
    patterns: [/\bPIN\W*(?:NO\W*)?[AP]\d{7,9}/u],
  },
  {
    code: "NG",
    currency: "NGN",
    languages: ["en"],
    phone: "234",
    domains: ["ng"],
    words: words`NIGERIA, LAGOS, ABUJA, NAIRA`,
  },
  {
    code: "LK",
    currency: "LKR",
    languages: ["en"],
    phone: "94",
    domains: ["lk"],
    words: words`SRI LANKA, COLOMBO, KANDY`,
  },
  {
    code: "PK",
    currency: "PKR",
    languages: ["en"],
    phone: "92",
    domains: ["pk"],
    words: words`PAKISTAN, KARACHI, LAHORE, ISLAMABAD`,
  },
];

/** Where a language is spoken most: the guess when only the language is known. English tells no country. */
export const MAIN_COUNTRIES: readonly string[] = ["DE", "FR", "IT", "ES", "PT", "NL"];
