import sharp, { type Metadata, type Sharp } from "sharp";
import type { Turn } from "../../receipt.ts";
import { UnreadableImageError } from "../reader.ts";
import type { Bitmap } from "./bitmap.ts";
import { checkHeader } from "./bounds.ts";
import { turnedEdge } from "./edge.ts";
import { measureBrokenJpeg } from "./jpeg/broken-jpeg.ts";
import { open } from "./open.ts";
import type { OpenedPage } from "./open-file.ts";
import { onPaper } from "./transparency.ts";
import { turn } from "./turn.ts";

/** Pixels of the shorter and the longer side. Larger pictures are scaled down; small print stays 20 pixels high. */
const MAX_SHORT_SIDE = 1600;
const MAX_LONG_SIDE = 4000;

/** Pixels of the largest decoded picture. */
export const MOST_PIXELS = MAX_SHORT_SIDE * MAX_LONG_SIDE;

/** Pixels: strips that would become narrower are longer instead, up to MOST_PIXELS. Forty characters take 12 each. */
const LEAST_STRIP = 500;

/** Pixels: what is no more than this above a whole number is an error of the arithmetic. */
const ROUNDING = 1e-6;

/** Pixels: nothing narrower is text. */
export const MIN_SIDE = 16;

/**
 * Decodes a picture, turns it as its EXIF orientation says, and puts what is transparent on white. Of a JPEG file that
 * breaks off the part is decoded that there is.
 * @param image the bytes of a JPEG, PNG, WebP, GIF, TIFF, AVIF or HEIC file
 * @throws UnreadableImageError
 */
export async function decode(image: Uint8Array): Promise<OpenedPage> {
  return orUnreadable(() => decodeOrThrow(image));
}

/** Whatever a decoder throws is the file's fault. */
export async function orUnreadable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof UnreadableImageError
      ? error
      : new UnreadableImageError("The file is damaged, or of a kind that cannot be decoded.", {
          cause: error,
        });
  }
}

async function decodeOrThrow(image: Uint8Array): Promise<OpenedPage> {
  const picture = await open(image);
  const header = await picture.metadata();
  checkHeader(header);
  const { width, height } = header.autoOrient;
  if (Math.min(width, height) < MIN_SIDE) {
    throw new UnreadableImageError(`The picture has ${width} x ${height} pixels: too small to read.`);
  }
  const size = sizeOf(width, height);
  try {
    return { picture: await pixelsOf(picture.autoOrient(), header.hasAlpha, size) };
  } catch (error) {
    const part = header.format === "jpeg" ? await decodeBrokenJpeg(image, header) : undefined;
    if (part === undefined) {
      throw error;
    }
    return part;
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

async function pixelsOf(picture: Sharp, hasAlpha: boolean, { width, height }: Size): Promise<Bitmap> {
  const colours = picture.resize(width, height, { fit: "fill" }).toColourspace("srgb");
  const { data, info } = await (hasAlpha ? colours.ensureAlpha() : colours.removeAlpha())
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  return hasAlpha ? onPaper(data, info.width, info.height) : { width: info.width, height: info.height, data };
}

/** Clockwise turns of the EXIF orientations that cameras write. */
const ORIENTATIONS: Readonly<Record<number, Turn>> = { 1: 0, 3: 180, 6: 90, 8: 270 };

/** The part that there is of a JPEG file; undefined for one that is damaged otherwise. */
async function decodeBrokenJpeg(image: Uint8Array, header: Metadata): Promise<OpenedPage | undefined> {
  const size = sizeOf(header.width, header.height);
  const found = await measureBrokenJpeg(image, size.width, size.height);
  const turned = ORIENTATIONS[header.orientation ?? 1];
  if (found === undefined || turned === undefined) {
    return undefined;
  }
  const lenient = sharp(image, { limitInputPixels: false, failOn: "none" });
  const whole = await pixelsOf(lenient, false, size);
  const height = Math.floor(found.part * whole.height);
  const part = { width: whole.width, height, data: whole.data.subarray(0, 3 * whole.width * height) };
  return {
    picture: await turn(part, turned),
    isTruncated: found.isTruncated,
    missing: found.part < 1 ? turnedEdge("bottom", turned) : undefined,
  };
}

/** Sides of the decoded picture of a picture or page of this size, in pixels. */
export function sizeOf(width: number, height: number): Size {
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const strip = Math.min(LEAST_STRIP / short, Math.sqrt(MOST_PIXELS / (width * height)));
  const scale = Math.min(1, MAX_SHORT_SIDE / short, Math.max(MAX_LONG_SIDE / long, strip));
  const up = (side: number) => Math.ceil(side * scale - ROUNDING);
  // Rounded up, the sides of a strip make more pixels.
  return up(width) * up(height) <= MOST_PIXELS
    ? { width: up(width), height: up(height) }
    : { width: Math.floor(width * scale), height: Math.floor(height * scale) };
}
