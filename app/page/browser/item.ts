import type { Details } from "../../details.ts";
import { FIELDS, type Field, type NullReason, type Place } from "../../receipt.ts";
import type { ItemNote } from "./notes.ts";

/** One receipt of the list. Never changed: each step makes a new one. */
export interface Item {
  readonly id: string;
  /** The file that it is in: the key of its picture, and the id of the first receipt in it. */
  readonly file: string;
  /** Its place among the receipts of the file, from 1. */
  readonly part: number;
  /** The order in which files were added, from 1. {@link labelOf} is what people see. */
  readonly number: number;
  /** The file's name. */
  readonly name: string;
  /** Of the file's content; null if it cannot be read, or an earlier version of the page kept it. */
  readonly fingerprint: string | null;
  /** The page's own example, which no sum and no export has. */
  readonly isSample: boolean;
  readonly state: State;
  /** The tab that has it read, as long as it is unfinished; null if that is not known. */
  readonly tab: string | null;
  /** Whether the browser can draw the file. Otherwise the server may draw its pages, upright. */
  readonly isDrawable: boolean;
  /** A small picture for the list; null as long as there is none. */
  readonly thumbnail: Blob | null;
  /** What was read and corrected; null until then. */
  readonly cells: Cells | null;
  /** Degrees clockwise by which the reader turned the picture; the boxes in the cells are on the turned picture. */
  readonly turned: number;
  /** Degrees clockwise by which somebody turned the picture further. */
  readonly turnedByHand: number;
  /** The pages that it is on, from 1; empty where the file has a single one. */
  readonly pages: readonly number[];
  /** All its text, where the engine says where it is. */
  readonly lines: readonly TextLine[];
  /** What is remarkable about it. */
  readonly notes: readonly ItemNote[];
  /** Sentences of the engine. */
  readonly warnings: readonly string[];
  /** What it says beyond its fields, as read and corrected; null where nobody asked for it. */
  readonly details: Details | null;
  /** What somebody files it under; may be empty. */
  readonly category: string;
  /** What somebody has noted about it; may be empty. */
  readonly comment: string;
}

/** What an item has of which nothing has been read or drawn yet. */
export const UNREAD = {
  isDrawable: true,
  thumbnail: null,
  cells: null,
  turned: 0,
  turnedByHand: 0,
  pages: [],
  lines: [],
  notes: [],
  warnings: [],
  details: null,
  category: "",
  comment: "",
} as const satisfies Partial<Item>;

/** What people add to a receipt. */
export type Labels = Pick<Item, "category" | "comment">;

/** `page` (from 1) is missing in files of a single page. */
export type TextLine = Place & { readonly page?: number | undefined };

export type State =
  | { readonly kind: "waiting" }
  | { readonly kind: "uploading" /** 0 to 1 */; readonly share: number }
  | { readonly kind: "reading" /** Milliseconds since 1970. */; readonly since: number }
  | { readonly kind: "done" }
  | { readonly kind: "cancelled" }
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
  /** Where it is. */
  readonly evidence: TextLine | null;
  /** Where the value comes from. */
  readonly by: "reader" | "edit" | "confirmation";
  /** What was read, where an edit has replaced it; undefined if that is not known. */
  readonly read?: Value | null | undefined;
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

/** The fields that somebody should check. */
export function doubtsIn(cells: Cells): Field[] {
  return FIELDS.filter((field) => isDoubtful(field, cells[field]));
}

/** Whether values were read about which the engine does not say how sure it is. */
export function isUnrated({ cells }: Pick<Item, "cells">): boolean {
  return cells !== null && unratedIn(cells).length > 0;
}

/** The fields whose values nobody has rated. */
export function unratedIn(cells: Cells): Field[] {
  return FIELDS.filter((field) => {
    const { value, confidence, by } = cells[field];
    return by === "reader" && value !== null && confidence === null;
  });
}

/** The number of a receipt as people see it: `3`, and the second one of the same file is `3.2`. */
export function labelOf({ number, part }: Pick<Item, "number" | "part">): string {
  return part === 1 ? String(number) : `${number}.${part}`;
}

/** In the order in which they were added. */
export function byNumber(a: Item, b: Item): number {
  return a.number - b.number || a.part - b.part;
}

export function isUnfinished({ state }: Item): boolean {
  return state.kind === "waiting" || state.kind === "uploading" || state.kind === "reading";
}

/** Whether it can be put into the queue again. */
export function isAgainPossible({ state }: Item): boolean {
  return state.kind === "cancelled" || (state.kind === "failed" && state.again);
}
