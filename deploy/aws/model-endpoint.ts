/** The SageMaker endpoint with the model. */
import { setTimeout as sleep } from "node:timers/promises";
import { DescribeEndpointCommand, SageMakerClient } from "@aws-sdk/client-sagemaker";
import type { Settings } from "../../stacks/settings.ts";
import { Failure } from "../console/failure.ts";
import { likelyCauses } from "../console/likely-causes.ts";
import { awsFailure } from "./aws-failure.ts";

/** SageMaker loads about 16 GB of weights; the stack allows it 30 minutes. */
const LIMIT_MS = 35 * 60_000;
const INTERVAL_MS = 15_000;

type Where = Pick<Settings, "region" | "endpointName">;

export interface EndpointStatus {
  /** "InService", "Creating", "Failed", …; "missing" if there is none. */
  readonly status: string;
  readonly reason?: string | undefined;
}

export async function endpointStatus({ region, endpointName }: Where): Promise<EndpointStatus> {
  try {
    const command = new DescribeEndpointCommand({ EndpointName: endpointName });
    const { EndpointStatus: status = "unknown", FailureReason: reason } = await new SageMakerClient({
      region,
    }).send(command);
    return { status, reason };
  } catch (error) {
    if (error instanceof Error && /could not find|does not exist/i.test(error.message)) {
      return { status: "missing" };
    }
    throw awsFailure("Cannot look for the model endpoint", error);
  }
}

/**
 * Waits until the endpoint is in service.
 * @throws Failure if it is missing, has failed, or is not in service after `limit` milliseconds
 */
export async function waitForEndpoint(where: Where, limit = LIMIT_MS, interval = INTERVAL_MS): Promise<void> {
  const started = performance.now();
  for (;;) {
    const { status, reason } = await endpointStatus(where);
    if (status === "InService") {
      return;
    }
    if (status === "missing") {
      throw new Failure(
        `There is no model endpoint ${where.endpointName} in ${where.region}. Add --with-model, which costs by the hour, or read the receipts without a model: RECEIPTS_EXTRACTOR=local.`,
      );
    }
    const waited = performance.now() - started;
    if (!/ing$/.test(status) || status === "Deleting" || waited > limit) {
      const { endpointName: name } = where;
      throw new Failure(
        [
          `The model endpoint ${name} is ${status}${reason === undefined ? "." : `: ${reason}`}`,
          `Its log group is /aws/sagemaker/Endpoints/${name}.`,
          ...likelyCauses(reason ?? "").map(({ cause, remedy }) => `Likely cause: ${cause}\n${remedy}`),
          ...(status === "Failed"
            ? [
                `Delete it before you run --with-model again: aws sagemaker delete-endpoint --endpoint-name ${name}`,
              ]
            : []),
        ].join("\n"),
      );
    }
    process.stdout.write(`the model endpoint is ${status}, ${Math.round(waited / 1000)} s\n`);
    await sleep(interval);
  }
}
