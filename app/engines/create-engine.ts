import { availableParallelism, totalmem } from "node:os";
import { type Environment, planReader } from "../environment.ts";
import type { Engine } from "./engine.ts";
import type { Model } from "./model.ts";
import { remoteEngine } from "./remote.ts";
import { sagemakerModel } from "./sagemaker.ts";

/** Bytes of memory that are assumed where nothing limits them: what the smallest useful task has. */
const ASSUMED_MEMORY = 2 * 1024 ** 3;

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
    const plan = planReader(environment, memoryLimit(), availableParallelism());
    const { localEngine } = await import("./local.ts");
    return localEngine({ ...plan, deadline: environment.DEADLINE_MS, onBroken }, availableParallelism());
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

/** Bytes of memory that this process and those that it starts may hold together, where a container limits them. */
function memoryLimit(): number {
  const limit = process.constrainedMemory();
  return limit > 0 && limit < totalmem() ? limit : ASSUMED_MEMORY;
}
