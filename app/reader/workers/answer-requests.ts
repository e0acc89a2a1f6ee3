import { parentPort, workerData } from "node:worker_threads";
import type { WorkerMessage, WorkerSettings } from "./messages.ts";

/** What this worker was started with. */
export const settings: WorkerSettings = workerData;

/**
 * Answers each request that this worker is sent, until it shall end.
 * @param answer is asked one request at a time, since the pool sends the next after the answer; throwing ends the worker
 * @param finish runs before the worker ends
 */
export function answerRequests<Request, Answer>(
  answer: (request: Request) => Promise<Answer>,
  finish?: () => Promise<unknown>,
): void {
  parentPort?.on("message", async (message: WorkerMessage<Request>) => {
    if (message === "end") {
      await finish?.();
      parentPort?.close();
    } else {
      parentPort?.postMessage(await answer(message));
    }
  });
}
