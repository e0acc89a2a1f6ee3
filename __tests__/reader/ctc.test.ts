import { expect, test } from "vitest";
import { decodeCtc } from "../../app/reader/recognition/ctc.ts";

/** Probabilities of the classes blank, "a", "b" and space: the named one gets `share`, the others the rest. */
function scores(classes: readonly number[], share = 0.7): Float32Array {
  return Float32Array.from(
    classes.flatMap((best) => [0, 1, 2, 3].map((index) => (index === best ? share : (1 - share) / 3))),
  );
}

test.each([
  ["repetitions count once", [1, 1, 2, 2, 2], "ab"],
  ["a blank keeps repetitions apart", [1, 0, 1], "aa"],
  ["spaces inside stay, spaces around go", [3, 1, 3, 2, 3], "a b"],
  ["only blanks", [0, 0], ""],
])("%s", (_, classes, text) => {
  expect(decodeCtc(scores(classes), ["a", "b", " "]).text).toBe(text);
});

test("the confidence is the mean of the characters", () => {
  const twoLines = Float32Array.from([...scores([1], 0.9), ...scores([2], 0.7)]);
  expect(decodeCtc(twoLines, ["a", "b", " "]).confidence).toBeCloseTo(0.8);
  expect(decodeCtc(scores([0]), ["a", "b", " "]).confidence).toBe(0);
});
