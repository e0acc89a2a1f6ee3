import { aboutSetting, DEFAULT_SETTINGS, type Settings } from "../../stacks/settings.ts";
import { stackId } from "../../stacks/stack-ids.ts";
import { SERVICE_STACKS, type ServiceStack } from "./service-arguments.ts";

/** A line about settings that were given and do nothing in this stack, but in the other with the API; empty without one. */
export function withoutEffect(stack: ServiceStack, settings: Settings): string {
  const defaults: Readonly<Record<string, unknown>> = DEFAULT_SETTINGS;
  const idle = Object.entries(settings).filter(([key, value]) => {
    const stacks = (aboutSetting(key)?.stacks ?? []).map(stackId);
    return (
      value !== defaults[key] &&
      !stacks.some((each) => each === stack) &&
      SERVICE_STACKS.some((other) => stacks.some((each) => each === other))
    );
  });
  return idle.length === 0
    ? ""
    : `Without effect on ${stack}: ${idle.map(([key]) => key).join(", ")}. docs/settings.md says for which stacks each is, and why.\n`;
}
