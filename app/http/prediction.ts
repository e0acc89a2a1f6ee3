import { type AboutEach, aboutEach, type Details, type ReadDetails } from "../details.ts";
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
  type ReceiptLine,
  type Turn,
} from "../receipt.ts";
import type { Query } from "./query.ts";

/** The body of a successful answer. */
export interface Prediction {
  /** What the article's client parses: a JSON text with `storeName`, `purchaseDate` (DD-MM-YYYY) and `total`. */
  prediction: string;
  /** The first one; every field is null where there is none. */
  receipt: Receipt;
  /** All of them in reading order. Only when asked for. */
  receipts?: (Receipt & { /** From 1. */ pages: number[] })[];
  engine: Extractor;
  warnings: string[];
  notes: Note[];
}

interface Receipt {
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
  /** Only when asked for. */
  lines?: ReceiptLine[];
  /** Only when asked for. */
  details?: DetailsOfReceipt;
}

interface DetailsOfReceipt extends Details {
  /** Null from an engine that names no figures. */
  confidence: AboutEach<Details, number> | null;
  /** Null from an engine that knows no places. Only when asked for. */
  evidence?: AboutEach<Details, PlaceInFile> | null;
}

/** Evidence; the page is only named where there are several. */
type PlaceInFile = Place & Partial<Evidence>;

type Wanted = Pick<Query, "evidence" | "lines" | "all" | "details">;

export function toPrediction(file: FileReading, engine: Extractor, wanted: Wanted): Prediction {
  const first = file.receipts[0] ?? file.nothing;
  const shown = wanted.all ? file.receipts : file.receipts.slice(0, 1);
  return {
    prediction: articleText(first),
    receipt: toReceipt(first, file.pageCount, wanted),
    ...(wanted.all && {
      receipts: file.receipts.map((reading) => ({
        ...toReceipt(reading, file.pageCount, wanted),
        pages: [...reading.pages],
      })),
    }),
    engine,
    warnings: [...shown.flatMap(({ warnings }) => warnings), ...file.warnings],
    notes: [
      ...file.notes,
      ...shown.flatMap(({ notes }, index) => notes.map((note) => ({ ...note, receipt: index }))),
    ],
  };
}

function toReceipt(reading: Reading, pageCount: number, wanted: Wanted): Receipt {
  const { storeName, purchaseDate, total, currency, confidence, reasons, evidence, turned, lines, details } =
    reading;
  return {
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
    ...(wanted.evidence && { evidence: placesOf(evidence, pageCount) }),
    ...(wanted.evidence && turned !== undefined && { turned }),
    ...(wanted.lines && {
      lines: lines.map((line) => ({
        text: line.text,
        box: line.box,
        page: line.page,
        confidence: shortened(line.confidence),
      })),
    }),
    ...(wanted.details && details && { details: detailsOf(details, pageCount, wanted) }),
  };
}

function placesOf(evidence: Reading["evidence"], pageCount: number): Partial<Record<Field, PlaceInFile>> {
  const places: Partial<Record<Field, PlaceInFile>> = {};
  for (const field of FIELDS) {
    const found = evidence[field];
    if (found !== undefined) {
      places[field] = placeIn(found, pageCount);
    }
  }
  return places;
}

const placeIn = ({ text, box, page }: Evidence, pageCount: number): PlaceInFile => ({
  text,
  box,
  ...(pageCount > 1 ? { page } : {}),
});

function detailsOf(details: ReadDetails, pageCount: number, wanted: Wanted): DetailsOfReceipt {
  const { values, confidence, evidence } = details;
  return {
    ...values,
    confidence: confidence && aboutEach(confidence, shortened),
    ...(wanted.evidence && {
      evidence: evidence && aboutEach(evidence, (found) => placeIn(found, pageCount)),
    }),
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
function shortened<Confidence extends number | null>(confidence: Confidence): Confidence | number {
  return confidence === null ? confidence : Math.floor(confidence * 1000) / 1000;
}
