/** Reads pictures in a worker thread, since the networks block the thread that computes them. */
import { chooseFields } from "../fields/choose-fields.ts";
import { loadDetector, loadModels, type Models } from "../models.ts";
import { readPage } from "../read-page.ts";
import { UnreadableImageError } from "../reader.ts";
import { createRuntime } from "../runtime.ts";
import { answerRequests, settings } from "./answer-requests.ts";
import type { WorkerAnswer } from "./messages.ts";
import { startRecogniserThreads } from "./recogniser-threads.ts";

const { threads, runtime } = settings;

// Begins at once, so that the first picture waits less. Each picture gets the error, should there be one.
const recognisers = threads > 1 ? startRecogniserThreads(threads, runtime) : undefined;
const loading = load();
loading.catch(() => {});

answerRequests(answer, () => Promise.allSettled([loading, recognisers?.close()]));

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
