import { pipeline, type Readable, Transform } from "node:stream";
import { Problem } from "../problem.ts";

/** An answer is some hundred bytes; the rest of a longer one is not read. */
const MAX_ANSWER_BYTES = 1_000_000;

/** Passes an answer on, and breaks it off with a Problem when it is longer than any receipt. */
export function limitAnswer(answer: Readable): Readable {
  let bytes = 0;
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > MAX_ANSWER_BYTES) {
        done(new Problem("engine-failed", "The model gave an answer that is far too long."));
      } else {
        done(null, chunk);
      }
    },
  });
  // Who reads the limited stream gets its errors; they need no second hearing here.
  return pipeline(answer, limit, () => {});
}
