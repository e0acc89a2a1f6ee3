import { softmax } from "../../../app/reader/fields/lines/classify-lines.ts";
import { descent } from "./adam.ts";

/** Something to be told apart: its features by number, and the number of its class. */
export interface Example {
  readonly features: readonly (readonly [feature: number, value: number])[];
  readonly target: number;
}

const STEPS = 80;
const RATE = 0.1;

/** Fits weights (a row a class) so that softmax(weights x features) is the classes' share; `pull` draws them to 0. */
export function fitSoftmax(
  examples: readonly Example[],
  classes: number,
  features: number,
  pull: number,
): number[][] {
  // Flat arrays, feature after feature: this is where training spends its time.
  const weights = new Float64Array(features * classes);
  const slopes = weights.slice();
  const descend = descent(weights, 0.99, 1e-6);
  const packed = examples.map(({ features: own, target }) => ({
    at: Int32Array.from(own, ([feature]) => feature * classes),
    values: Float64Array.from(own, ([, value]) => value),
    target,
  }));
  const scores: number[] = [];
  for (let step = 1; step <= STEPS; step++) {
    for (let place = 0; place < weights.length; place++) {
      slopes[place] = pull * (weights[place] ?? 0);
    }
    for (const { at, values, target } of packed) {
      for (let name = 0; name < classes; name++) {
        let score = 0;
        for (let index = 0; index < at.length; index++) {
          score += (values[index] ?? 0) * (weights[(at[index] ?? 0) + name] ?? 0);
        }
        scores[name] = score;
      }
      const shares = softmax(scores);
      for (let name = 0; name < classes; name++) {
        const error = (shares[name] ?? 0) - (name === target ? 1 : 0);
        for (let index = 0; index < at.length; index++) {
          const place = (at[index] ?? 0) + name;
          slopes[place] = (slopes[place] ?? 0) + error * (values[index] ?? 0);
        }
      }
    }
    // At a rate that falls to a tenth.
    descend(slopes, RATE * (1 - (0.9 * step) / STEPS));
  }
  return Array.from({ length: classes }, (_, name) =>
    Array.from({ length: features }, (__, feature) => weights[feature * classes + name] ?? 0),
  );
}
