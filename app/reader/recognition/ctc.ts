/** Text and the mean probability of its characters, 0 to 1. */
export interface Recognised {
  readonly text: string;
  readonly confidence: number;
}

/**
 * Reads the recogniser's answer: the likeliest class at each step, repetitions once, blanks (class 0) dropped.
 * @param scores step after step, a probability for each class; class n + 1 is `characters[n]`
 */
export function decodeCtc(scores: Float32Array, characters: readonly string[]): Recognised {
  const classes = characters.length + 1;
  let text = "";
  let sum = 0;
  let count = 0;
  let previous = 0;
  for (let step = 0; step < scores.length; step += classes) {
    let best = 0;
    for (let index = 1; index < classes; index++) {
      if ((scores[step + index] ?? 0) > (scores[step + best] ?? 0)) {
        best = index;
      }
    }
    if (best !== 0 && best !== previous) {
      text += characters[best - 1] ?? "";
      sum += scores[step + best] ?? 0;
      count += 1;
    }
    previous = best;
  }
  return { text: text.trim(), confidence: count === 0 ? 0 : sum / count };
}
