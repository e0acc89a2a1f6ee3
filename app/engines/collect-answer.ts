import type { Readable } from "node:stream";
import { Problem } from "../problem.ts";

/** A real answer has a few hundred bytes. */
const MAX_ANSWER_BYTES = 1_000_000;

/**
 * A model's whole answer. Without Node's `pipeline` and `Transform`, which cost as much as reading the upload.
 * @throws Problem `engine-failed` if it is longer than any receipt's; the stream's error if it breaks off
 */
export function collectAnswer(answer: Readable): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    answer
      .on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        chunks.push(chunk);
        if (bytes > MAX_ANSWER_BYTES) {
          answer.destroy(new Problem("engine-failed", "The model's answer is far too long."));
        }
      })
      .on("end", () => resolve(Buffer.concat(chunks)))
      .on("error", reject)
      // After an end or an error this changes nothing.
      .on("close", () => reject(new Error("the model's answer broke off")));
  });
}
