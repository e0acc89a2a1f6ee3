/** Finds values in a sorted list, so that a receipt of many amounts is not searched once for each of them. */

/** In ascending order, each once. */
export function sortedValues(values: Iterable<number>): Float64Array {
  return Float64Array.from(new Set(values)).sort();
}

/** Whether one of the sorted values differs from this one by less than `distance`. */
export function hasNear(sorted: Float64Array, value: number, distance: number): boolean {
  const at = firstAtLeast(sorted, value);
  const differs = (other = Number.POSITIVE_INFINITY) => Math.abs(other - value);
  return differs(sorted[at]) < distance || differs(sorted[at - 1]) < distance;
}

/** The sorted values that differ from this one by about `distance` at most. */
export function valuesNear(sorted: Float64Array, value: number, distance: number): Float64Array {
  const from = firstAtLeast(sorted, value - distance);
  let to = from;
  while ((sorted[to] ?? Number.POSITIVE_INFINITY) <= value + distance) {
    to++;
  }
  return sorted.subarray(from, to);
}

function firstAtLeast(sorted: ArrayLike<number>, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Values with the rows that they are in. */
export interface RowsByValue {
  readonly values: Float64Array;
  /** The first row below `row` that has the value; Infinity where there is none. */
  nextRow(value: number, row: number): number;
  /** Whether several rows have one of two values. */
  areInSeveralRows(a: number, b: number): boolean;
}

/** @param entries values with their rows, in any order */
export function rowsByValue(entries: readonly (readonly [value: number, row: number])[]): RowsByValue {
  const rows = new Map(
    [...Map.groupBy(entries, ([value]) => value)].map(([value, group]) => [
      value,
      sortedValues(group.map(([, row]) => row)),
    ]),
  );
  const nextRow = (value: number, row: number) => {
    const inRows = rows.get(value) ?? [];
    return inRows[firstAtLeast(inRows, row + 1)] ?? Number.POSITIVE_INFINITY;
  };
  return {
    values: sortedValues(rows.keys()),
    nextRow,
    areInSeveralRows(a, b) {
      const first = Math.min(nextRow(a, -1), nextRow(b, -1));
      return Math.min(nextRow(a, first), nextRow(b, first)) < Number.POSITIVE_INFINITY;
    },
  };
}
