/** The emulator, with the calls of ECS Express Mode, which it lacks, answered as AWS would. */
import { createServer, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { listenOnLoopback } from "../../fixtures/loopback.ts";
import type { Definition, Work } from "./ecs-agent.ts";

export const EXPRESS_URL = "http://receipts.express.test";
const NAME = "fastapiecs/receipts-1a2b";
const ECS = "arn:aws:ecs:us-west-2:123456789012";
export const EXPRESS_ARN = `${ECS}:service/${NAME}`;

export interface ExpressStandIn {
  readonly url: string;
  /**
   * What an agent has to run: AWS makes a deployment of each definition that is new.
   * @returns undefined if the last deployment needs no tasks
   */
  workFor(definition: Definition): Work | undefined;
  /** Whether deployments stay as they are. */
  isHeld: boolean;
  close(): void;
}

export async function startExpressStandIn(emulator: string): Promise<ExpressStandIn> {
  const deployments: ExpressDeployment[] = [];
  /** What is asked for last in X-Amz-Target, and the answer. */
  const answers: Readonly<Record<string, () => object>> = {
    DescribeExpressGatewayService: () => ({
      service: { serviceArn: EXPRESS_ARN, status: { statusCode: "ACTIVE" }, activeConfigurations: [] },
    }),
    DescribeServices: () => ({
      services: [{ serviceArn: EXPRESS_ARN, status: "ACTIVE", runningCount: 1, desiredCount: 1, events: [] }],
      failures: [],
    }),
    ListTasks: () => ({ taskArns: [] }),
    ListServiceDeployments: () => ({ serviceDeployments: deployments.map((each) => each.brief()) }),
    DescribeServiceDeployments: () => ({
      serviceDeployments: deployments.slice(-1).map((each) => {
        if (!standIn.isHeld) {
          each.advance();
        }
        return each.describe();
      }),
    }),
  };
  const server = createServer(async (incoming, outgoing) => {
    const body = await buffer(incoming);
    const operation =
      String(incoming.headers["x-amz-target"] ?? "")
        .split(".")
        .at(-1) ?? "";
    const answer = body.includes(NAME) ? answers[operation] : undefined;
    const revisions =
      operation === "DescribeServiceRevisions"
        ? deployments.filter((each) => body.includes(each.revision)).map((each) => each.describeRevision())
        : undefined;
    if (answer !== undefined || revisions !== undefined) {
      const text = JSON.stringify(answer?.() ?? { serviceRevisions: revisions });
      outgoing.setHeader("Content-Type", "application/x-amz-json-1.1").end(text);
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
  const standIn: ExpressStandIn = {
    isHeld: false,
    url: await listenOnLoopback(server),
    workFor(definition) {
      let last = deployments.at(-1);
      if (JSON.stringify(last?.definition) !== JSON.stringify(definition)) {
        last = new ExpressDeployment(deployments.length + 1, definition, last?.runs);
        deployments.push(last);
      }
      const deployment = last;
      return deployment?.status === "IN_PROGRESS" && !deployment.hasTasks
        ? { definition, report: async (trouble) => deployment.report(trouble) }
        : undefined;
    },
    close: () => server.close(),
  };
  return standIn;
}

/** A deployment, and the revision that it deploys. An update is a canary, whose next stage comes when it is asked for. */
class ExpressDeployment {
  readonly definition: Definition;
  readonly revision: string;
  readonly #arn: string;
  readonly #createdAt = Date.now() / 1000;
  readonly #before: string | undefined;
  /** Shares of the traffic that are still to come. */
  readonly #weights: number[];
  #weight = 0;
  hasTasks = false;
  status = "IN_PROGRESS";
  #reason: string | undefined;

  constructor(number: number, definition: Definition, before: string | undefined) {
    this.definition = definition;
    this.revision = `${ECS}:service-revision/${NAME}/${number}`;
    this.#arn = `${ECS}:service-deployment/${NAME}/${number}`;
    this.#before = before;
    this.#weights = before === undefined ? [] : [5, 100];
  }

  /** The revision that serves when it has ended. */
  get runs(): string | undefined {
    return this.#reason === undefined ? this.revision : this.#before;
  }

  report(trouble: string | undefined): void {
    this.hasTasks = true;
    if (trouble !== undefined) {
      this.status = "ROLLBACK_IN_PROGRESS";
      this.#reason = trouble;
    }
  }

  brief() {
    return {
      serviceDeploymentArn: this.#arn,
      serviceArn: EXPRESS_ARN,
      createdAt: this.#createdAt,
      targetServiceRevisionArn: this.revision,
      status: this.status,
    };
  }

  /** What happens between two looks. */
  advance(): void {
    if (this.status === "ROLLBACK_IN_PROGRESS") {
      this.status = "ROLLBACK_SUCCESSFUL";
    } else if (this.status === "IN_PROGRESS" && this.hasTasks) {
      const weight = this.#weights.shift();
      this.#weight = weight ?? 100;
      this.status = weight === undefined ? "SUCCESSFUL" : "IN_PROGRESS";
    }
  }

  describe() {
    return {
      ...this.brief(),
      lifecycleStage: this.hasTasks ? "PRODUCTION_TRAFFIC_SHIFT" : "SCALE_UP",
      sourceServiceRevisions: this.#before === undefined ? [] : [{ arn: this.#before }],
      targetServiceRevision: {
        arn: this.revision,
        requestedTaskCount: 1,
        runningTaskCount: Number(this.hasTasks),
        requestedProductionTrafficWeight: this.#weight,
      },
      ...(this.#reason !== undefined && {
        statusReason: this.#reason,
        rollback: { reason: this.#reason, serviceRevisionArn: this.#before },
      }),
    };
  }

  describeRevision() {
    const { image } = this.definition;
    return {
      serviceRevisionArn: this.revision,
      containerImages: [{ containerName: "Main", image, imageDigest: image.split("@")[1] }],
    };
  }
}
