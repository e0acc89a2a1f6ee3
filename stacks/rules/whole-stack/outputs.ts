/** What a stack says about itself after a deployment. */
import { apiTasks, variable } from "../look-up/api-task.ts";
import { type Fault, type Rule, rule } from "../rule.ts";
import { LANGUAGE, unknownKeys } from "../terraform/json.ts";
import { instancesOf, type Plan } from "../terraform/plan.ts";
import { Computed, type Value } from "../terraform/value.ts";

/** What `npm run up`, `verify` and `logs` read, by the resource that has it to give. */
const OUTPUTS: Readonly<Record<string, readonly string[]>> = {
  aws_ecs_express_gateway_service: ["service_url", "service_arn", "cluster_name", "log_group_name"],
  aws_ecs_service: ["service_url", "service_name", "cluster_name", "log_group_name"],
  aws_sagemaker_endpoint: ["endpoint_name"],
  aws_ecr_repository: ["repository_url"],
};

const SOURCE = `${LANGUAGE}/values/outputs`;

/** A rule about the value of each output; it returns what is allowed, undefined when the value is that. */
const forEachValue = (
  id: string,
  source: string,
  refusal: (name: string, value: Value, plan: Plan) => string | undefined,
): Rule =>
  rule(id, source, function* (plan) {
    for (const [name, value] of plan.outputs) {
      const allowed = refusal(name, value, plan);
      if (allowed !== undefined) {
        yield { address: `output.${name}`, argument: "value", value, allowed };
      }
    }
  });

export const OUTPUT_RULES: readonly Rule[] = [
  rule("outputs/needed", "docs/deploy.md", function* (plan): Iterable<Fault> {
    for (const [type, names] of Object.entries(OUTPUTS)) {
      for (const name of instancesOf(plan, type).length > 0 ? names : []) {
        if (!plan.outputs.has(name)) {
          yield { address: `output.${name}`, argument: "", value: undefined, allowed: "an output" };
        }
      }
    }
  }),

  rule("outputs/form", SOURCE, function* ({ configuration }): Iterable<Fault> {
    for (const [name, output] of Object.entries(configuration.output)) {
      const address = `output.${name}`;
      yield* unknownKeys(address, output, ["value", "description"]);
      for (const argument of ["value", "description"]) {
        const value = output[argument];
        if (typeof value !== "string" || value === "") {
          yield { address, argument, value, allowed: "a string" };
        }
      }
    }
  }),

  forEachValue("outputs/one-attribute", SOURCE, (name, value, plan) => {
    const form = name === "service_url" ? /^https?:\/\/\{[^{}]+\}$/ : /^[^{}]+$/;
    const hasHttps = instancesOf(plan, "aws_lb_listener").some(({ values }) => values.protocol === "HTTPS");
    if (name === "service_url" && hasHttps && /^https:\/\/[a-z0-9.-]+$/.test(String(value))) {
      return undefined;
    }
    return typeof value === "string" && !form.test(value)
      ? "an attribute and nothing around it, or for service_url a URL with one, or with HTTPS that of a domain"
      : undefined;
  }),

  forEachValue("outputs/endpoint-that-is-called", SOURCE, (name, value, plan) => {
    const called = apiTasks(plan).map((task) => variable(task, "SAGEMAKER_ENDPOINT_NAME"));
    return name === "model_endpoint_name" && !called.includes(String(value))
      ? `what the API calls: ${called.join(", ")}`
      : undefined;
  }),

  forEachValue(
    "outputs/never-null",
    "https://github.com/hashicorp/terraform-provider-aws/issues/47377",
    (_name, value) =>
      /current_deployment/.test(value instanceof Computed ? value.reference : String(value))
        ? "another attribute, since this one becomes null"
        : undefined,
  ),
];
