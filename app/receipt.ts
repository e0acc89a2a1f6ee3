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

/** Where a value is on the picture. */
export interface Evidence {
  /** The recognised text that the value was taken from. */
  readonly text: string;
  /** Fractions (0 to 1) of the upright picture's width and height. */
  readonly box: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
}

/** Degrees clockwise by which a picture is turned to be upright. */
export const TURNS = [0, 90, 180, 270] as const;
export type Turn = (typeof TURNS)[number];

/** What an engine says about one picture. */
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
  /** Degrees clockwise by which the picture, as its EXIF orientation shows it, was turned to be upright. Local engine only. */
  readonly turned?: Turn;
  /** Sentences for people, for example "No receipt was found in this picture." */
  readonly warnings: readonly string[];
}
