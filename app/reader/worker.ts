/** Runs in a worker thread, since the networks block the thread that computes them. */
import { parentPort, workerData } from "node:worker_threads";
import { chooseFields } from "./fields/choose-fields.ts";
import { loadModels } from "./models.ts";
import { readPage } from "./read-page.ts";
import { UnreadableImageError } from "./reader.ts";
import { createRuntime } from "./runtime.ts";
import type { WorkerAnswer, WorkerRequest, WorkerSettings } from "./worker-pool.ts";

const { threads, runtime }: WorkerSettings = workerData;

// Begins at once, so that the first picture waits less. Each picture gets the error, should there be one.
const loading = createRuntime(threads, runtime).then(loadModels);
loading.catch(() => {});

parentPort?.on("message", async (request: WorkerRequest) => {
  if (request === "end") {
    await Promise.allSettled([loading]);
    parentPort?.close();
  } else {
    parentPort?.postMessage(await answer(request));
  }
});

async function answer(image: Uint8Array): Promise<WorkerAnswer> {
  try {
    const { page, turned } = await readPage(await loading, image);
    return { reading: { ...chooseFields(page, new Date()), turned } };
  } catch (error) {
    return error instanceof UnreadableImageError ? { unreadable: error.message } : { failure: error };
  }
}
