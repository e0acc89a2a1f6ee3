import type { Problem } from "../problem.ts";
import type { Timings } from "./timings.ts";

const METRICS = [
  { Name: "Requests", Unit: "Count" },
  { Name: "ClientErrors", Unit: "Count" },
  { Name: "ServerErrors", Unit: "Count" },
  { Name: "UploadsRefused", Unit: "Count" },
  { Name: "Waiting", Unit: "Count" },
  { Name: "Latency", Unit: "Milliseconds" },
  { Name: "EngineLatency", Unit: "Milliseconds" },
] as const;

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
 * without an agent. Dimensions are the fields `engine` and `modelStatus` of the same line.
 */
export function metricsOf(namespace: string, { status, timings, problem, modelStatus, waiting }: Measured) {
  const { ms, engineMs } = timings.milliseconds();
  return {
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [["engine"]],
          Metrics: METRICS.filter(({ Name }) => Name !== "EngineLatency" || engineMs !== undefined),
        },
        ...(modelStatus === undefined
          ? []
          : [
              {
                Namespace: namespace,
                Dimensions: [["engine", "modelStatus"]],
                Metrics: [{ Name: "ModelErrors", Unit: "Count" }],
              },
            ]),
      ],
    },
    ...(modelStatus === undefined ? {} : { ModelErrors: 1 }),
    Requests: 1,
    ClientErrors: status >= 400 && status < 500 ? 1 : 0,
    ServerErrors: status >= 500 ? 1 : 0,
    UploadsRefused: problem === "overloaded" ? 1 : 0,
    Waiting: waiting,
    Latency: ms,
    EngineLatency: engineMs,
  };
}
