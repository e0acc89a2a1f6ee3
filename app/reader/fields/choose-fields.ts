import type { Evidence, Field, NullReason, Reading } from "../../receipt.ts";
import type { Line, Page } from "../line.ts";
import { type CurrencyCandidate, currencyCandidates } from "./currency.ts";
import { type DateCandidate, dateCandidates, dateOrderOf, type OrderEvidence } from "./date-candidates.ts";
import { type ReceiptText, readText } from "./receipt-text.ts";
import { rank, type Scored } from "./scores.ts";
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

/** A candidate with less than this share is no answer. */
const LEAST_SHARE = 0.35;

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
  const chosen = {
    storeName: storeName[0],
    purchaseDate: purchaseDate[0],
    total: total[0],
    currency: currency[0],
  };
  const kept = {
    storeName: chosen.storeName && chosen.storeName.share >= LEAST_SHARE ? chosen.storeName : null,
    purchaseDate:
      chosen.purchaseDate && chosen.purchaseDate.share >= LEAST_SHARE ? chosen.purchaseDate : null,
    total: chosen.total && chosen.total.share >= LEAST_SHARE ? chosen.total : null,
    currency: chosen.currency && chosen.currency.share >= LEAST_SHARE ? chosen.currency : null,
  };
  const reasons: Partial<Record<Field, NullReason>> = {};
  const evidence: Partial<Record<Field, Evidence>> = {};
  const note = (field: Field, lines: readonly Line[], best: { share: number } | undefined) => {
    if (kept[field]) {
      if (lines.length > 0) evidence[field] = evidenceOf(lines, page);
    } else reasons[field] = best ? "ambiguous" : "not_found";
  };
  const rowsLines = (indices: readonly number[]) =>
    indices.flatMap((index) => text.rows[index]?.pieces ?? []);
  note("storeName", rowsLines(kept.storeName?.candidate.rows ?? []), chosen.storeName);
  note("purchaseDate", rowsLines(kept.purchaseDate?.candidate.rows.slice(0, 1) ?? []), chosen.purchaseDate);
  note("total", kept.total?.candidate.places.slice(0, 1).map((place) => place.piece) ?? [], chosen.total);
  note("currency", [], chosen.currency);
  const reading: Reading = {
    storeName: kept.storeName?.candidate.value ?? null,
    purchaseDate: kept.purchaseDate?.candidate.value ?? null,
    total: kept.total?.candidate.value ?? null,
    currency: kept.currency?.value ?? null,
    confidence: {
      storeName: kept.storeName?.share ?? 0,
      purchaseDate: kept.purchaseDate?.share ?? 0,
      total: kept.total?.share ?? 0,
      currency: kept.currency?.share ?? 0,
    },
    reasons,
    evidence,
    warnings: [],
  };
  return { reading, text, storeName, purchaseDate, dateOrder, total, currency };
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
