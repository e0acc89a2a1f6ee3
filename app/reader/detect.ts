import sharp from "sharp";
import type { Bitmap } from "./bitmap.ts";
import { findBoxes } from "./boxes.ts";
import type { Quad } from "./line.ts";
import type { Network } from "./runtime.ts";

/** Pixels of the detector's input: its shorter side, and at most this for the longer one. */
const SHORT_SIDE = 544;
const LONG_SIDE = 1920;

/** Finds where text stands: boxes in pixels of the picture. */
export async function detect(network: Network, picture: Bitmap): Promise<Quad[]> {
  const scale = Math.min(
    1,
    SHORT_SIDE / Math.min(picture.width, picture.height),
    LONG_SIDE / Math.max(picture.width, picture.height),
  );
  const width = multipleOf32(picture.width * scale);
  const height = multipleOf32(picture.height * scale);
  const small = await sharp(picture.data, {
    raw: { width: picture.width, height: picture.height, channels: 3 },
  })
    .resize(width, height, { fit: "fill", kernel: "linear" })
    .raw()
    .toBuffer();
  const { data } = await network({ data: toPlanes(small), dims: [1, 3, height, width] });
  const boxes = findBoxes({ width, height, data });
  const [scaleX, scaleY] = [picture.width / width, picture.height / height];
  return boxes.map((box) => {
    const [a, b, c, d] = box;
    const scaled = ({ x, y }: { x: number; y: number }) => ({ x: x * scaleX, y: y * scaleY });
    return [scaled(a), scaled(b), scaled(c), scaled(d)];
  });
}

/** The network halves its input five times. */
function multipleOf32(pixels: number): number {
  return Math.max(32, Math.round(pixels / 32) * 32);
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
