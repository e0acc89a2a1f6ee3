import type { Readable } from "node:stream";

/** Chunks of up to 64 KB, each of which costs about a third of a millisecond, in one turn of the event loop. */
const CHUNKS_PER_TURN = 8;

/** Turns in a row that may go to new connections alone, so that a flood of them does not stop uploads. */
const MOST_TURNS_FOR_CONNECTIONS = 64;

/**
 * Shares the thread between uploads and everything else: one object for the app, which reads the uploads, and for the
 * server, which accepts the connections. Without it a burst of uploads, whose bytes all wait in the sockets' buffers, is
 * worked off as one turn of the event loop, and /health waits for its end. With it uploads pause when they have had
 * their share of a turn, and those that came first are done first, so that the model can begin. `npm run bench:api`
 * shows it.
 */
export class UploadTurns {
  readonly #paused: Readable[] = [];
  #chunksLeft = CHUNKS_PER_TURN;
  #isScheduled = false;
  #hasNewConnection = false;
  #turnsForConnections = 0;

  /** Call it when `body` may begin to flow. */
  begin(body: Readable): void {
    if (this.#mustPause(body)) {
      this.#paused.push(body);
    }
  }

  /** Call it after each chunk of a body that has begun: it comes before those that have not. */
  next(body: Readable): void {
    if (this.#mustPause(body)) {
      this.#paused.unshift(body);
    }
  }

  /**
   * Call it for each new connection. Node accepts one in a turn: behind a burst of clients, /health would wait for as
   * many turns as there are, so these turns are short ones, without uploads.
   */
  connectionAccepted(): void {
    this.#hasNewConnection = true;
    this.#chunksLeft = 0;
    this.#schedule();
  }

  #mustPause(body: Readable): boolean {
    this.#chunksLeft -= 1;
    const mustPause = this.#chunksLeft <= 0;
    if (mustPause) {
      body.pause();
    }
    this.#schedule();
    return mustPause;
  }

  #schedule(): void {
    if (!this.#isScheduled) {
      this.#isScheduled = true;
      setImmediate(() => this.#takeTurn());
    }
  }

  #takeTurn(): void {
    this.#isScheduled = false;
    if (this.#hasNewConnection && this.#turnsForConnections < MOST_TURNS_FOR_CONNECTIONS) {
      this.#hasNewConnection = false;
      this.#turnsForConnections += 1;
      this.#schedule();
      return;
    }
    this.#turnsForConnections = 0;
    this.#chunksLeft = CHUNKS_PER_TURN;
    for (const body of this.#paused.splice(0, CHUNKS_PER_TURN)) {
      body.resume();
    }
    if (this.#paused.length > 0) {
      this.#schedule();
    }
  }
}
