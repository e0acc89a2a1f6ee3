import sharp from "sharp";
import { UnreadableImageError } from "../../reader.ts";
import { type Scan, scansOfBrokenJpeg } from "./scans.ts";

/** Levels by which a row differs that a scan has reached, for scans that bring details and for those that refine them. */
const BROUGHT = 16;
const REFINED = 1;

/** Levels between the lightest and the darkest pixel of a row with something on it. */
const DETAIL = 32;

/** Part of the height that must be there. */
const LEAST_PART = 0.5;

/** Part of the height that may be missing from what is whole: a block of 16 rows, in a small picture. */
const NOTHING = 0.02;

/** What there is of a JPEG file that breaks off. */
export interface BrokenJpeg {
  /** Part of the height that is there, from the first row on; 1 where only the mark of the end is missing. */
  readonly part: number;
  /** Whether there would be more to see, if only a sharper picture. */
  readonly isTruncated: boolean;
}

/**
 * How much there is of a JPEG file; undefined for one that does not break off.
 *
 * Decoders fill up what is missing, with grey or with a coarse picture. So the file is decoded as it is and without its
 * last scan: the last row that differs is the last one that this scan reached.
 * @param width of the pictures that are compared, in pixels
 * @throws UnreadableImageError where there is less than half
 */
export async function measureBrokenJpeg(
  file: Uint8Array,
  width: number,
  height: number,
): Promise<BrokenJpeg | undefined> {
  const scans = scansOfBrokenJpeg(file);
  const last = scans?.at(-1);
  if (scans === undefined || last === undefined) {
    return undefined;
  }
  const [whole, without] = [
    await grey(file, width, height),
    await grey(file.subarray(0, last.data), width, height),
  ];
  const reached = (least: number) =>
    lastRow(
      height,
      (from, to) => differs(whole.subarray(from, to), without.subarray(from, to), least),
      width,
    );
  const isDetailed = scans.slice(0, -1).some((scan) => scan.isBrightness && scan.bringsDetail);
  if (!isDetailed) {
    const part = bringsPicture(last) ? reached(BROUGHT) / height : 0;
    if (part < LEAST_PART) {
      throw new UnreadableImageError("The file breaks off before the middle of the picture. Send it again.");
    }
    return part > 1 - NOTHING ? { part: 1, isTruncated: false } : { part, isTruncated: true };
  }
  const detailed = lastRow(height, (from, to) => contrast(whole.subarray(from, to)) >= DETAIL, width);
  const isFinished = last.isBrightness && last.isFinest && reached(REFINED) >= detailed - NOTHING * height;
  return { part: 1, isTruncated: !isFinished };
}

function bringsPicture({ isBrightness, bringsDetail }: Scan): boolean {
  return isBrightness && bringsDetail;
}

async function grey(file: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  return sharp(file, { limitInputPixels: false, failOn: "none" })
    .resize(width, height, { fit: "fill" })
    .greyscale()
    .raw({ depth: "uchar" })
    .toBuffer();
}

/** Rows from the first to the last one for which it is true. */
function lastRow(height: number, is: (from: number, to: number) => boolean, width: number): number {
  let rows = height;
  while (rows > 0 && !is((rows - 1) * width, rows * width)) {
    rows -= 1;
  }
  return rows;
}

function differs(one: Uint8Array, other: Uint8Array, least: number): boolean {
  return one.some((level, index) => Math.abs(level - (other[index] ?? 0)) >= least);
}

function contrast(row: Uint8Array): number {
  let [darkest, lightest] = [255, 0];
  for (const level of row) {
    darkest = Math.min(darkest, level);
    lightest = Math.max(lightest, level);
  }
  return lightest - darkest;
}
