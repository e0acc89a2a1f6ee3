/** The plain way that the reader is compared with: batches padded to one width, and the runtime with its defaults. */
import { readFile } from "node:fs/promises";
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { Quad } from "../../app/reader/page.ts";
import type { Bitmap } from "../../app/reader/picture/bitmap.ts";
import { crop, STRIP_HEIGHT } from "../../app/reader/recognition/crop.ts";
import type { Network } from "../../app/reader/runtime.ts";

const BATCH = 16;

export async function loadPlainly(name: "detector" | "recogniser"): Promise<Network> {
  const model = await readFile(new URL(`../../app/reader/models/${name}.onnx`, import.meta.url));
  const session = await InferenceSession.create(model, { intraOpNumThreads: 2 });
  return async ({ data, dims }) => {
    const outputs = await session.run({ x: new Tensor("float32", data, dims) });
    const output = Object.values(outputs)[0];
    if (!(output?.data instanceof Float32Array)) {
      throw new Error("The model has no output.");
    }
    return { data: output.data, dims: output.dims };
  };
}

export async function recogniseInBatches(
  recogniser: Network,
  picture: Bitmap,
  boxes: readonly Quad[],
): Promise<void> {
  const strips = boxes.map((box) => crop(picture, box, 1)).sort((a, b) => a.width - b.width);
  const rows = 3 * STRIP_HEIGHT;
  for (let start = 0; start < strips.length; start += BATCH) {
    const batch = strips.slice(start, start + BATCH);
    const width = Math.max(...batch.map((strip) => strip.width));
    const data = new Float32Array(batch.length * rows * width);
    batch.forEach((strip, position) => {
      for (let row = 0; row < rows; row++) {
        const line = strip.data.subarray(row * strip.width, (row + 1) * strip.width);
        data.set(line, (position * rows + row) * width);
      }
    });
    await recogniser({ data, dims: [batch.length, 3, STRIP_HEIGHT, width] });
  }
}
