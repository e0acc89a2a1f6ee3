/** The settings of alarms: where they go, and from when on. */
import { z } from "zod";
import { SCALING_CPU_PERCENT } from "./facts/scaling.ts";
import { LONGEST_DEADLINE_MS } from "./facts/timeouts.ts";
import { about, WITH_API, wholeNumber } from "./helpers/setting.ts";

const MOST_EVENTS = 1_000_000;

export const ALARM_SETTINGS = {
  alarmTopic: about(
    z
      .string()
      .regex(/^(?:new|arn:aws:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256})$/)
      .optional(),
    {
      stacks: WITH_API,
      allowed: "new, which makes a topic, or the ARN of a topic of SNS in the same Region, not of a FIFO one",
      description:
        "Topic to which alarms are sent, and their ends. In custom-stack three of them also take a deployment back. CloudWatch charges for each alarm. See [alarms](alarms.md).",
      byDefault: "none; no alarms",
    },
  ),
  alarmErrors: about(wholeNumber(1, MOST_EVENTS).optional(), {
    stacks: WITH_API,
    allowed: `1 to ${MOST_EVENTS}, with alarmTopic`,
    description:
      "From how many errors within five minutes the alarms for answers 5xx and for errors of the model go off, each by itself.",
    byDefault: "5",
  }),
  alarmRefusedUploads: about(wholeNumber(1, MOST_EVENTS).optional(), {
    stacks: WITH_API,
    allowed: `1 to ${MOST_EVENTS}, with alarmTopic and metricsNamespace`,
    description:
      "From how many uploads within five minutes, refused because too many came at once, the alarm goes off.",
    byDefault: "10",
  }),
  alarmLatencyMs: about(wholeNumber(100, LONGEST_DEADLINE_MS).optional(), {
    stacks: WITH_API,
    allowed: "100 to deadlineMs, with alarmTopic",
    description:
      "From how many milliseconds on the alarms for latency go off: what the slowest 5 % of the answers take, twice in a row within five minutes.",
    byDefault: "80 % of deadlineMs",
  }),
  alarmCpuPercent: about(wholeNumber(SCALING_CPU_PERCENT + 1, 100).optional(), {
    stacks: WITH_API,
    allowed: `${SCALING_CPU_PERCENT + 1} to 100, since autoscaling adds tasks from ${SCALING_CPU_PERCENT} on; with alarmTopic`,
    description: "From which average use of the tasks' CPU in percent the alarm goes off.",
    byDefault: "90",
  }),
  alarmMemoryPercent: about(wholeNumber(1, 100).optional(), {
    stacks: WITH_API,
    allowed: "1 to 100, with alarmTopic",
    description: "From which average use of the tasks' memory in percent the alarm goes off.",
    byDefault: "90",
  }),
  containerInsights: about(z.enum(["enabled", "enhanced", "disabled"]).optional(), {
    stacks: WITH_API,
    allowed: "enabled, enhanced or disabled",
    description:
      "Container Insights of the cluster: among others, how many tasks really run, and with alarmTopic an alarm for it. CloudWatch charges for its metrics. Once it was on, only disabled takes it off again.",
    byDefault: "none; what the account has as its default",
  }),
};

type Given = z.infer<z.ZodObject<typeof ALARM_SETTINGS>>;
interface Others {
  readonly deadlineMs: number;
  readonly metricsNamespace?: string | undefined;
}

/** The thresholds filled in, where there are alarms for them. */
export const alarmDefaults = (given: Given & Others) =>
  given.alarmTopic === undefined
    ? {}
    : {
        alarmErrors: given.alarmErrors ?? 5,
        alarmRefusedUploads:
          given.alarmRefusedUploads ?? (given.metricsNamespace === undefined ? undefined : 10),
        alarmLatencyMs: given.alarmLatencyMs ?? Math.floor(given.deadlineMs * 0.8),
        alarmCpuPercent: given.alarmCpuPercent ?? 90,
        alarmMemoryPercent: given.alarmMemoryPercent ?? 90,
      };

const THRESHOLDS = [
  "alarmErrors",
  "alarmRefusedUploads",
  "alarmLatencyMs",
  "alarmCpuPercent",
  "alarmMemoryPercent",
] as const satisfies readonly (keyof Given)[];

/** The settings that do not go with others, each with what is allowed. */
export function* alarmRefusals(
  settings: Given & Others,
): Iterable<readonly [key: keyof typeof ALARM_SETTINGS, allowed: string]> {
  const { alarmTopic, alarmLatencyMs, alarmRefusedUploads, deadlineMs, metricsNamespace } = settings;
  if (alarmTopic === undefined) {
    for (const key of THRESHOLDS) {
      if (settings[key] !== undefined) {
        yield [key, "nothing without alarmTopic, to which the alarm goes"];
      }
    }
    return;
  }
  if (alarmLatencyMs !== undefined && alarmLatencyMs > deadlineMs) {
    yield ["alarmLatencyMs", `at most deadlineMs, which is ${deadlineMs}; no answer takes longer`];
  }
  if (alarmRefusedUploads !== undefined && metricsNamespace === undefined) {
    yield ["alarmRefusedUploads", "nothing without metricsNamespace, in which the API counts them"];
  }
}
