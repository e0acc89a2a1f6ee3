import { readFileSync } from "node:fs";
import { z } from "zod";
import { SynthError } from "./helpers/errors.ts";
import { nearest } from "./helpers/nearest.ts";
import { aboutSetting, SETTINGS, type Settings, settingsSchema } from "./settings.ts";

const PREFIX = "RECEIPTS_";
const CDKTF_JSON = new URL("../cdktf.json", import.meta.url);

const KEYS = Object.keys(SETTINGS.shape);

/** `minTasks` is RECEIPTS_MIN_TASKS. */
export const variableOf = (key: string): string =>
  PREFIX + key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

const cdktfJsonSchema = z.object({
  context: z.object({ receipts: z.record(z.string(), z.unknown()).default({}) }).default({ receipts: {} }),
});

/** Where a setting was given, as messages name it: `cdktf.json: cpu`, or `environment: RECEIPTS_CPU`. */
interface Given {
  readonly value: unknown;
  readonly origin: string;
}

function given(cdktfJson: string, environment: NodeJS.ProcessEnv): Map<string, Given> {
  const settings = new Map<string, Given>();
  for (const [key, value] of Object.entries(cdktfJsonSchema.parse(JSON.parse(cdktfJson)).context.receipts)) {
    if (!KEYS.includes(key)) {
      throw new SynthError(`cdktf.json: unknown setting ${key}; did you mean ${nearest(key, KEYS)}?`);
    }
    settings.set(key, { value, origin: `cdktf.json: ${key}` });
  }
  const keys = new Map(KEYS.map((key) => [variableOf(key), key]));
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith(PREFIX)) {
      continue;
    }
    const key = keys.get(name);
    if (key === undefined) {
      throw new SynthError(`environment: unknown ${name}; did you mean ${nearest(name, [...keys.keys()])}?`);
    }
    settings.set(key, { value, origin: `environment: ${name}` });
  }
  return settings;
}

/**
 * The settings: defaults, then the object `receipts` in the context of cdktf.json, then RECEIPTS_… variables.
 * The file is read here because only the CDKTF CLI would hand the context over, and `node main.ts` runs without it.
 * @param cdktfJson text of cdktf.json
 * @throws SynthError naming the setting, where it was set, its value and what is allowed
 */
export function readSettings(
  cdktfJson: string = readFileSync(CDKTF_JSON, "utf8"),
  environment: NodeJS.ProcessEnv = process.env,
): Settings {
  const settings = given(cdktfJson, environment);
  const values = Object.fromEntries([...settings].map(([key, { value }]) => [key, value]));
  const parsed = settingsSchema.safeParse(values, { reportInput: true });
  if (parsed.success) {
    return parsed.data;
  }
  throw new SynthError(parsed.error.issues.map((issue) => refusal(issue, settings)).join("\n"));
}

function refusal(issue: z.core.$ZodIssue, settings: ReadonlyMap<string, Given>): string {
  const key = String(issue.path[0]);
  const origin = settings.get(key)?.origin ?? `default: ${key}`;
  const allowed = (issue.code === "custom" && issue.params?.allowed) || aboutSetting(key)?.allowed;
  return `${origin} = ${JSON.stringify(issue.input)}; allowed: ${allowed}`;
}
