import { byId } from "./dom.ts";
import type { Receipts } from "./receipts.ts";
import { shareOf } from "./share.ts";

/** Milliseconds between two steps of the bars. */
const STEP = 250;

/** Milliseconds that reading takes, before any has been read. */
const FIRST_GUESS = 3_000;

/** Moves the bars, of the list and of each file at work, as long as anything is. */
export class Progress {
  readonly #receipts: Receipts;
  readonly #showShare: (id: string, share: number) => void;
  #usual = FIRST_GUESS;
  #isMoving = false;

  /** @param showShare shows how far one file is */
  constructor(receipts: Receipts, showShare: (id: string, share: number) => void) {
    this.#receipts = receipts;
    this.#showShare = showShare;
    receipts.onChange(({ before, item }) => {
      if (before?.state.kind === "reading" && item?.state.kind === "done") {
        this.#usual += (Date.now() - before.state.since - this.#usual) / 4;
      }
      if (!this.#isMoving) {
        this.#isMoving = true;
        setTimeout(() => this.#move());
      }
    });
  }

  #move(): void {
    const items = this.#receipts.all();
    const now = Date.now();
    let sum = 0;
    let atWork = 0;
    for (const item of items) {
      const share = shareOf(item, now, this.#usual);
      sum += share;
      if (item.state.kind === "uploading" || item.state.kind === "reading") {
        atWork += 1;
        this.#showShare(item.id, share);
      }
    }
    const bar = byId("progress", HTMLProgressElement);
    bar.value = items.length === 0 ? 0 : sum / items.length;
    bar.classList.toggle("idle", sum === items.length);
    this.#isMoving = atWork > 0;
    if (this.#isMoving) {
      setTimeout(() => this.#move(), STEP);
    }
  }
}
