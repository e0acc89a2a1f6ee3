/** What a model is asked for beyond the fields. Lists are of short texts, since each token of an answer takes time. */
const text = { type: ["string", "null"] };
const number = { type: ["number", "null"] };
const list = { type: "array", items: { type: "string" } };

/** In the order of the answer: what is cut off first comes last. */
const PROPERTIES = {
  time: text,
  receiptNumber: text,
  subtotal: number,
  tip: number,
  rounding: number,
  change: number,
  address: text,
  phone: text,
  taxId: text,
  website: text,
  taxes: list,
  charges: list,
  discounts: list,
  payments: list,
  items: list,
};

export const DETAILS_SCHEMA = {
  type: "object",
  properties: PROPERTIES,
  required: Object.keys(PROPERTIES),
  additionalProperties: false,
};

export const DETAILS_PROMPT = `
Give one more key after these, "details": an object with the keys ${Object.keys(PROPERTIES).join(", ")}, in this order, with null or [] for what is not printed.
time: "HH:MM" in 24 hours. receiptNumber, and address, phone, taxId and website of the shop: as printed.
subtotal, tip, rounding, change: numbers.
The lists have texts whose parts are separated by |, empty where nothing is printed; amounts have a point and no currency.
taxes: "name|rate in percent|taxed amount|tax|included or added", included if the prices have it in them.
charges, discounts: of the whole receipt, "name|amount".
payments: "cash, card, voucher, mobile or other|amount paid|cash handed over".
items: each row of what was bought, in the printed order, "description|quantity|unit such as kg|unit price|amount|discount below it".
Money that is given back is negative. Leave out names of people and numbers of cards.`;

/** Tokens that a model writes in a second, at the least. */
const TOKENS_PER_SECOND = 40;
/** Of the time that is left; the model also looks at the picture. */
const WRITING = 0.75;
/** The fields take 60. */
const LEAST_TOKENS = 100;

/**
 * The length limit of an answer with details, so that it comes in time, if cut.
 * @param most tokens that no answer may be longer than
 */
export function detailsTokens(millisecondsLeft: number, most: number): number {
  const tokens = Math.floor((WRITING * TOKENS_PER_SECOND * millisecondsLeft) / 1000);
  return Math.min(most, Math.max(LEAST_TOKENS, tokens));
}
