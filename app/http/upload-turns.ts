import type { Readable } from "node:stream";

/** Chunks of up to 64 KB, each of which costs about a third of a millisecond, in one turn of the event loop. */
const CHUNKS_PER_TURN = 8;

/** Turns in a row that may go to new connections alone, so that a flood of them does not stop uploads. */
const MOST_TURNS_FOR_CONNECTIONS = 64;

const paused: Readable[] = [];
let left = CHUNKS_PER_TURN;
let scheduled = false;
let accepted = false;
let turnsForConnections = 0;

/**
 * Shares the thread between uploads and everything else. Without it a burst of uploads, whose bytes all wait in the
 * sockets' buffers, is worked off as one turn of the event loop, and /health waits for its end. With it uploads pause
 * when they have had their share of a turn, and those that came first are done first, so that the model can begin.
 * `npm run bench:api` shows it.
 *
 * Call it when `body` may begin to flow, and {@link goOnInTurn} after each of its chunks.
 */
export function beginInTurn(body: Readable): void {
  takePart(() => paused.push(body), body);
}

export function goOnInTurn(body: Readable): void {
  takePart(() => paused.unshift(body), body);
}

/**
 * Call it for each new connection. Node accepts one in a turn: behind a burst of clients, /health would wait for as many
 * turns as there are, so these turns are short ones, without uploads.
 */
export function connectionAccepted(): void {
  accepted = true;
  left = 0;
  schedule();
}

function takePart(wait: () => void, body: Readable): void {
  left -= 1;
  if (left <= 0) {
    body.pause();
    wait();
  }
  schedule();
}

function schedule(): void {
  if (!scheduled) {
    scheduled = true;
    setImmediate(nextTurn);
  }
}

function nextTurn(): void {
  scheduled = false;
  if (accepted && turnsForConnections < MOST_TURNS_FOR_CONNECTIONS) {
    accepted = false;
    turnsForConnections += 1;
    schedule();
    return;
  }
  turnsForConnections = 0;
  left = CHUNKS_PER_TURN;
  for (const body of paused.splice(0, CHUNKS_PER_TURN)) {
    body.resume();
  }
  if (paused.length > 0) {
    schedule();
  }
}
