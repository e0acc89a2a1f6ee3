import { randomOf } from "./random.ts";

const SAMPLES = 1000;

/** The share of right ones in percent with its 95 % interval, from samples with replacement: "83.5 (79.2 to 87.4)". */
export function shareWithInterval(outcomes: readonly { readonly isRight: boolean }[]): string {
  const right = outcomes.map(({ isRight }) => (isRight ? 1 : 0));
  const random = randomOf(1);
  const shares = Array.from({ length: SAMPLES }, () => {
    let sum = 0;
    for (let draw = 0; draw < right.length; draw++) {
      sum += right[Math.floor(random() * right.length)] ?? 0;
    }
    return sum / right.length;
  }).sort((a, b) => a - b);
  const percent = (share: number | undefined) => (100 * (share ?? 0)).toFixed(1);
  const mean = right.reduce((sum: number, one) => sum + one, 0) / right.length;
  return `${percent(mean)} (${percent(shares[SAMPLES * 0.025])} to ${percent(shares[SAMPLES * 0.975])})`;
}
