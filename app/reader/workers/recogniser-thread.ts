/** Runs in a thread of its own: recognises boxes, one at a time. */
import { loadRecogniser } from "../models.ts";
import type { Recognised } from "../recognition/ctc.ts";
import { createRuntime } from "../runtime.ts";
import { answerRequests, settings } from "./answer-requests.ts";
import type { BoxOfPicture } from "./messages.ts";

const loading = createRuntime(settings.threads, settings.runtime).then(loadRecogniser);

answerRequests<BoxOfPicture, Recognised>(
  async ({ picture, box }) => (await loading)(picture, box),
  () => loading,
);
