import { mediaTypeOf } from "../../media-type.ts";
import type { FileProgress, PageText } from "../read-file.ts";
import { CANNOT_BE_OPENED, type Limits, TOO_LARGE, TOO_SLOW } from "./limits.ts";
import type { ReaderAnswer, ReadRequest, Stage } from "./messages.ts";

/** Milliseconds between two looks at the memory of a process that reads. */
const MEMORY_INTERVAL = 20;

/** Milliseconds in which one that was asked to stop may still come to the end of its strip or page. */
const STOPPING = 1_000;

/**
 * How the work on a picture ended: with an answer; with what was read of its pages before one of them ended the process;
 * "lost" when the process ended through no fault of the picture; "unseen" when it ended before it saw the picture.
 */
export type Outcome = ReaderAnswer | { readonly progress: FileProgress } | "lost" | "unseen";

export interface ReaderJobOptions {
  readonly request: ReadRequest;
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
  /** The page that it is at, those before it whose text is known, and all that there are. */
  #page = 1;
  readonly #pages: PageText[];
  #pageCount: number;
  #isStopping = false;

  constructor(options: ReaderJobOptions) {
    this.#options = options;
    this.#mediaType = mediaTypeOf(options.request.picture);
    this.#pages = [...(options.request.progress?.pages ?? [])];
    this.#pageCount = options.request.progress?.pageCount ?? 1;
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    this.outcome = promise;
    this.#resolve = resolve;
    this.#watch = setInterval(() => this.weigh(options.memory()), MEMORY_INTERVAL);
  }

  /** The picture has come to a stage, or to the next page of one. */
  enter(stage: Stage, page = this.#page): void {
    this.#stage = stage;
    this.#page = page;
    if (!this.#isStopping) {
      const each = this.#options.limits.milliseconds(stage, this.#mediaType);
      // The fields of all pages are chosen at once; the last one is not kept.
      const pages = stage === "choosing" ? this.#pages.length + 1 : 1;
      this.#endAfter(pages * each, TOO_SLOW[stage]);
    }
  }

  /** The text of a page, which a later one cannot take away any more. */
  keep(page: PageText, pageCount: number): void {
    this.#pages.push(page);
    this.#pageCount = pageCount;
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
    const seen: Outcome = this.#stage === "reading" ? "lost" : this.#refusal(CANNOT_BE_OPENED);
    this.end(this.#stage === undefined ? "unseen" : seen);
  }

  #endAfter(milliseconds: number, sentence: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#giveUp(sentence), milliseconds);
  }

  #giveUp(sentence: string): void {
    this.#options.kill();
    this.end(this.#refusal(sentence));
  }

  /** Of the file, or only of the page that it is at where others have been read. */
  #refusal(unreadable: string): Outcome {
    if (this.#pages.length === 0 || this.#stage === "choosing" || this.#isStopping) {
      return { unreadable };
    }
    // Another process tries the pages behind this one; what ends that as well is not tried again.
    const isSecond = this.#options.request.progress !== undefined;
    const next = isSecond ? this.#pageCount + 1 : this.#page + 1;
    return { progress: { pages: this.#pages, pageCount: this.#pageCount, next } };
  }
}
