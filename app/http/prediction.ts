import type { Answer } from "../engines/engine.ts";
import type { Extractor } from "../environment.ts";
import type { Evidence, Field, NullReason, Reading, Turn } from "../receipt.ts";

/** The body of a successful answer. */
export interface Prediction {
  /** What the article's client parses: a JSON text with `storeName`, `purchaseDate` (DD-MM-YYYY) and `total`. */
  prediction: string;
  receipt: {
    storeName: string | null;
    /** YYYY-MM-DD */
    purchaseDate: string | null;
    total: number | null;
    currency: string | null;
    confidence: Record<Field, number | null>;
    reasons: Partial<Record<Field, NullReason>>;
    /** Only when asked for. */
    evidence?: Partial<Record<Field, Evidence>>;
    /** Degrees clockwise that make the picture upright, as it is for the boxes in the evidence. Only when asked for. */
    turned?: Turn;
  };
  engine: Extractor;
  warnings: string[];
}

export function toPrediction({ reading }: Answer, engine: Extractor, withEvidence: boolean): Prediction {
  const { storeName, purchaseDate, total, currency, confidence, reasons, evidence, turned, warnings } =
    reading;
  return {
    prediction: articleText(reading),
    receipt: {
      storeName,
      purchaseDate,
      total,
      currency,
      confidence: {
        storeName: shortened(confidence.storeName),
        purchaseDate: shortened(confidence.purchaseDate),
        total: shortened(confidence.total),
        currency: shortened(confidence.currency),
      },
      reasons,
      ...(withEvidence ? { evidence } : {}),
      ...(withEvidence && turned !== undefined ? { turned } : {}),
    },
    engine,
    warnings: [...warnings],
  };
}

function articleText({ storeName, purchaseDate, total }: Reading): string {
  return JSON.stringify({
    storeName: storeName?.toUpperCase() ?? null,
    purchaseDate: purchaseDate?.split("-").reverse().join("-") ?? null,
    total,
  });
}

/** Three decimals, rounded down so that nothing is called certain. */
function shortened(confidence: number | null): number | null {
  return confidence === null ? null : Math.floor(confidence * 1000) / 1000;
}
