import type { Environment } from "../environment.ts";
import type { Engine } from "./engine.ts";
import type { Model } from "./model.ts";
import { remoteEngine } from "./remote.ts";
import { sagemakerModel } from "./sagemaker.ts";

/** Receipts that clients should send at the same time to a remote model, which batches them. */
const REMOTE_CONCURRENCY = 8;

/**
 * The engine that the environment asks for. Each is imported only if it is used: the image for remote engines has
 * neither the reader nor its models, and loading what SageMaker does not need, such as Node's TLS, slows the start.
 * @param onBroken called when the engine cannot recover: the process should end and be replaced
 * @throws EnvironmentError when the memory does not suffice for the reader
 */
export async function createEngine(
  environment: Environment,
  onBroken: (reason: Error) => void = () => {},
): Promise<Engine> {
  if (environment.EXTRACTOR === "local") {
    const { localEngine } = await import("./local.ts");
    return localEngine(environment, onBroken);
  }
  const { DEADLINE_MS: deadline, MODEL_MAX_TOKENS: maxTokens } = environment;
  return remoteEngine(await createModel(environment), {
    concurrency: REMOTE_CONCURRENCY,
    deadline,
    maxTokens,
  });
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
