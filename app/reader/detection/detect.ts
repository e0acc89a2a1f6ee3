import sharp from "sharp";
import { alongText } from "../direction.ts";
import { median } from "../median.ts";
import type { Point, Quad } from "../page.ts";
import type { Bitmap } from "../picture/bitmap.ts";
import { UnreadableImageError } from "../reader.ts";
import type { Network } from "../runtime.ts";
import { findBoxes, type TextMap } from "./boxes.ts";
import { distance } from "./geometry.ts";
import { separateNeighbours } from "./neighbours.ts";

/** Pixels of the detector's input: its shorter side, and at most this for the longer one. */
const SHORT_SIDE = 544;
const LONG_SIDE = 1920;

/**
 * Pixels of the shorter side that a strip keeps, however long it is: in 40 characters of 8 text is still found. It is
 * reached where one side is six times the other.
 */
const LEAST_STRIP = 320;

/** Pixels of the largest input, which bounds the memory: what a strip of 1:16 has when it is looked at closer. */
const MOST_PIXELS = 5_000_000;

/**
 * Rows that the network sees at once, fewer where the picture is wider than usual, and more above and below so that text
 * at a seam is whole: bounds the memory.
 */
const BAND = 1024;
const OVERLAP = 128;

/**
 * Pixels of the detector's input. Where most boxes are lower, they lie so loosely around their text that it is misread:
 * the picture is looked at again, so many times as large, and the blur of the map is taken off, again in pixels.
 */
const SMALL_PRINT = 18;
const CLOSER = 1.75;
const BLUR = 1.5;

/** Boxes on the longest receipt that is read. One of 60 lines has some 90, one of 200 items some 800. */
const MOST_BOXES = 1_500;

/**
 * Length of all text, in heights of its line: what reading it costs. Of 532 scans and photos the longest has 551, a
 * receipt of 200 items some 2,500. However short, a box costs as much as one of LEAST_LENGTH.
 */
const MOST_LENGTH = 3_500;
const LEAST_LENGTH = 3;

/**
 * Finds text: boxes in pixels of the picture.
 * @throws UnreadableImageError where there is more than on any receipt
 */
export async function detect(network: Network, picture: Bitmap): Promise<Quad[]> {
  const [short, long] = [Math.min(picture.width, picture.height), Math.max(picture.width, picture.height)];
  const most = Math.sqrt(MOST_PIXELS / (short * long));
  const scale = Math.min(1, most, SHORT_SIDE / short, Math.max(LONG_SIDE / long, LEAST_STRIP / short));
  const boxes = await detectAt(network, picture, scale);
  const heights = boxes.map(([a, b, , d]) => Math.min(distance(a, b), distance(a, d)));
  const isSmallPrint = scale * median(heights) < SMALL_PRINT;
  const found = isSmallPrint ? await detectAt(network, picture, Math.min(scale * CLOSER, most), BLUR) : boxes;
  const length = found.reduce((sum, box) => sum + Math.max(lengthOf(box), LEAST_LENGTH), 0);
  if (length > MOST_LENGTH) {
    throw new UnreadableImageError(TOO_MUCH_TEXT);
  }
  return found;
}

const TOO_MUCH_TEXT =
  "There is more text in this picture than a receipt has. Send a picture of the receipt alone.";

/** In heights, whichever way it runs. */
function lengthOf([a, b, , d]: Quad): number {
  const [along, across] = [distance(a, b), distance(a, d)];
  return Math.max(along, across) / Math.max(1, Math.min(along, across));
}

/** @param scale of the detector's input, in that of the picture */
async function detectAt(network: Network, picture: Bitmap, scale: number, blur = 0): Promise<Quad[]> {
  const width = multipleOf32(picture.width * scale);
  const height = multipleOf32(picture.height * scale);
  const raw = { width: picture.width, height: picture.height, channels: 3 } as const;
  const data = await sharp(picture.data, { raw })
    .resize(width, height, { fit: "fill", kernel: "linear" })
    .raw()
    .toBuffer();
  const map = await findText(network, { width, height, data });
  const [scaleX, scaleY] = [picture.width / width, picture.height / height];
  const scaled = ({ x, y }: Point): Point => ({ x: x * scaleX, y: y * scaleY });
  const boxes = findBoxes(map, blur);
  // Before they are compared with each other.
  if (boxes.length > MOST_BOXES) {
    throw new UnreadableImageError(TOO_MUCH_TEXT);
  }
  const found = boxes.map(([a, b, c, d]): Quad => [scaled(a), scaled(b), scaled(c), scaled(d)]);
  return separateNeighbours(alongText(found));
}

/** The network halves its input five times. */
function multipleOf32(pixels: number): number {
  return Math.max(32, Math.round(pixels / 32) * 32);
}

/** @param picture with sides that are multiples of 32 */
async function findText(network: Network, { width, height, data }: Bitmap): Promise<TextMap> {
  const map = { width, height, data: new Float32Array(width * height) };
  const bands = Math.ceil(height / (BAND * Math.min(1, SHORT_SIDE / width)));
  const band = Math.ceil(height / bands / 32) * 32;
  for (let top = 0; top < height; top += band) {
    const bottom = Math.min(top + band, height);
    const from = Math.max(top - OVERLAP, 0);
    const to = Math.min(bottom + OVERLAP, height);
    const input = toPlanes(data.subarray(from * width * 3, to * width * 3));
    const output = await network({ data: input, dims: [1, 3, to - from, width] });
    map.data.set(output.data.subarray((top - from) * width, (bottom - from) * width), top * width);
  }
  return map;
}

/** Interleaved bytes to planes of numbers from -1 to 1, blue first, as the network was trained. */
function toPlanes(rgb: Uint8Array): Float32Array {
  const size = rgb.length / 3;
  const planes = new Float32Array(rgb.length);
  for (let pixel = 0; pixel < size; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      planes[channel * size + pixel] = (rgb[pixel * 3 + 2 - channel] ?? 0) / 127.5 - 1;
    }
  }
  return planes;
}
