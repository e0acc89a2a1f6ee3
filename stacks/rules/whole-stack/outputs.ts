/** What a stack says about itself after a deployment. */
import { apiTasks, variable } from "../look-up/api-task.ts";
import type { Rule } from "../rule.ts";
import { Computed } from "../terraform/evaluate.ts";
import { LANGUAGE, unknownKeys } from "../terraform/json.ts";

/** What `npm run up`, `verify` and `logs` read, by the resource that has it to give. */
const OUTPUTS: Readonly<Record<string, readonly string[]>> = {
  aws_ecs_express_gateway_service: ["service_url", "service_arn", "cluster_name", "log_group_name"],
  aws_ecs_service: ["service_url", "service_name", "cluster_name", "log_group_name"],
  aws_sagemaker_endpoint: ["endpoint_name"],
  aws_ecr_repository: ["repository_url"],
};

export const outputs: Rule = function* (plan) {
  const source = `${LANGUAGE}/values/outputs`;
  for (const [type, names] of Object.entries(OUTPUTS)) {
    for (const name of plan.of(type).length > 0 ? names : []) {
      if (!plan.outputs.has(name)) {
        yield {
          address: `output.${name}`,
          argument: "",
          value: undefined,
          allowed: "an output",
          source: "docs/deploy.md",
        };
      }
    }
  }
  for (const [name, output] of Object.entries(plan.configuration.output)) {
    const address = `output.${name}`;
    yield* unknownKeys(address, output, ["value", "description"], source);
    for (const key of ["value", "description"]) {
      if (typeof output[key] !== "string" || output[key] === "") {
        yield { address, argument: key, value: output[key], allowed: "a text", source };
      }
    }
    const value = plan.outputs.get(name);
    const form = name === "service_url" ? /^https?:\/\/\{[^{}]+\}$/ : /^[^{}]+$/;
    if (typeof value === "string" && !form.test(value)) {
      const allowed = "an attribute and nothing around it, or for service_url a URL with one";
      yield { address, argument: "value", value, allowed, source };
    }
    const called = apiTasks(plan).map((task) => variable(task, "SAGEMAKER_ENDPOINT_NAME"));
    if (name === "model_endpoint_name" && !called.includes(String(value))) {
      yield {
        address,
        argument: "value",
        value,
        allowed: `what the API calls: ${called.join(", ")}`,
        source,
      };
    }
    if (/current_deployment/.test(value instanceof Computed ? value.reference : String(value))) {
      yield {
        address,
        argument: "value",
        value,
        allowed: "another attribute, since this one becomes null",
        source: "https://github.com/hashicorp/terraform-provider-aws/issues/47377",
      };
    }
  }
};
