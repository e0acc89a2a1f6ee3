/** Capitals and digits that odd type makes look alike. */
const ALIKE = ["I1LTFJ", "O0DQCG", "B8REP", "S5", "MNWH", "UVY", "A4", "Z27"];

/** Thin letters are lost, made up and mistaken most easily. */
const THIN = "I1L";
const THIN_COST = 0.5;

/**
 * Letters that were misread between two words in capitals, a thin one counting half. Letters of other shapes, and ones that
 * are missing in the middle, are not misread: then it is more than the words have, or Infinity.
 */
export function misreadLetters(read: string, meant: string): number {
  let previous = Array.from({ length: meant.length + 1 }, (_, end) => allLost(meant.slice(0, end)));
  for (let row = 1; row <= read.length; row++) {
    const letter = read[row - 1] ?? "";
    const current = [allLost(read.slice(0, row))];
    for (let column = 1; column <= meant.length; column++) {
      const other = meant[column - 1] ?? "";
      const isEdge = column === meant.length || row === read.length;
      current.push(
        Math.min(
          (previous[column - 1] ?? Infinity) + mistaken(letter, other),
          (previous[column] ?? Infinity) + lost(letter, isEdge),
          (current[column - 1] ?? Infinity) + lost(other, isEdge),
        ),
      );
    }
    previous = current;
  }
  return previous[meant.length] ?? Infinity;
}

function allLost(letters: string): number {
  return [...letters].reduce((sum, letter) => sum + lost(letter, true), 0);
}

function lost(letter: string, isEdge: boolean): number {
  if (THIN.includes(letter)) {
    return THIN_COST;
  }
  return isEdge ? 1 : Infinity;
}

function mistaken(read: string, meant: string): number {
  if (read === meant) {
    return 0;
  }
  if (THIN.includes(read) && THIN.includes(meant)) {
    return THIN_COST;
  }
  return ALIKE.some((shapes) => shapes.includes(read) && shapes.includes(meant)) ? 1 : Infinity;
}
