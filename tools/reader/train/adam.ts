/** Values that are learned, in one flat array. */
type Numbers = Float64Array;

/** How fast the mean of the slopes forgets. */
const DECAY = 0.9;

/**
 * Gradient descent whose steps are as long as the slopes are steady (Adam, Kingma and Ba 2015).
 * @param decay how fast the mean of the squared slopes forgets, 0 to 1
 * @param edge keeps the division finite
 * @returns takes one step down the slopes
 */
export function descent(
  weights: Numbers,
  decay: number,
  edge: number,
): (slopes: Numbers, rate: number) => void {
  const [means, squares] = [new Float64Array(weights.length), new Float64Array(weights.length)];
  let step = 0;
  return (slopes, rate) => {
    step++;
    for (let place = 0; place < weights.length; place++) {
      const slope = slopes[place] ?? 0;
      means[place] = DECAY * (means[place] ?? 0) + (1 - DECAY) * slope;
      squares[place] = decay * (squares[place] ?? 0) + (1 - decay) * slope * slope;
      const mean = (means[place] ?? 0) / (1 - DECAY ** step);
      const spread = Math.sqrt((squares[place] ?? 0) / (1 - decay ** step));
      weights[place] = (weights[place] ?? 0) - (rate * mean) / (spread + edge);
    }
  };
}
