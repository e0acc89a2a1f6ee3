import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { InvokeEndpointCommand, SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { Problem } from "../problem.ts";
import { collectAnswer } from "./collect-answer.ts";
import { MAX_ATTEMPTS, type Model } from "./model.ts";
import { problemOfStatus, tooSlow, unreachable } from "./model-problems.ts";

/** The SDK's 50 would queue the 51st receipt behind a model that needs seconds. */
const MAX_SOCKETS = 1_000;

/** Milliseconds for the first health checks, before loading the SDK blocks the thread. */
const PREPARE_DELAY = 1_000;

/** Milliseconds. */
const CONNECT_TIMEOUT = 3_000;

interface Sdk {
  readonly client: SageMakerRuntimeClient;
  readonly Invoke: typeof InvokeEndpointCommand;
}

/**
 * A model behind a SageMaker endpoint. The SDK finds region, credentials and address by itself, so that tests can set
 * AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME to a stand-in.
 */
export function sagemakerModel(endpointName: string): Model {
  let loading: Promise<Sdk> | undefined;
  const sdk = () => {
    loading ??= loadSdk();
    return loading;
  };
  return {
    name: "sagemaker",
    async prepare() {
      await sleep(PREPARE_DELAY);
      await sdk();
    },
    async call({ body, sha256 }, signal) {
      const { client, Invoke } = await sdk();
      const command = new Invoke({
        EndpointName: endpointName,
        ContentType: "application/json",
        Accept: "application/json",
        Body: body,
      });
      // The signer uses the hash in this header and does not hash again.
      command.middlewareStack.add(
        (next) => (args) => {
          addHeader(args.request, "x-amz-content-sha256", sha256);
          return next(args);
        },
        { step: "build", name: "knownBodyHash" },
      );
      try {
        const { Body, $metadata } = await client.send(command, { abortSignal: signal });
        return { body: Body ?? new Uint8Array(), attempts: $metadata.attempts ?? 1 };
      } catch (error) {
        throw problemOf(error, signal);
      }
    },
    close() {
      loading?.then(({ client }) => client.destroy());
    },
  };
}

/** Loaded after the server listens: it is half of what the container would otherwise load before its first answer. */
async function loadSdk(): Promise<Sdk> {
  const { InvokeEndpointCommand, SageMakerRuntimeClient } = await import("@aws-sdk/client-sagemaker-runtime");
  const client = new SageMakerRuntimeClient({
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: {
      connectionTimeout: CONNECT_TIMEOUT,
      httpAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
      httpsAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
    },
  });
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result;
      if (isObject(response) && "body" in response && response.body instanceof Readable) {
        response.body = await collectAnswer(response.body);
      }
      return result;
    },
    // Closest to the connection, before the SDK would collect an answer of any length.
    { step: "deserialize", priority: "low", name: "collectAnswer" },
  );
  return { client, Invoke: InvokeEndpointCommand };
}

/** The SDK's middlewares see requests and responses as unknown. */
function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function addHeader(request: unknown, name: string, value: string): void {
  if (!isObject(request) || !("headers" in request) || !isObject(request.headers)) {
    throw new TypeError("the SDK made a request without headers");
  }
  Object.assign(request.headers, { [name]: value });
}

function problemOf(error: unknown, signal: AbortSignal): Problem {
  if (error instanceof Problem) {
    return error;
  }
  if (signal.aborted) {
    return tooSlow(error);
  }
  if (!(error instanceof Error)) {
    return unreachable(error);
  }
  if (error.name === "ModelError" && "OriginalStatusCode" in error) {
    // 0: SageMaker gave up on the container after 60 s.
    return error.OriginalStatusCode === 0
      ? tooSlow(error)
      : problemOfStatus(Number(error.OriginalStatusCode), error);
  }
  if (error.name === "ThrottlingException") {
    return problemOfStatus(429, error);
  }
  const status = statusOf(error);
  return status === undefined || status < 300 ? unreachable(error) : problemOfStatus(status, error);
}

function statusOf(error: Error): number | undefined {
  const metadata = "$metadata" in error ? error.$metadata : undefined;
  return isObject(metadata) && "httpStatusCode" in metadata ? Number(metadata.httpStatusCode) : undefined;
}
