import type { Extractor } from "../environment.ts";
import type { Note } from "../note.ts";
import {
  type Evidence,
  FIELDS,
  type Field,
  type FileReading,
  type NullReason,
  type Place,
  type Reading,
  type Turn,
} from "../receipt.ts";

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
    evidence?: Partial<Record<Field, PlaceInFile>>;
    /** Degrees clockwise that make the picture upright, as it is for the boxes in the evidence. Only when asked for. */
    turned?: Turn;
  };
  engine: Extractor;
  warnings: string[];
  notes: Note[];
}

/** Evidence; the page is only named where there are several. */
type PlaceInFile = Place & Partial<Evidence>;

export function toPrediction(file: FileReading, engine: Extractor, withEvidence: boolean): Prediction {
  const reading = file.receipts[0] ?? file.nothing;
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
      ...(withEvidence ? { evidence: placesOf(evidence, file.pageCount) } : {}),
      ...(withEvidence && turned !== undefined ? { turned } : {}),
    },
    engine,
    warnings: [...warnings, ...file.warnings],
    notes: [...file.notes, ...reading.notes.map((note) => ({ ...note, receipt: 0 }))],
  };
}

function placesOf(evidence: Reading["evidence"], pageCount: number): Partial<Record<Field, PlaceInFile>> {
  const places: Partial<Record<Field, PlaceInFile>> = {};
  for (const field of FIELDS) {
    const found = evidence[field];
    if (found !== undefined) {
      const { text, box, page } = found;
      places[field] = { text, box, ...(pageCount > 1 ? { page } : {}) };
    }
  }
  return places;
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
