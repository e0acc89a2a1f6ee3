import { anyOf, words } from "./words.ts";

/** Legal forms as they end the names of companies in Malaysia, whose receipts lead with them. */
export const LEGAL_FORM_AS_NAME = anyOf(words`
  S[DO0]N\.? ?B[HN]D, SDN\.?, BHD\.?, S/B, SB, PTE\.? ?LTD, PLT, ENTERPRISES?, TRADING(?: CO)?, CO\. ?\(M\),
  HOLDINGS?
`);

/** Legal forms elsewhere; a brand above it is what people say. */
export const LEGAL_FORM = anyOf(words`
  GMBH, UAB, SIA, OU, AG, SA, S\.A\., SARL, S\.?A\.?R\.?L\.?, SAS, SRL, S\.?R\.?L\.?, SPA, S\.?P\.?A\.?, SNC,
  S\.?N\.?C\.?, LTD\.?, LIMITED, LLC, INC\.?, CORP\.?, CORPORATION, PLC, OY, OYJ, AB, A/S, APS, AS, B\.?V\.?,
  N\.?V\.?, BVBA, SPRL, S\.? ?R\.? ?O\.?, A\. ?S\.?, SP\.? ?Z\.? ?O\.? ?O\.?, KFT\.?, ZRT\.?, BT\.?, LDA\.?,
  LTDA\.?, S\.?L\.?U?\.?, S\.A\. DE C\.V\., SA DE CV, E\.?K\.?, KG, OHG, UG, PTY, PVT\.?, PT\.?, CV\.?,
  LTD STI, A\.?S\.?, D\.?O\.?O\.?, CO\.? LTD, KK
`);

/** Registration and tax numbers of the shop. */
export const REGISTRATION = anyOf(words`
  CO\.? ?REG, CO\.? NO, CO-REG, COMPANY (?:REG|NO), REG\.? ?NO, REGISTRATION, ROC, BRN?, BR NO, GST, SST, UEN,
  ABN, VAT, TIN, GSTIN, MWST, UST-?ID, USTID, STEUERNUMMER, ST\.?-?NR, UID, SIRET, SIREN, TVA, R\.?C\.?S,
  P\.? ?IVA, PARTITA IVA, C\.?F\., NIF, N\.I\.F, CIF, C\.I\.F, NIPC, CONTRIBUINTE, BTW, KVK, ICO?, DIC, MST,
  MA SO THUE, ORG\.? ?NR, ORGNR, CVR, MOMS, Y-TUNNUS, NIP, ADOSZAM, VERGI, V\.?D, NPWP, RFC, CNPJ, CUIT, RUT,
  RUC, NIT, CIN, FSSAI, HST, EIN, LICENSE
`);

/** A company or person that is said to own the shop. */
export const OWNER = anyOf(words`
  OWNED BY, OWN BY, OWNER BY, DIMILIKI, LICENSEE OF, INH\.?, INHABER, PROPRIETOR, C/O, LIEFERANT, GEPRANT
`);

/** A company that is said to run the shop, or a group that it is part of. */
export const OPERATOR = anyOf(words`
  OPERATED BY, MANAGED BY, RUN BY, FRANCHISEE, BETRIEBEN VON, A DIVISION OF, DIVISION OF, DIV OF, A UNIT OF,
  UNIT OF, PART OF, A MEMBER OF, MEMBER OF, SUBSIDIARY, A BRAND OF, EXPLOITE PAR, GESTITO DA, DIKELOLA OLEH,
  DIURUSKAN OLEH
`);
