/** Words of a row from which on it is a sentence, as letters and books have; receipts have them at their foot alone. */
const SENTENCE = 8;

/** Whether a row is a sentence. */
export function isSentence(row: string): boolean {
  return (row.match(/\p{L}{2,}/gu)?.length ?? 0) >= SENTENCE;
}
