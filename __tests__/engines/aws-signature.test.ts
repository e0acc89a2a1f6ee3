import { createHash } from "node:crypto";
import { InvokeEndpointCommand, SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { expect, test } from "vitest";
import { amzDate, signPost } from "../../app/engines/aws-signature.ts";

const body = Buffer.from('{"messages":[]}');
const sha256 = createHash("sha256").update(body).digest("hex");

/** The headers with which the SDK would send this body. */
async function headersOfSdk(endpoint: string, credentials: { sessionToken?: string }) {
  let sent: Record<string, string> = {};
  const client = new SageMakerRuntimeClient({
    region: "eu-central-1",
    endpoint,
    maxAttempts: 1,
    credentials: {
      accessKeyId: "AKIDEXAMPLE",
      secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
      ...credentials,
    },
    requestHandler: {
      async handle(request: { headers: Record<string, string> }) {
        sent = request.headers;
        throw new Error("not sent");
      },
    },
  });
  await expect(
    client.send(
      new InvokeEndpointCommand({ EndpointName: "gemma-4", ContentType: "application/json", Body: body }),
    ),
  ).rejects.toThrow("not sent");
  return sent;
}

test.each([
  ["on AWS", "https://runtime.sagemaker.eu-central-1.amazonaws.com", {}],
  ["of a task's role", "https://runtime.sagemaker.eu-central-1.amazonaws.com", { sessionToken: "token==" }],
  ["at another address", "http://127.0.0.1:8080/base path", {}],
])("signs a call %s as the SDK does", async (_, endpoint, credentials) => {
  // The agent's name is not signed.
  const { authorization, "user-agent": _agent, ...headers } = await headersOfSdk(endpoint, credentials);
  const url = new URL(`${endpoint}/endpoints/gemma-4/invocations`);
  expect(headers["x-amz-content-sha256"]).toBe(sha256);
  expect(
    signPost(
      { url, service: "sagemaker", region: "eu-central-1", headers, sha256 },
      { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" },
    ),
  ).toBe(authorization);
});

test("the time of a signature", () => {
  expect(amzDate(new Date("2026-10-26T14:25:30.123Z"))).toBe("20261026T142530Z");
});
