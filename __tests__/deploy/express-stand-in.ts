/** The emulator, with the calls of ECS Express Mode, which it lacks, answered as AWS would. */
import { createServer, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { listenOnLoopback } from "../../fixtures/loopback.ts";

export const EXPRESS_URL = "http://receipts.express.test";
export const EXPRESS_ARN = "arn:aws:ecs:us-west-2:123456789012:service/fastapiecs/receipts-1a2b";

/** What is asked for last in X-Amz-Target, and the answer. */
const SCRIPT: Readonly<Record<string, object>> = {
  DescribeExpressGatewayService: {
    service: { serviceArn: EXPRESS_ARN, status: { statusCode: "ACTIVE" }, activeConfigurations: [] },
  },
  DescribeServices: {
    services: [{ serviceArn: EXPRESS_ARN, status: "ACTIVE", runningCount: 1, desiredCount: 1, events: [] }],
    failures: [],
  },
  ListTasks: { taskArns: [] },
};

export interface ExpressStandIn {
  readonly url: string;
  close(): void;
}

export async function startExpressStandIn(emulator: string): Promise<ExpressStandIn> {
  const server = createServer(async (incoming, outgoing) => {
    const body = await buffer(incoming);
    const operation =
      String(incoming.headers["x-amz-target"] ?? "")
        .split(".")
        .at(-1) ?? "";
    const answer = body.includes(EXPRESS_ARN.split("/").at(-1) ?? "") ? SCRIPT[operation] : undefined;
    if (answer !== undefined) {
      outgoing.setHeader("Content-Type", "application/x-amz-json-1.1").end(JSON.stringify(answer));
      return;
    }
    const { method, headers, url } = incoming;
    request(new URL(url ?? "/", emulator), { method, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    })
      .on("error", () => outgoing.destroy())
      .end(body);
  });
  return { url: await listenOnLoopback(server), close: () => server.close() };
}
