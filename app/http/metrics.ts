import type { Problem } from "../problem.ts";
import type { Timings } from "./timings.ts";

/** The metrics of a deployment. One whose value is absent in a line is left out there. */
export const METRICS = [
  { Name: "Requests", Unit: "Count" },
  { Name: "ClientErrors", Unit: "Count" },
  { Name: "ServerErrors", Unit: "Count" },
  { Name: "UploadsRefused", Unit: "Count" },
  { Name: "ModelErrors", Unit: "Count" },
  { Name: "Waiting", Unit: "Count" },
  { Name: "Latency", Unit: "Milliseconds" },
  { Name: "EngineLatency", Unit: "Milliseconds" },
] as const;

/** Problems of the model, or of the reader in the image. */
const MODEL_PROBLEMS: readonly Problem["kind"][] = ["engine-failed", "engine-unavailable", "engine-too-slow"];

/** Where the metrics go. */
export interface Metrics {
  /** CloudWatch namespace. */
  readonly namespace: string;
  /** A dimension that tells this deployment from others; undefined without one. */
  readonly deployment: string | undefined;
}

export interface Measured {
  readonly status: number;
  readonly timings: Timings;
  readonly problem: Problem["kind"] | undefined;
  /** The status with which the model's server refused. */
  readonly modelStatus: string | undefined;
  /** Requests that waited for memory when this one ended. */
  readonly waiting: number;
}

/**
 * The fields that make a log line a set of CloudWatch metrics (embedded metric format): CloudWatch Logs extracts them
 * without an agent. Dimensions are the fields `deployment`, `engine` and `modelStatus` of the same line. ModelErrors is
 * there with the status of the model and, so that an alarm can count all, without it.
 */
export function metricsOf(
  { namespace, deployment }: Metrics,
  { status, timings, problem, modelStatus, waiting }: Measured,
) {
  const { ms, engineMs } = timings.milliseconds();
  const dimensions = [...(deployment === undefined ? [] : ["deployment"]), "engine"];
  return {
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [dimensions],
          Metrics: METRICS.filter(({ Name }) => Name !== "EngineLatency" || engineMs !== undefined),
        },
        ...(modelStatus === undefined
          ? []
          : [
              {
                Namespace: namespace,
                Dimensions: [[...dimensions, "modelStatus"]],
                Metrics: [{ Name: "ModelErrors", Unit: "Count" }],
              },
            ]),
      ],
    },
    deployment,
    Requests: 1,
    ClientErrors: status >= 400 && status < 500 ? 1 : 0,
    ServerErrors: status >= 500 ? 1 : 0,
    UploadsRefused: problem === "overloaded" ? 1 : 0,
    ModelErrors: problem !== undefined && MODEL_PROBLEMS.includes(problem) ? 1 : 0,
    Waiting: waiting,
    Latency: ms,
    EngineLatency: engineMs,
  };
}
