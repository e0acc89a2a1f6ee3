/** What the settings ask for and a stack with the API does not have. */
import { type Alarm, alarmsIn } from "./facts/alarms.ts";
import { aboutSetting, DEFAULT_SETTINGS, type Settings } from "./settings.ts";
import { type Mode, modeOf } from "./stack-ids.ts";

/** A line each: what is left out of this stack, why, and what to do instead. Nothing for stacks without the API. */
export function leftOut(stack: string, settings: Settings): string[] {
  const mode = modeOf(stack);
  return mode === undefined
    ? []
    : [...settingsLeftOut(mode, settings), ...alarmsLeftOut(mode, settings)].map(
        ([what, why]) => `${stack} leaves out ${what}: ${why}.`,
      );
}

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

/** Why one of the alarms of a mode is not there; undefined where it is. */
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
  return alarmsIn(mode).flatMap(([name, alarm]) => {
    const why = whyNoAlarm(alarm, mode, settings);
    return why === undefined ? [] : [[`the alarm ${name}`, why] as const];
  });
}
