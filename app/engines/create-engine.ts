import { availableParallelism } from "node:os";
import type { Environment } from "../environment.ts";
import type { Engine } from "./engine.ts";
import { openaiModel } from "./openai.ts";
import { remoteEngine } from "./remote.ts";
import { sagemakerModel } from "./sagemaker.ts";

/** Receipts that clients should send at once to a remote model, which batches them. */
const REMOTE_CONCURRENCY = 8;

/** The engine that the environment asks for. */
export async function createEngine(environment: Environment): Promise<Engine> {
  switch (environment.EXTRACTOR) {
    case "local": {
      // Imported here, because the image for remote engines contains neither the reader nor its models.
      const { localEngine } = await import("./local.ts");
      return localEngine(availableParallelism());
    }
    case "sagemaker":
      return remoteEngine(sagemakerModel(environment.SAGEMAKER_ENDPOINT_NAME), REMOTE_CONCURRENCY);
    case "openai":
      if (environment.OPENAI_BASE_URL === undefined) {
        throw new TypeError("the environment's schema asks for OPENAI_BASE_URL");
      }
      return remoteEngine(
        openaiModel({
          baseUrl: environment.OPENAI_BASE_URL,
          model: environment.OPENAI_MODEL,
          apiKey: environment.OPENAI_API_KEY,
        }),
        REMOTE_CONCURRENCY,
      );
  }
}
