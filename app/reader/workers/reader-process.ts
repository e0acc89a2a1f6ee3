/**
 * A process that reads pictures, one at a time: `reader-process.ts THREADS MEMORY [RUNTIME]`, started by
 * reader-handle.ts. It is a process, since what a file makes pdfium, libheif or libvips do cannot be interrupted in a thread.
 */
import { flushCompileCache } from "node:module";
import { Worker } from "node:worker_threads";
import sharp from "sharp";
import { warmUp } from "../fields/warm-up.ts";
import { loadDetector, loadModels, type Models } from "../models.ts";
import { readFile } from "../read-file.ts";
import { NoSuchPageError, UnreadableImageError } from "../reader.ts";
import { receiptsOf } from "../receipts/receipts-of.ts";
import { createRuntime } from "../runtime.ts";
import { showPage } from "../show-page.ts";
import type { ReaderAnswer, ReaderMessage, ReaderRequest, ReadRequest, Stage } from "./messages.ts";
import { startRecogniserThreads } from "./recogniser-threads.ts";

/** Milliseconds between two reports of the memory, on systems where other processes cannot see it. */
const MEMORY_INTERVAL = 50;

const threads = Number(process.argv[2]);
const memory = Number(process.argv[3]);
const runtime = process.argv[4] === "native" || process.argv[4] === "wasm" ? process.argv[4] : undefined;

let stop = new AbortController();
// Ctrl-C reaches all processes of a terminal: the API decides when this one ends.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
process.on("disconnect", () => process.exit());

new Worker(new URL("./watch-thread.ts", import.meta.url), { workerData: memory }).unref();
// Uploads are of these kinds; libvips knows others by their content, such as SVG, whatever their first bytes say.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["Jpeg", "Png", "Webp", "Nsgif", "Tiff", "Heif"].map((kind) => `VipsForeignLoad${kind}`),
});
const models = await load();
process.on("message", (request: ReaderRequest) => {
  if (request === "stop") {
    stop.abort();
  } else {
    stop = new AbortController();
    void answer(request, stop.signal).then((answer) => tell({ answer }));
  }
});
if (process.platform !== "linux") {
  setInterval(() => tell({ memory: process.memoryUsage.rss() }), MEMORY_INTERVAL).unref();
}
await tell({ ready: true });
warmUp();
// For the process that replaces this one, which may be ended at any time.
flushCompileCache();

async function load(): Promise<Models> {
  const best = await createRuntime(threads, runtime);
  if (threads === 1) {
    return loadModels(best);
  }
  const [recognise, detector] = await Promise.all([
    startRecogniserThreads(threads, runtime),
    loadDetector(best),
  ]);
  return { recognise, detector };
}

async function answer(
  { picture, hints, details, preview, ...options }: ReadRequest,
  signal: AbortSignal,
): Promise<ReaderAnswer> {
  try {
    if (preview !== undefined) {
      const enter = (stage: Stage) => tell({ stage });
      return { preview: await showPage(models, picture, preview, { signal, enter }) };
    }
    const text = await readFile(models, picture, {
      ...options,
      signal,
      enter: (stage, page) => tell({ stage, page }),
      onPage: (page, pageCount) => tell({ page, pageCount }),
    });
    await tell({ stage: "choosing" });
    return { reading: receiptsOf(text, new Date(), hints, details) };
  } catch (error) {
    if (signal.aborted) {
      return { stopped: true };
    }
    if (error instanceof NoSuchPageError) {
      return { noSuchPage: error.message };
    }
    return error instanceof UnreadableImageError ? { unreadable: error.message } : { failure: error };
  }
}

/** Resolves when the message is on its way: what follows may block this thread. */
function tell(message: ReaderMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) {
      process.send?.(message, undefined, undefined, () => resolve());
    }
  });
}
