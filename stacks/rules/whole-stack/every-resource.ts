/** What every resource may have. */
import { faultOf, type Rule, rule } from "../rule.ts";
import { LANGUAGE } from "../terraform/json.ts";
import { entriesAt, isList, isObject, type Value } from "../terraform/value.ts";

export const TAGS = "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html";
const ARNS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html";
const TIMEOUTS = `${LANGUAGE}/resources/syntax#operation-timeouts`;

/** Arguments whose name ends with _arn, at any depth, each with its path. */
function* arnsIn(value: Value, path: string): Iterable<[string, Value]> {
  const inner = isList(value) ? [...value.entries()] : Object.entries(isObject(value) ? value : {});
  for (const [key, one] of inner) {
    const argument = path === "" ? String(key) : `${path}.${key}`;
    if (/_arns?$/.test(String(key))) {
      yield [argument, one];
    } else {
      yield* arnsIn(one, argument);
    }
  }
}

export const TAG = "keys of 1 to 128 and values of up to 256 characters, not aws:…";
export const isTag = (key: string, value: unknown): boolean =>
  key !== "" && key.length <= 128 && !/^aws:/i.test(key) && String(value).length <= 256;

export const EVERY_RESOURCE_RULES: readonly Rule[] = [
  rule("every-resource/tags", TAGS, function* ({ instances }) {
    for (const instance of instances) {
      for (const [key, value] of entriesAt(instance.values, "tags")) {
        if (!isTag(key, value)) {
          yield faultOf(instance, [`tags.${key}`, TAG]);
        }
      }
    }
  }),

  rule("every-resource/timeouts", TIMEOUTS, function* ({ instances }) {
    for (const instance of instances) {
      for (const [key, value] of entriesAt(instance.values, "timeouts")) {
        if (!/^\d+(?:\.\d+)?[smh]$/.test(String(value))) {
          yield faultOf(instance, [`timeouts.${key}`, "a duration such as 30m"]);
        }
      }
    }
  }),

  rule("every-resource/arns", ARNS, function* ({ instances }) {
    for (const instance of instances) {
      for (const [argument, value] of arnsIn(instance.values, "")) {
        if (typeof value === "string" && !/^arn:aws:[a-z0-9-]+:[a-z0-9-]*:(?:\d{12}|aws)?:\S+$/.test(value)) {
          yield faultOf(instance, [argument, "an ARN arn:aws:service:Region:account:…"]);
        }
      }
    }
  }),
];
