import type { Hints } from "../../hints.ts";
import type { Field, Place, Reading } from "../../receipt.ts";
import type { Page } from "../page.ts";
import { unreadScriptOf } from "../script/unread-script.ts";
import type { Tree } from "./boosted-trees.ts";
import { type CurrencyCandidate, currencyCandidates } from "./candidates/currency/currency-candidates.ts";
import { type DateCandidate, dateCandidates } from "./candidates/purchase-date/date-candidates.ts";
import { dateOrderOf, type OrderEvidence } from "./candidates/purchase-date/date-order.ts";
import { withYears, type YearEvidence, yearEvidenceOf } from "./candidates/purchase-date/years-first.ts";
import { type StoreCandidate, storeCandidates } from "./candidates/store-name/store-candidates.ts";
import { type TotalCandidate, totalCandidates } from "./candidates/total/total-candidates.ts";
import { shopNames } from "./cut-head.ts";
import { placeOf } from "./evidence.ts";
import { classifyLines, LINE_MODEL, type LineModel } from "./lines/classify-lines.ts";
import type { ClassShares } from "./lines/line-class.ts";
import { nullReasonOf } from "./null-reason.ts";
import { inOtherScript, withoutCyrillicName } from "./other-script.ts";
import { isBeginningOfReceipt, isReceipt, isReceiptOfNumbers } from "./receipt-likeness.ts";
import { calibrate, rank, type Scored, type Weights } from "./scores.ts";
import storeTrees from "./store-trees.json" with { type: "json" };
import { type ReceiptText, readText } from "./text/receipt-text.ts";
import weights from "./weights.json" with { type: "json" };

/** The fields of one receipt, each with the place that it was taken from. */
export interface Choice extends Omit<Reading, "evidence" | "turned" | "pages" | "lines" | "details"> {
  readonly evidence: Readonly<Partial<Record<Field, Place>>>;
}

/** What is learned from receipts and decides the values. */
export interface FieldsModel {
  readonly lines: LineModel;
  readonly weights: Readonly<Record<"total" | "purchaseDate" | "storeName", Weights>>;
  readonly storeTrees: readonly Tree[];
}

/** Fitted to all receipts, by `npm run train:fields`. */
export const MODEL: FieldsModel = { lines: LINE_MODEL, weights, storeTrees };

/** Everything that was weighed, for people who want to know why. */
export interface Explanation {
  readonly reading: Choice;
  readonly text: ReceiptText;
  /** What each row probably is. */
  readonly lines: readonly ClassShares[];
  readonly storeName: readonly Scored<StoreCandidate>[];
  readonly purchaseDate: readonly Scored<DateCandidate>[];
  readonly years: YearEvidence;
  readonly dateOrder: OrderEvidence;
  readonly total: readonly Scored<TotalCandidate>[];
  readonly currency: readonly CurrencyCandidate[];
}

/**
 * An answer whose share of the choice is less is not given. Confidence cannot decide that: it is fitted on receipts that
 * have the value.
 */
const LEAST_SHARE = { storeName: 0.1, purchaseDate: 0.4, total: 0.15, currency: 0.15 } as const;
/** What is left of a date's confidence when its numbers could be exchanged. */
const ORDER_IN_DOUBT = 0.7;

/** A currency is given when the second has less than this part of its share. */
const MOST_OF_SECOND = 0.65;
/** And when so many points speak for it. */
const LEAST_POINTS = 1;

const NO_RECEIPT = "No receipt was found in this picture.";
const ASSUMED = {
  day: "The date was read with the day first, since nothing on the receipt tells whether day or month comes first.",
  year: "The date was read with the year first, since the purchase would be years back with the day first.",
} as const;

/** Chooses the fields of a receipt from its lines. Future dates are judged against `today`. */
export function chooseFields(page: Page, today: Date, hints: Hints = {}): Choice {
  return explainFields(page, today, hints).reading;
}

/** The same with all candidates, best first, by a model that may know fewer receipts than the built-in one. */
export function explainFields(
  page: Page,
  today: Date,
  hints: Hints = {},
  model: FieldsModel = MODEL,
): Explanation {
  const unread = unreadScriptOf(page);
  const read = readText(unread?.page ?? page, hints);
  const years = yearEvidenceOf(read, today, hints.dateOrder);
  const text = { ...read, dates: withYears(read, years) };
  const total = rank(totalCandidates(text), model.weights.total);
  const dateOrder = dateOrderOf(text, today, hints.dateOrder);
  const purchaseDate = rank(dateCandidates(text, today, dateOrder, years), model.weights.purchaseDate);
  const lines = classifyLines(text, model.lines);
  const storeName = rank(storeCandidates(text, lines), model.weights.storeName, model.storeTrees);
  const currency = currencyCandidates(text, total[0]?.candidate ?? null, dateOrder, hints.currency);
  const weighed = { text, lines, storeName, purchaseDate, years, dateOrder, total, currency };
  const given = { ...weighed, storeName: shopNames(storeName, text, lines) };
  if (unread !== undefined) {
    const reading = isReceiptOfNumbers(text) ? inOtherScript(readingOf(given), text, unread) : nothing();
    return { ...weighed, reading };
  }
  if (isBeginningOfReceipt(text)) {
    return { ...weighed, reading: readingOf({ ...given, total: [] }) };
  }
  const reading = isReceipt(text) ? readingOf(given) : nothing();
  return { ...weighed, reading: withoutCyrillicName(reading, storeName[0]?.candidate.features) };
}

function readingOf(weighed: Omit<Explanation, "reading">): Choice {
  const { text } = weighed;
  const bestName = weighed.storeName[0];
  const [store, date, total, currency] = [
    keep("storeName", bestName, bestName?.candidate.features.misread),
    keep("purchaseDate", weighed.purchaseDate[0]),
    keep("total", weighed.total[0]),
    keep("currency", clearlyBest(weighed.currency)),
  ];
  const assumed = date?.best.candidate.assumed ?? null;
  const dateConfidence = (date?.confidence ?? 0) * (assumed ? ORDER_IN_DOUBT : 1);
  const linesOf = (rows: readonly number[]) => rows.flatMap((row) => text.rows[row]?.pieces ?? []);
  const reasonOf = (field: Field) =>
    nullReasonOf(
      field,
      text,
      weighed[field].map(({ share }) => share),
    );
  const evidence = {
    storeName: placeOf(linesOf(store?.best.candidate.rows ?? []), text.page),
    purchaseDate: placeOf(linesOf(date?.best.candidate.rows.slice(0, 1) ?? []), text.page),
    total: placeOf(total?.best.candidate.places.slice(0, 1).map(({ piece }) => piece) ?? [], text.page),
  };
  return {
    storeName: store?.best.candidate.value ?? null,
    purchaseDate: date?.best.candidate.value ?? null,
    total: total?.best.candidate.value ?? null,
    currency: currency?.best.value ?? null,
    confidence: {
      storeName: store?.confidence ?? 0,
      purchaseDate: dateConfidence,
      total: total?.confidence ?? 0,
      currency: currency?.confidence ?? 0,
    },
    reasons: {
      ...(store ? {} : { storeName: reasonOf("storeName") }),
      ...(date ? {} : { purchaseDate: reasonOf("purchaseDate") }),
      ...(total ? {} : { total: reasonOf("total") }),
      ...(currency ? {} : { currency: reasonOf("currency") }),
    },
    evidence: {
      ...(evidence.storeName && { storeName: evidence.storeName }),
      ...(evidence.purchaseDate && { purchaseDate: evidence.purchaseDate }),
      ...(evidence.total && { total: evidence.total }),
    },
    notes: [],
    warnings: assumed ? [ASSUMED[assumed]] : [],
  };
}

/** Of a mark that several countries have, none is the best as long as nothing tells the country; a word is too little. */
function clearlyBest([best, second]: readonly CurrencyCandidate[]): CurrencyCandidate | undefined {
  const isTold = best && best.points >= LEAST_POINTS && (second?.share ?? 0) <= MOST_OF_SECOND * best.share;
  return isTold ? best : undefined;
}

/** The best candidate with its calibrated confidence, when its share suffices. */
function keep<Best extends { readonly share: number }>(field: Field, best: Best | undefined, misread = 0) {
  if (!best || best.share < LEAST_SHARE[field]) {
    return null;
  }
  return { best, confidence: calibrate({ share: best.share, misread }, weights.calibration[field]) };
}

/** What is chosen where there is no receipt. */
export function nothing(): Choice {
  return {
    storeName: null,
    purchaseDate: null,
    total: null,
    currency: null,
    confidence: { storeName: 0, purchaseDate: 0, total: 0, currency: 0 },
    reasons: { storeName: "not_found", purchaseDate: "not_found", total: "not_found", currency: "not_found" },
    evidence: {},
    notes: [{ code: "not-a-receipt" }],
    warnings: [NO_RECEIPT],
  };
}
