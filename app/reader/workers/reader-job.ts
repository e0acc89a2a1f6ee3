import { mediaTypeOf } from "../../media-type.ts";
import { CANNOT_BE_OPENED, type Limits, TOO_LARGE, TOO_SLOW } from "./limits.ts";
import type { ReaderAnswer, Stage } from "./messages.ts";

/** Milliseconds between two looks at the memory of a process that reads. */
const MEMORY_INTERVAL = 20;

/** Milliseconds in which one that was asked to stop may still come to the end of its strip or page. */
const STOPPING = 1_000;

/**
 * How the work on a picture ended: with an answer; "lost" when the process ended through no fault of the picture;
 * "unseen" when it ended before it saw the picture.
 */
export type Outcome = ReaderAnswer | "lost" | "unseen";

export interface ReaderJobOptions {
  readonly picture: Uint8Array;
  readonly limits: Limits;
  /** Bytes that the process holds. */
  readonly memory: () => number;
  readonly askToStop: () => void;
  readonly kill: () => void;
}

/** One picture's way through a reader's process. What exceeds a limit ends the process. */
export class ReaderJob {
  readonly outcome: Promise<Outcome>;
  readonly #options: ReaderJobOptions;
  readonly #mediaType: ReturnType<typeof mediaTypeOf>;
  readonly #resolve: (outcome: Outcome) => void;
  readonly #watch: NodeJS.Timeout;
  #timer: NodeJS.Timeout | undefined;
  /** Undefined before the process has seen the picture. */
  #stage: Stage | undefined;
  #isStopping = false;

  constructor(options: ReaderJobOptions) {
    this.#options = options;
    this.#mediaType = mediaTypeOf(options.picture);
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    this.outcome = promise;
    this.#resolve = resolve;
    this.#watch = setInterval(() => this.weigh(options.memory()), MEMORY_INTERVAL);
  }

  /** The picture has come to a stage, or to the next page of one. */
  enter(stage: Stage): void {
    this.#stage = stage;
    if (!this.#isStopping) {
      this.#endAfter(this.#options.limits.milliseconds(stage, this.#mediaType), TOO_SLOW[stage]);
    }
  }

  weigh(memory: number): void {
    if (memory > this.#options.limits.memory) {
      this.#giveUp(TOO_LARGE);
    }
  }

  /** Nobody waits for the answer any more. */
  stop(): void {
    this.#isStopping = true;
    this.#options.askToStop();
    this.#endAfter(STOPPING, TOO_SLOW.reading);
  }

  end(outcome: Outcome): void {
    clearTimeout(this.#timer);
    clearInterval(this.#watch);
    this.#resolve(outcome);
  }

  /** The process has ended by itself. Only while it reads is that not the file's doing. */
  processEnded(): void {
    const seen: Outcome = this.#stage === "reading" ? "lost" : { unreadable: CANNOT_BE_OPENED };
    this.end(this.#stage === undefined ? "unseen" : seen);
  }

  #endAfter(milliseconds: number, sentence: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#giveUp(sentence), milliseconds);
  }

  #giveUp(sentence: string): void {
    this.#options.kill();
    this.end({ unreadable: sentence });
  }
}
