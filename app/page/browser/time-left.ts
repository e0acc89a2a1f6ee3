/** Milliseconds for which receipts are read before anything is said about the time that is left. */
const FIRST_WATCH = 5_000;

/** Receipts that must have ended by then. */
const FEWEST = 3;

/** Says how long the receipts that are not read yet will take, from how fast others ended since this began. */
export class TimeLeft {
  #began: { readonly at: number; readonly ended: number } | undefined;

  /**
   * @param ended receipts of the list that were read, failed or were cancelled
   * @param isPaused whether nothing is being read: it is then measured again
   * @returns milliseconds; undefined as long as that is not known
   */
  after({
    now,
    ended,
    unfinished,
    isPaused,
  }: {
    readonly now: number;
    readonly ended: number;
    readonly unfinished: number;
    readonly isPaused: boolean;
  }): number | undefined {
    if (unfinished === 0 || isPaused) {
      this.#began = undefined;
      return undefined;
    }
    // Fewer ended than before when some were removed.
    if (this.#began === undefined || ended < this.#began.ended) {
      this.#began = { at: now, ended };
    }
    const time = now - this.#began.at;
    const count = ended - this.#began.ended;
    return time < FIRST_WATCH || count < FEWEST ? undefined : (time / count) * unfinished;
  }
}
