/** Half a cent, for sums of decimal fractions. */
export const EXACT = 0.0051;

/** Cash is rounded to the next multiple of 5 or 10 cents. */
export const MOST_ROUNDING = 0.05;

/** To three decimals, the most that a currency has: sums of decimal fractions miss them by a little. */
export function toCents(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Two amounts differ, by no more than the rounding of cash. */
export function isRounding(a: number, b: number): boolean {
  const difference = Math.abs(a - b);
  return difference > EXACT && difference < MOST_ROUNDING + EXACT;
}
