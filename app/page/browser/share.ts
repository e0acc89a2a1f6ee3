import type { Item } from "./item.ts";

/** Share of the work on a file that sending it is. */
const SENDING = 0.2;

/**
 * How much of the work on a file is done, 0 to 1. While it is being read the server says nothing, so that is told by
 * the time that has passed: always further, slower and slower once it takes longer than usual.
 * @param usual milliseconds that reading takes
 */
export function shareOf({ state }: Pick<Item, "state">, now: number, usual: number): number {
  switch (state.kind) {
    case "waiting":
      return 0;
    case "uploading":
      return SENDING * state.share;
    case "reading":
      return SENDING + (1 - SENDING) * (1 - Math.exp((-1.5 * (now - state.since)) / usual));
    default:
      return 1;
  }
}
