/** What the settings ask for and a stack with the API does not have. */
import { ALARM_NAMES, ALARMS, type Alarm } from "./facts/alarms.ts";
import { aboutSetting, DEFAULT_SETTINGS, type Settings } from "./settings.ts";
import { stackId } from "./stack-ids.ts";

/** The stacks with the API. */
type Mode = "express" | "custom";

/** A line each: what is left out of this stack, why, and what to do instead. Nothing for stacks without the API. */
export function leftOut(stack: string, settings: Settings): string[] {
  const mode = MODES.find((each) => stackId(each) === stack);
  return mode === undefined
    ? []
    : [...settingsLeftOut(mode, settings), ...alarmsLeftOut(mode, settings)].map(
        ([what, why]) => `${stack} leaves out ${what}: ${why}.`,
      );
}

const MODES: readonly Mode[] = ["express", "custom"];

type Line = readonly [what: string, why: string];

/** Settings that were given, and are for the other mode alone. */
function settingsLeftOut(mode: Mode, settings: Settings): Line[] {
  const defaults: Readonly<Record<string, unknown>> = DEFAULT_SETTINGS;
  return Object.entries(settings).flatMap(([key, value]) => {
    const { stacks = [], otherwise } = aboutSetting(key) ?? {};
    const isHere = stacks.includes(mode) || value === defaults[key];
    return isHere || otherwise === undefined ? [] : [[`the setting ${key}`, otherwise] as const];
  });
}

/** Why one of the alarms is not there; undefined where it is, or where another one sees the same. */
export function whyNoAlarm(alarm: Alarm, mode: Mode, settings: Settings): string | undefined {
  switch (alarm.source) {
    case "balancer":
    case "targets":
      return mode === "express"
        ? `the load balancer is AWS's, so Terraform does not know its name; instead, set ${alarm.inExpress}`
        : undefined;
    case "tasks":
      return settings.containerInsights === undefined || settings.containerInsights === "disabled"
        ? "the tasks are not counted; set containerInsights"
        : undefined;
    case "endpoint":
      return settings.extractor === "local" ? "the reader in the image calls no endpoint" : undefined;
    case "api":
      return settings.metricsNamespace === undefined
        ? "the API writes no metrics; set metricsNamespace"
        : undefined;
    case "service":
      return undefined;
  }
}

function alarmsLeftOut(mode: Mode, settings: Settings): Line[] {
  if (settings.alarmTopic === undefined) {
    return [];
  }
  return ALARM_NAMES.flatMap((name) => {
    const alarm: Alarm = ALARMS[name];
    const why =
      alarm.only === undefined || alarm.only === mode ? whyNoAlarm(alarm, mode, settings) : undefined;
    return why === undefined ? [] : [[`the alarm ${name}`, why] as const];
  });
}
