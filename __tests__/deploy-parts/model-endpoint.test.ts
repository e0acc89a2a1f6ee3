import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { waitForEndpoint } from "../../deploy/aws/model-endpoint.ts";
import { listenOnLoopback } from "../../fixtures/loopback.ts";
import { DEFAULT_SETTINGS } from "../../stacks/settings.ts";

const WHERE = { ...DEFAULT_SETTINGS, endpointName: "the-model" };

/** What SageMaker says of the endpoint, one after the other; the last again and again. */
let answers: object[] = [];
let server: Server;

beforeAll(async () => {
  server = createServer((_, response) => {
    response.end(JSON.stringify(answers.length > 1 ? answers.shift() : answers[0]));
  });
  vi.stubEnv("AWS_ENDPOINT_URL_SAGEMAKER", await listenOnLoopback(server));
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});

const CREATING = { EndpointStatus: "Creating" };

test.each([[[CREATING, CREATING, { EndpointStatus: "InService" }]], [[{ EndpointStatus: "InService" }]]])(
  "waits until the endpoint is in service: %j",
  async (said) => {
    answers = said;
    await waitForEndpoint(WHERE, 60_000, 1);
    expect(answers).toHaveLength(1);
  },
);

test.each<[string, object[], number, string]>([
  ["not there in time", [CREATING], 20, "The model endpoint the-model is Creating."],
  [
    "failed while it was made",
    [CREATING, { EndpointStatus: "Failed", FailureReason: "The quota is 0." }],
    60_000,
    "The model endpoint the-model is Failed: The quota is 0.\nIts log group is /aws/sagemaker/Endpoints/the-model.",
  ],
  [
    "failed for a known reason, with advice",
    [{ EndpointStatus: "Failed", FailureReason: "Unable to provision requested ML compute capacity." }],
    60_000,
    "is Failed: Unable to provision requested ML compute capacity.\nIts log group is /aws/sagemaker/Endpoints/the-model.\nLikely cause: AWS has no such instance free",
  ],
  ["going away", [{ EndpointStatus: "Deleting" }], 60_000, "The model endpoint the-model is Deleting."],
])("%s", async (_, said, limit, message) => {
  answers = said;
  await expect(waitForEndpoint(WHERE, limit, 1)).rejects.toThrow(message);
});
