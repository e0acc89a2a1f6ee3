/** What every resource may have. */

import { fault, type Rule } from "../rule.ts";
import { isList, isObject, type Value } from "../terraform/evaluate.ts";
import type { Finding } from "../terraform/finding.ts";

const TAGS = "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html";
const ARNS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html";
const TIMEOUTS = "https://developer.hashicorp.com/terraform/language/resources/syntax#operation-timeouts";

const entries = (value: Value | undefined): [string, Value][] => Object.entries(isObject(value) ? value : {});

export const tags: Rule = function* (plan) {
  for (const instance of plan.instances()) {
    for (const [key, value] of entries(instance.values.tags)) {
      const fits = key !== "" && key.length <= 128 && !/^aws:/i.test(key) && String(value).length <= 256;
      if (!fits) {
        const allowed = "keys of 1 to 128 and values of up to 256 characters, not aws:…";
        yield fault(instance, `tags.${key}`, allowed, TAGS);
      }
    }
  }
};

export const operationTimeouts: Rule = function* (plan) {
  for (const instance of plan.instances()) {
    for (const [key, value] of entries(instance.values.timeouts)) {
      if (!/^\d+(?:\.\d+)?[smh]$/.test(String(value))) {
        yield fault(instance, `timeouts.${key}`, "a duration such as 30m", TIMEOUTS);
      }
    }
  }
};

/** Arguments whose name ends with _arn, at any depth, each with its path. */
function* arnsIn(value: Value, path: string): Iterable<[string, Value]> {
  const inner = isList(value) ? [...value.entries()] : entries(value);
  for (const [key, one] of inner) {
    const place = path === "" ? String(key) : `${path}.${key}`;
    if (/_arns?$/.test(String(key))) yield [place, one];
    else yield* arnsIn(one, place);
  }
}

export const arns: Rule = function* (plan): Iterable<Finding> {
  for (const instance of plan.instances()) {
    for (const [argument, value] of arnsIn(instance.values, "")) {
      if (typeof value === "string" && !/^arn:aws:[a-z0-9-]+:[a-z0-9-]*:(?:\d{12}|aws)?:\S+$/.test(value)) {
        yield fault(instance, argument, "an ARN arn:aws:service:Region:account:…", ARNS);
      }
    }
  }
};
