import type { MediaType } from "../../media-type.ts";
import type { Stage } from "./messages.ts";

/** What reading one picture may cost. What exceeds it is the file's fault: its reader's process is ended. */
export interface Limits {
  /** Milliseconds for each stage; for opening and choosing, each page has them. */
  readonly milliseconds: (stage: Stage, mediaType: MediaType | undefined) => number;
  /** Bytes of memory of the whole process. */
  readonly memory: number;
  /** Bytes that it may hold after a picture: what is left is enough for the next, however large. */
  readonly memoryBetween: number;
}

/** Milliseconds for opening one picture or page. */
const OPENING = 3_000;

/** Milliseconds for HEIC, whose decoder is WebAssembly: 48 megapixels take it 3 s of one core. */
const OPENING_HEIC = 10_000;

/** Bytes that the largest picture which people send takes while it is opened, 48 megapixels of HEIC, and some more. */
const LARGEST_PICTURE = 550_000_000;

/** Milliseconds for choosing the fields of each page. It takes some 20 on a receipt of 60 lines. */
const CHOOSING = 1_000;

/** Part of a request's deadline that opening may take at most, so that those behind it have time left. */
const MOST_OPENING = 1 / 4;

/** Part of a request's deadline that reading the text may take, so that one picture does not use up the time of those behind it. */
const READING = 0.5;

/** Part of the deadline, from when the file is there, after which no further page is read. */
const LAST_PAGE = 0.8;

/**
 * The limits of the embedded reader.
 * @param deadline milliseconds that a request may take
 * @param memory bytes that a reader's process may hold
 */
export const limitsOf = (deadline: number, memory: number): Limits => ({
  memory,
  memoryBetween: memory - LARGEST_PICTURE,
  milliseconds(stage, mediaType) {
    const opening = Math.min(mediaType === "image/heic" ? OPENING_HEIC : OPENING, deadline * MOST_OPENING);
    return { opening, reading: deadline * READING, choosing: CHOOSING }[stage];
  },
});

/** Whole milliseconds in which the pages of a file may be read that has waited so long. */
export const millisecondsForPages = (deadline: number, waited: number) =>
  Math.max(0, Math.floor(Math.min(deadline * READING, deadline * LAST_PAGE - waited)));

/** Why a picture was given up, as a sentence for the person who sent it. */
export const TOO_SLOW: Readonly<Record<Stage, string>> = {
  opening: "Opening this file takes too long. Send a picture of the receipt, or a simpler file.",
  reading:
    "There is more text in this picture than can be read in time. Send a picture of the receipt alone.",
  choosing:
    "Choosing the values from the text took too long. Try again, or send a picture of the receipt alone.",
};

export const TOO_LARGE =
  "Reading this file needs more memory than there is for one picture. Send a smaller picture.";

export const CANNOT_BE_OPENED = "The file is damaged, or of a kind that cannot be decoded.";
