/** Runs in a thread of its own: recognises boxes, one at a time. */
import { parentPort, workerData } from "node:worker_threads";
import { loadRecogniser } from "../models.ts";
import { createRuntime, type Runtime } from "../runtime.ts";
import type { BoxOfPicture } from "./messages.ts";

const runtime: Runtime["name"] | undefined = workerData;
const loading = createRuntime(1, runtime).then(loadRecogniser);

// The first message says that the network is loaded; a failure ends the process.
void loading.then(() => parentPort?.postMessage(undefined));
parentPort?.on("message", async ({ picture, box }: BoxOfPicture) => {
  const recognise = await loading;
  parentPort?.postMessage(await recognise(picture, box));
});
