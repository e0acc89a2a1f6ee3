import type { Field, NullReason, Place } from "../../receipt.ts";

/** One receipt of the list. Never changed: each step makes a new one. */
export interface Item {
  readonly id: string;
  /** The order in which receipts were added, from 1; shown to people. */
  readonly number: number;
  /** The file's name. */
  readonly name: string;
  readonly state: State;
  /** A small picture for the list; null where the browser cannot draw the file. */
  readonly thumbnail: Blob | null;
  /** What was read and corrected; null until then. */
  readonly cells: Cells | null;
  /** Degrees clockwise by which the reader turned the picture; the boxes in the cells are on the turned picture. */
  readonly turned: number;
  /** Sentences of the engine. */
  readonly warnings: readonly string[];
}

export type State =
  | { readonly kind: "waiting" }
  | { readonly kind: "uploading" /** 0 to 1 */; readonly share: number }
  | { readonly kind: "reading" }
  | { readonly kind: "done" }
  | { readonly kind: "cancelled" }
  /** The page was closed before it was read. */
  | { readonly kind: "interrupted" }
  | {
      readonly kind: "failed";
      readonly reason: string /** Whether another try may help. */;
      readonly again: boolean;
    };

export interface Cell<Value> {
  readonly value: Value | null;
  /** 0 to 1; null where the engine gives no figure. */
  readonly confidence: number | null;
  readonly reason: NullReason | null;
  readonly evidence: Place | null;
  /** Where the value comes from. */
  readonly by: "reader" | "edit" | "confirmation";
}

/** The same keys as the API's receipt. */
export interface Cells {
  readonly storeName: Cell<string>;
  readonly purchaseDate: Cell<string>;
  readonly total: Cell<number>;
  readonly currency: Cell<string>;
}

/** The reader is tuned so that values of at least this confidence are right in 98 of 100 cases. */
const SURE = 0.9;

/** Whether somebody should check the cell. Many receipts name no currency, so a missing one is no reason. */
export function isDoubtful(field: Field, { value, confidence, by }: Cell<string | number>): boolean {
  if (by !== "reader") {
    return false;
  }
  return value === null ? field !== "currency" : confidence !== null && confidence < SURE;
}

export function isUnfinished({ state }: Item): boolean {
  return state.kind === "waiting" || state.kind === "uploading" || state.kind === "reading";
}

/** Whether it can be put into the queue again. */
export function isAgainPossible({ state }: Item): boolean {
  return (
    state.kind === "cancelled" || state.kind === "interrupted" || (state.kind === "failed" && state.again)
  );
}
