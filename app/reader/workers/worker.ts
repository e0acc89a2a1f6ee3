/** Runs in a worker thread, since the networks block the thread that computes them. */
import { parentPort, workerData } from "node:worker_threads";
import type { Reading } from "../../receipt.ts";
import { chooseFields } from "../fields/choose-fields.ts";
import { loadDetector, loadModels, type Models } from "../models.ts";
import { readPage } from "../read-page.ts";
import { UnreadableImageError } from "../reader.ts";
import { createRuntime } from "../runtime.ts";
import { startRecogniserThreads } from "./recogniser-threads.ts";
import type { WorkerRequest, WorkerSettings } from "./worker-pool.ts";

/** The answer for one picture. Classes of errors do not survive the way between threads. */
export type WorkerAnswer =
  | { readonly reading: Reading }
  | { readonly unreadable: string }
  | { readonly failure: unknown };

const { threads, runtime }: WorkerSettings = workerData;

// Begins at once, so that the first picture waits less. Each picture gets the error, should there be one.
const recognisers = threads > 1 ? startRecogniserThreads(threads, runtime) : undefined;
const loading = load();
loading.catch(() => {});

parentPort?.on("message", async (request: WorkerRequest<Uint8Array>) => {
  if (request === "end") {
    await Promise.allSettled([loading, recognisers?.close()]);
    parentPort?.close();
  } else {
    parentPort?.postMessage(await answer(request));
  }
});

async function load(): Promise<Models> {
  const best = await createRuntime(threads, runtime);
  return recognisers ? { ...recognisers, detector: await loadDetector(best) } : loadModels(best);
}

async function answer(image: Uint8Array): Promise<WorkerAnswer> {
  try {
    const { page, turned } = await readPage(await loading, image);
    return { reading: { ...chooseFields(page, new Date()), turned } };
  } catch (error) {
    return error instanceof UnreadableImageError ? { unreadable: error.message } : { failure: error };
  }
}
