import { availableParallelism } from "node:os";
import type { Environment } from "../environment.ts";
import type { Engine } from "./engine.ts";
import type { Model } from "./model.ts";
import { remoteEngine } from "./remote.ts";
import { sagemakerModel } from "./sagemaker.ts";

/** Receipts that clients should send at once to a remote model, which batches them. */
const REMOTE_CONCURRENCY = 8;

/**
 * The engine that the environment asks for. The image for remote engines has neither the reader nor its models, and what
 * SageMaker does not need, such as TLS of Node's own, is time at the start.
 */
export async function createEngine(environment: Environment): Promise<Engine> {
  if (environment.EXTRACTOR === "local") {
    const { localEngine } = await import("./local.ts");
    return localEngine(availableParallelism());
  }
  return remoteEngine(await createModel(environment), REMOTE_CONCURRENCY);
}

async function createModel(environment: Environment): Promise<Model> {
  if (environment.EXTRACTOR === "sagemaker") {
    return sagemakerModel(environment.SAGEMAKER_ENDPOINT_NAME);
  }
  const { OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: model, OPENAI_API_KEY: apiKey } = environment;
  if (baseUrl === undefined) {
    throw new TypeError("the environment's schema asks for OPENAI_BASE_URL");
  }
  const { openaiModel } = await import("./openai.ts");
  return openaiModel({ baseUrl, model, apiKey });
}
