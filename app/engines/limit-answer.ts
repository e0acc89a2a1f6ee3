import { pipeline, type Readable, Transform } from "node:stream";
import { Problem } from "../problem.ts";

/** A real answer has a few hundred bytes. */
const MAX_ANSWER_BYTES = 1_000_000;

/** Passes an answer on, and ends it with a Problem if it is longer than any receipt's. */
export function limitAnswer(answer: Readable): Readable {
  let bytes = 0;
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > MAX_ANSWER_BYTES) {
        done(new Problem("engine-failed", "The model's answer is far too long."));
      } else {
        done(null, chunk);
      }
    },
  });
  // The reader of the limited stream gets its errors, so nothing is left to do here.
  return pipeline(answer, limit, () => {});
}
