import type { Evidence, Field, NullReason, Reading } from "../../receipt.ts";
import type { Line, Page } from "../line.ts";
import { type CurrencyCandidate, currencyCandidates } from "./currency.ts";
import { type DateCandidate, dateCandidates, dateOrderOf, type OrderEvidence } from "./date-candidates.ts";
import { type ReceiptText, readText } from "./receipt-text.ts";
import { calibrate, rank, type Scored } from "./scores.ts";
import { type StoreCandidate, storeCandidates } from "./store-candidates.ts";
import { type TotalCandidate, totalCandidates } from "./total-candidates.ts";
import weights from "./weights.json" with { type: "json" };

/** Everything that was weighed, for people who want to know why. */
export interface Explanation {
  readonly reading: Reading;
  readonly text: ReceiptText;
  readonly storeName: readonly Scored<StoreCandidate>[];
  readonly purchaseDate: readonly Scored<DateCandidate>[];
  readonly dateOrder: OrderEvidence;
  readonly total: readonly Scored<TotalCandidate>[];
  readonly currency: readonly CurrencyCandidate[];
}

/** An answer that is less probable than this is not given. */
const LEAST_CONFIDENCE = 0.4;

/** Chooses the fields of a receipt from its lines. Future dates are judged against `today`. */
export function chooseFields(page: Page, today: Date): Reading {
  return explainFields(page, today).reading;
}

/** The same with all candidates, best first. */
export function explainFields(page: Page, today: Date): Explanation {
  const text = readText(page);
  const total = rank(totalCandidates(text), weights.total);
  const dateOrder = dateOrderOf(text, today);
  const purchaseDate = rank(dateCandidates(text, today, dateOrder), weights.purchaseDate);
  const storeName = rank(storeCandidates(text), weights.storeName);
  const currency = currencyCandidates(text, total[0]?.candidate ?? null);
  const kept = {
    storeName: keep("storeName", storeName[0]),
    purchaseDate: keep("purchaseDate", purchaseDate[0]),
    total: keep("total", total[0]),
    currency: keep("currency", currency[0]),
  };
  const reasons: Partial<Record<Field, NullReason>> = {};
  const evidence: Partial<Record<Field, Evidence>> = {};
  const note = (field: Field, lines: readonly Line[], candidates: readonly unknown[]) => {
    if (kept[field]) {
      if (lines.length > 0) evidence[field] = evidenceOf(lines, page);
    } else reasons[field] = candidates.length > 0 ? "ambiguous" : "not_found";
  };
  const rowsLines = (indices: readonly number[]) =>
    indices.flatMap((index) => text.rows[index]?.pieces ?? []);
  note("storeName", rowsLines(kept.storeName?.best.candidate.rows ?? []), storeName);
  note("purchaseDate", rowsLines(kept.purchaseDate?.best.candidate.rows.slice(0, 1) ?? []), purchaseDate);
  note("total", kept.total?.best.candidate.places.slice(0, 1).map((place) => place.piece) ?? [], total);
  note("currency", [], currency);
  const reading: Reading = {
    storeName: kept.storeName?.best.candidate.value ?? null,
    purchaseDate: kept.purchaseDate?.best.candidate.value ?? null,
    total: kept.total?.best.candidate.value ?? null,
    currency: kept.currency?.best.value ?? null,
    confidence: {
      storeName: kept.storeName?.confidence ?? 0,
      purchaseDate: kept.purchaseDate?.confidence ?? 0,
      total: kept.total?.confidence ?? 0,
      currency: kept.currency?.confidence ?? 0,
    },
    reasons,
    evidence,
    warnings: [],
  };
  return { reading, text, storeName, purchaseDate, dateOrder, total, currency };
}

/** The best candidate with its calibrated confidence, when that suffices. */
function keep<Best extends { readonly share: number }>(field: Field, best: Best | undefined) {
  if (!best) return null;
  const confidence = calibrate(best.share, weights.calibration[field]);
  return confidence >= LEAST_CONFIDENCE ? { best, confidence } : null;
}

function evidenceOf(lines: readonly Line[], page: Page): Evidence {
  const points = lines.flatMap((line) => line.quad);
  const xs = points.map((point) => point.x / page.width);
  const ys = points.map((point) => point.y / page.height);
  const [left, top] = [clamp(Math.min(...xs)), clamp(Math.min(...ys))];
  return {
    text: lines.map((line) => line.text).join(" "),
    box: { left, top, width: clamp(Math.max(...xs)) - left, height: clamp(Math.max(...ys)) - top },
  };
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}
