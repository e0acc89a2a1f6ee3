/** Runs in a thread of its own: recognises boxes, one at a time. */
import { parentPort, workerData } from "node:worker_threads";
import { loadRecogniser } from "../models.ts";
import { createRuntime } from "../runtime.ts";
import type { BoxOfPicture } from "./recogniser-threads.ts";
import type { WorkerRequest, WorkerSettings } from "./worker-pool.ts";

const { threads, runtime }: WorkerSettings = workerData;
const loading = createRuntime(threads, runtime).then(loadRecogniser);

parentPort?.on("message", async (request: WorkerRequest<BoxOfPicture>) => {
  const recognise = await loading;
  if (request === "end") {
    parentPort?.close();
  } else {
    parentPort?.postMessage(await recognise(request.picture, request.box));
  }
});
