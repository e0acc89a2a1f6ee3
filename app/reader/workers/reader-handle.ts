import { fork } from "node:child_process";
import { mediaTypeOf } from "../../media-type.ts";
import type { Runtime } from "../runtime.ts";
import { CANNOT_BE_OPENED, type Limits, TOO_LARGE, TOO_SLOW } from "./limits.ts";
import type { ReaderAnswer, ReaderMessage, ReaderRequest, Stage } from "./messages.ts";
import { memoryOfProcess } from "./process-memory.ts";

/** Milliseconds between two looks at the memory of a process that reads. */
const MEMORY_INTERVAL = 20;

/** Milliseconds in which one that was asked to stop may still come to the end of its strip or page. */
const STOPPING = 1_000;

/** Milliseconds in which the models must be loaded; they take one second. */
const STARTING = 60_000;

/** One reader's process, as the API's process has it. */
export interface ReaderHandle {
  /** Resolves to true when the models are loaded, to false when the process ended before. */
  readonly ready: Promise<boolean>;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /**
   * Reads a picture, one at a time. After `signal` was aborted the process has a second to stop before it is ended.
   * @returns the answer; "lost" when the process ended through no fault of the picture, and "unseen" when it ended
   *   before it saw the picture
   */
  read(picture: Uint8Array, signal: AbortSignal): Promise<ReaderAnswer | "lost" | "unseen">;
  /** Whether it can take a picture: it runs, and nobody has ended it. */
  readonly isUsable: boolean;
  /** Ends the process at once. */
  kill(): void;
}

export interface ReaderProcessOptions {
  /** The module that the process runs. */
  readonly file: URL;
  /** Threads that the native runtime computes with. */
  readonly threads: number;
  /** The best available one, unless named. */
  readonly runtime?: Runtime["name"] | undefined;
  readonly limits: Limits;
}

/** Starts a process that loads the models and then reads pictures, and that can be ended at any moment. */
export function startReaderProcess({ file, threads, runtime, limits }: ReaderProcessOptions): ReaderHandle {
  // Under `node --watch` it would make the process report its modules as messages.
  const { WATCH_REPORT_DEPENDENCIES: _, ...env } = process.env;
  const child = fork(file, [String(threads), ...(runtime === undefined ? [] : [runtime])], {
    // As bytes: JSON would make ten times as much of a picture.
    serialization: "advanced",
    // Standard output belongs to the log of the API, and libheif writes there when a file is damaged.
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    execArgv: [],
    env,
  });
  const { promise: ready, resolve: setReady } = Promise.withResolvers<boolean>();
  const { promise: ended, resolve: setEnded } = Promise.withResolvers<void>();
  const starting = setTimeout(() => child.kill("SIGKILL"), STARTING);
  let job: Job | undefined;

  child.on("message", (message: ReaderMessage) => {
    if ("ready" in message) {
      clearTimeout(starting);
      setReady(true);
    } else if ("stage" in message) {
      job?.enter(message.stage);
    } else if ("memory" in message) {
      job?.weigh(message.memory);
    } else {
      job?.end(message.answer);
    }
  });
  // A message that cannot be sent, or a process that cannot be started: it ends, or never was.
  child.on("error", () => child.kill("SIGKILL"));
  child.once("close", () => {
    clearTimeout(starting);
    const { stage } = job ?? {};
    job?.end(
      stage === undefined ? "unseen" : stage === "reading" ? "lost" : { unreadable: CANNOT_BE_OPENED },
    );
    setReady(false);
    setEnded();
  });

  return {
    ready,
    ended,
    get isUsable() {
      return child.connected && !child.killed;
    },
    kill: () => child.kill("SIGKILL"),
    async read(picture, signal) {
      const current = startJob(picture);
      job = current;
      const onAbort = () => current.stop();
      signal.addEventListener("abort", onAbort, { once: true });
      child.send(picture satisfies ReaderRequest);
      if (signal.aborted) {
        onAbort();
      }
      try {
        return await current.outcome;
      } finally {
        job = undefined;
        signal.removeEventListener("abort", onAbort);
      }
    },
  };

  /** One picture's way through the process, with its limits. */
  function startJob(picture: Uint8Array): Job {
    const mediaType = mediaTypeOf(picture);
    const { promise: outcome, resolve } = Promise.withResolvers<Outcome>();
    let timer: NodeJS.Timeout | undefined;
    const watch = setInterval(() => current.weigh(memoryOfProcess(child.pid ?? 0) ?? 0), MEMORY_INTERVAL);
    const giveUp = (sentence: string) => {
      child.kill("SIGKILL");
      current.end({ unreadable: sentence });
    };
    const current: Job = {
      outcome,
      stage: undefined,
      enter(stage) {
        current.stage = stage;
        if (isStopping) {
          return;
        }
        clearTimeout(timer);
        timer = setTimeout(() => giveUp(TOO_SLOW[stage]), limits.milliseconds(stage, mediaType));
      },
      weigh(memory) {
        if (memory > limits.memory) {
          giveUp(TOO_LARGE);
        }
      },
      stop() {
        isStopping = true;
        clearTimeout(timer);
        if (child.connected) {
          child.send("stop" satisfies ReaderRequest);
        }
        timer = setTimeout(() => giveUp(TOO_SLOW.reading), STOPPING);
      },
      end(answer) {
        clearTimeout(timer);
        clearInterval(watch);
        resolve(answer);
      },
    };
    let isStopping = false;
    return current;
  }
}

type Outcome = ReaderAnswer | "lost" | "unseen";

interface Job {
  readonly outcome: Promise<Outcome>;
  /** Undefined before the process has seen the picture. */
  stage: Stage | undefined;
  enter(stage: Stage): void;
  weigh(memory: number): void;
  stop(): void;
  end(answer: Outcome): void;
}
