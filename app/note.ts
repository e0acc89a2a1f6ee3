/** Everything that can be noted of a file, one of its pages or one of its receipts, for programs. */
export const NOTES = [
  /** There are several receipts; without `all=true` the answer is of the first one. */
  "several-receipts",
  /** These pages were not read. */
  "pages-left-out",
  /** The file breaks off; what there is of it was read. */
  "truncated-file",
  /** The page is so unsharp that its text is not to be trusted. */
  "blurred",
  /** The receipt goes on beyond the edge of its picture, and something that is asked for may be there. */
  "cut",
  /** There is text in a script that the reader does not know. */
  "script-not-read",
  /** The file shows no receipt. */
  "not-a-receipt",
  /** The shop's name is longer than names are, and was cut. */
  "name-cut",
  /** What was bought, with all that is added and taken off, does not come to the total. */
  "sum-differs",
  /** A table of taxes says something else of a letter than the items that have it. */
  "taxes-differ",
  /** The model's answer was cut; items are missing at the end. */
  "items-cut",
] as const;
export type NoteCode = (typeof NOTES)[number];

/** What some notes say beyond their code. */
interface Particulars {
  /** `pages` from 1. */
  readonly "pages-left-out": { readonly pages: readonly number[] };
  /** The script's English name, for example "Greek", where it can be told. */
  readonly "script-not-read": { readonly script?: string };
  /** What is missing to the total. */
  readonly "sum-differs": { readonly difference: number };
}

/** What a note is about, if it is not about the whole file. */
interface Subject {
  /** Place among the receipts of the answer, from 0. */
  readonly receipt?: number;
  /** From 1. */
  readonly page?: number;
}

export type Note = {
  [Code in NoteCode]: { readonly code: Code } & (Code extends keyof Particulars
    ? Particulars[Code]
    : unknown) &
    Subject;
}[NoteCode];
