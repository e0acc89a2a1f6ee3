import { type ChildProcess, fork } from "node:child_process";
import type { Runtime } from "../runtime.ts";
import type { Limits } from "./limits.ts";
import type { ReaderMessage, ReaderRequest, ReadRequest } from "./messages.ts";
import { memoryOfProcess } from "./process-memory.ts";
import { type Outcome, ReaderJob } from "./reader-job.ts";

/** Milliseconds in which the models must be loaded; they take one second. */
const STARTING = 60_000;

export interface ReaderProcessOptions {
  /** The module that the process runs. */
  readonly file: URL;
  /** Threads that the native runtime computes with. */
  readonly threads: number;
  /** The best available one, unless named. */
  readonly runtime?: Runtime["name"] | undefined;
  readonly limits: Limits;
  /** The folder of compiled code; undefined for none. */
  readonly codeCache: string | undefined;
}

/** One reader's process, as the API's process has it: it loads the models, then reads one picture at a time. */
export class ReaderHandle {
  /** Resolves to true when the models are loaded, to false when the process ended before. */
  readonly ready: Promise<boolean>;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #limits: Limits;
  #job: ReaderJob | undefined;
  /** What it last said of its memory, where the system does not tell. */
  #reported = 0;

  constructor(options: ReaderProcessOptions) {
    this.#limits = options.limits;
    this.#child = forkReader(options);
    const { promise: ready, resolve: setReady } = Promise.withResolvers<boolean>();
    const { promise: ended, resolve: setEnded } = Promise.withResolvers<void>();
    this.ready = ready;
    this.ended = ended;
    const starting = setTimeout(() => this.kill(), STARTING);
    this.#child.on("message", (message: ReaderMessage) => {
      if ("ready" in message) {
        clearTimeout(starting);
        setReady(true);
      } else {
        this.#take(message);
      }
    });
    // A message that cannot be sent, or a process that cannot be started: it ends, or never was.
    this.#child.on("error", () => this.kill());
    this.#child.once("close", () => {
      clearTimeout(starting);
      this.#job?.processEnded();
      setReady(false);
      setEnded();
    });
  }

  /** Whether it can take a picture: it runs, and nobody has ended it. */
  get isUsable(): boolean {
    return this.#child.connected && !this.#child.killed;
  }

  /** Whether it holds so much memory, which WebAssembly never gives back, that the next picture may not fit. */
  get isWorn(): boolean {
    return this.#memory() > this.#limits.memoryBetween;
  }

  /** Ends the process at once. */
  kill(): void {
    this.#child.kill("SIGKILL");
  }

  /** Reads a file. After `signal` was aborted the process has a second to stop before it is ended. */
  async read(request: ReadRequest, signal: AbortSignal): Promise<Outcome> {
    const job = new ReaderJob({
      request,
      limits: this.#limits,
      memory: () => this.#memory(),
      askToStop: () => this.#send("stop"),
      kill: () => this.kill(),
    });
    this.#job = job;
    const onAbort = () => job.stop();
    signal.addEventListener("abort", onAbort, { once: true });
    this.#child.send(request satisfies ReaderRequest);
    if (signal.aborted) {
      onAbort();
    }
    try {
      return await job.outcome;
    } finally {
      this.#job = undefined;
      signal.removeEventListener("abort", onAbort);
    }
  }

  #take(message: Exclude<ReaderMessage, { readonly ready: true }>): void {
    if ("stage" in message) {
      this.#job?.enter(message.stage, message.page);
    } else if ("page" in message) {
      this.#job?.keep(message.page, message.pageCount);
    } else if ("memory" in message) {
      this.#reported = message.memory;
      this.#job?.weigh(message.memory);
    } else {
      this.#job?.end(message.answer);
    }
  }

  #memory(): number {
    return memoryOfProcess(this.#child.pid ?? 0) ?? this.#reported;
  }

  #send(request: ReaderRequest): void {
    if (this.#child.connected) {
      this.#child.send(request);
    }
  }
}

function forkReader({ file, threads, runtime, limits, codeCache }: ReaderProcessOptions): ChildProcess {
  // It opens strangers' files and needs no key. Under `node --watch` the other would make it report modules as messages.
  const { API_KEYS: _, WATCH_REPORT_DEPENDENCIES: __, ...env } = process.env;
  return fork(file, [String(threads), String(limits.memory), ...(runtime === undefined ? [] : [runtime])], {
    // As bytes: JSON would make ten times as much of a picture.
    serialization: "advanced",
    // Standard output belongs to the log of the API, and libheif writes there when a file is damaged.
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    // Megabytes. By default young objects take 34 MB of memory; with a quarter a picture costs no more time.
    execArgv: ["--max-semi-space-size=4"],
    env: codeCache === undefined ? env : { ...env, NODE_COMPILE_CACHE: codeCache },
  });
}
