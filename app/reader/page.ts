/** A point in pixels of the upright picture; y grows downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The corners of a piece of text: top left, top right, bottom right, bottom left, as one reads it. */
export type Quad = readonly [Point, Point, Point, Point];

/** A recognised piece of text. Pieces next to each other on the paper are separate lines here. */
export interface Line {
  readonly text: string;
  /** Mean probability of the recognised characters, 0 to 1. */
  readonly confidence: number;
  readonly quad: Quad;
}

/** All text of one upright picture, from top to bottom. */
export interface Page {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
  /** Boxes in which nothing could be read: pictures, stamps, folds, and other scripts. None where the text was not recognised. */
  readonly illegible?: readonly Line[];
  /** Whether the file breaks off, and a part of the picture is missing. */
  readonly isCut?: boolean;
}
