import type { Readable } from "node:stream";

/** Chunks in one turn of the event loop. Each has up to 64 KB and takes about a third of a millisecond. */
const CHUNKS_PER_TURN = 8;

/** Turns in a row that only new connections may have, so that a flood of them does not stop uploads. */
const MOST_TURNS_FOR_CONNECTIONS = 64;

/**
 * Shares the thread between uploads and everything else: one object for the app, which reads the uploads, and for the
 * server, which accepts the connections. Without it a burst of uploads, whose bytes all wait in the sockets' buffers,
 * takes one long turn of the event loop, and /health waits for its end. With it uploads pause after their share of a
 * turn, and the first ones finish first, so that the model can begin. `npm run bench:api` measures it.
 */
export class UploadTurns {
  readonly #paused: Readable[] = [];
  #chunksLeft = CHUNKS_PER_TURN;
  #isScheduled = false;
  #hasNewConnection = false;
  #turnsForConnections = 0;

  /** Call it before the first chunk of a body. */
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
   * Call it for each new connection. Node accepts one per turn: behind a burst of clients, /health would wait for as
   * many turns, so these turns are kept short, without uploads.
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
