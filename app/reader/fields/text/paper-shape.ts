/** A piece of text as far as the shape of the paper shows in it. Lengths in pixels. */
export interface Baseline {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Pixels downwards for each pixel to the right. */
  readonly slope: number;
}

/**
 * How the rows of a page run. Paper is slanted, is seen in perspective, and curls, so that slope changes from left
 * to right and from top to bottom: slope(x, y) = level + across * x + down * y, with x and y from the middle of the
 * text in units of its width.
 */
interface PaperShape {
  /** How far a row that passes through (x, y) has sunk when it reaches another x. Pixels, downwards positive. */
  sink(x: number, y: number, toX: number): number;
  /** What no row sinks or rises by more between two pieces. Pixels. */
  readonly mostSink: number;
}

/** How exactly a piece of a width of ten heights shows its slope; shorter ones in proportion. */
const SLOPE_ERROR = 0.015;
/** How much level, across and down may be, roughly. */
const SPREADS = [0.2, 0.15, 0.1] as const;
/** Pieces that fit worse than this are misplaced boxes. */
const OUTLIER = 0.12;

/** Fits the shape to the slopes of the pieces; straight rows where nothing is known. */
export function paperShapeOf(pieces: readonly Baseline[]): PaperShape {
  const wide = pieces.filter((piece) => piece.width > 2.5 * piece.height);
  if (wide.length === 0) {
    return { sink: () => 0, mostSink: 0 };
  }
  const left = Math.min(...pieces.map((piece) => piece.x - piece.width / 2));
  const right = Math.max(...pieces.map((piece) => piece.x + piece.width / 2));
  const unit = Math.max(1, right - left);
  const middleX = (left + right) / 2;
  const middleY = wide.reduce((sum, piece) => sum + piece.y, 0) / wide.length;
  const terms = (piece: Baseline) => [1, (piece.x - middleX) / unit, (piece.y - middleY) / unit] as const;
  let [level, across, down] = fit(wide, terms);
  const fitting = wide.filter((piece) => {
    const [, x, y] = terms(piece);
    return Math.abs(piece.slope - (level + across * x + down * y)) < OUTLIER;
  });
  if (fitting.length > 0) {
    [level, across, down] = fit(fitting, terms);
  }
  const tiltAt = (y: number) => level + down * ((y - middleY) / unit);
  const tilts = pieces.map(({ y }) => Math.abs(tiltAt(y)));
  return {
    // Pieces are at most a unit apart, and half a unit from the middle.
    mostSink: unit * (Math.max(...tilts) + Math.abs(across) / 8),
    sink(x, y, toX) {
      const [from, to] = [(x - middleX) / unit, (toX - middleX) / unit];
      const tilt = tiltAt(y);
      return unit * (tilt * (to - from) + (across * (to ** 2 - from ** 2)) / 2);
    },
  };
}

/** Weighted least squares with a mild pull towards straight rows (ridge regression), three unknowns. */
function fit(
  pieces: readonly Baseline[],
  termsOf: (piece: Baseline) => readonly [number, number, number],
): [number, number, number] {
  const matrix = SPREADS.map((spread, row) =>
    SPREADS.map((_, column) => (row === column ? 1 / spread ** 2 : 0)),
  );
  const right = [0, 0, 0];
  for (const piece of pieces) {
    const weight = (piece.width / (10 * piece.height) / SLOPE_ERROR) ** 2;
    const terms = termsOf(piece);
    for (const [row, term] of terms.entries()) {
      right[row] = (right[row] ?? 0) + weight * term * piece.slope;
      const line = matrix[row] ?? [];
      for (const [column, other] of terms.entries()) {
        line[column] = (line[column] ?? 0) + weight * term * other;
      }
    }
  }
  return solve(matrix, right);
}

/** Gaussian elimination; the ridge keeps the matrix regular. */
function solve(matrix: readonly number[][], right: readonly number[]): [number, number, number] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0]);
  for (let pivot = 0; pivot < 3; pivot++) {
    const base = rows[pivot] ?? [];
    for (const [index, row] of rows.entries()) {
      if (index === pivot) {
        continue;
      }
      const factor = (row[pivot] ?? 0) / (base[pivot] ?? 1);
      for (let column = pivot; column < 4; column++) {
        row[column] = (row[column] ?? 0) - factor * (base[column] ?? 0);
      }
    }
  }
  const value = (index: number) => (rows[index]?.[3] ?? 0) / (rows[index]?.[index] ?? 1);
  return [value(0), value(1), value(2)];
}
