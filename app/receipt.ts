import type { ReadDetails } from "./details.ts";
import type { Note } from "./note.ts";

/** The fields of a receipt, in the order in which clients show them. */
export const FIELDS = ["storeName", "purchaseDate", "total", "currency"] as const;
export type Field = (typeof FIELDS)[number];

/** Why a field is null: not on the picture, there but illegible, or several equally good values. */
export const NULL_REASONS = ["not_found", "unreadable", "ambiguous"] as const;
export type NullReason = (typeof NULL_REASONS)[number];

/** The values that were read. What was not found is null, never invented. */
export interface ReceiptValues {
  /** The shop's name as printed, for example "Tian Tian Chicken Rice". */
  readonly storeName: string | null;
  /** Day of the purchase as YYYY-MM-DD. */
  readonly purchaseDate: string | null;
  /** The amount paid, in units of the currency (12.8, not 1280). Negative for a refund. */
  readonly total: number | null;
  /** ISO 4217 code, for example "SGD". */
  readonly currency: string | null;
}

/** What is known where nothing was read. */
export const NO_VALUES: ReceiptValues = { storeName: null, purchaseDate: null, total: null, currency: null };

/** Fractions (0 to 1) of the upright page's width and height. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A text and where it is on its page. */
export interface Place {
  readonly text: string;
  readonly box: Box;
}

/** Where a value is in the file: the recognised text that it was taken from. */
export interface Evidence extends Place {
  /** From 1. */
  readonly page: number;
}

/** A recognised line of a receipt. */
export interface ReceiptLine extends Evidence {
  /** Mean probability of the recognised characters, 0 to 1. */
  readonly confidence: number;
}

/** Degrees clockwise by which a picture is turned to be upright. */
export const TURNS = [0, 90, 180, 270] as const;
export type Turn = (typeof TURNS)[number];

/** What an engine says about one receipt. */
export interface Reading extends ReceiptValues {
  /**
   * How sure the engine is, 0 to 1 by field. The local engine gives 0 for a field that is null, and only then; the
   * remote ones give null for every field, since the model names no figure.
   */
  readonly confidence: Readonly<Record<Field, number | null>>;
  /** Only fields that are null, and only from an engine that knows why. */
  readonly reasons: Readonly<Partial<Record<Field, NullReason>>>;
  /** Only fields that were found, and only from the local engine. */
  readonly evidence: Readonly<Partial<Record<Field, Evidence>>>;
  /** Degrees clockwise by which its first page, as its EXIF orientation shows it, was turned to be upright. Local engine only. */
  readonly turned?: Turn;
  /** The pages that it is on, from 1. */
  readonly pages: readonly number[];
  /** All its text from top to bottom; none from remote engines. */
  readonly lines: readonly ReceiptLine[];
  /** What it says beyond the fields; only when asked for. */
  readonly details?: ReadDetails;
  /** Notes about this receipt; its place is added to them in the answer. */
  readonly notes: readonly Note[];
  /** Sentences for people about this receipt. */
  readonly warnings: readonly string[];
}

/** What an engine says about one file. */
export interface FileReading {
  /** In reading order; none where the file shows none. */
  readonly receipts: readonly Reading[];
  /** What an answer has as its receipt when there is none: every field is null. */
  readonly nothing: Reading;
  /** Pages of the file, also those that were not read. */
  readonly pageCount: number;
  /** Notes about the file and its pages. */
  readonly notes: readonly Note[];
  /** Sentences for people about the file, for example "No receipt was found in this picture." */
  readonly warnings: readonly string[];
}
