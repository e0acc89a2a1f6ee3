/** The model's endpoint. */
import { z } from "zod";
import { instanceAt } from "../look-up/network.ts";
import { at, fault, listAt, parseJson, type Rule, textAt } from "../rule.ts";
import { isObject } from "../terraform/evaluate.ts";

const SERVER = "https://aws.github.io/deep-learning-containers/vllm/";
const ENDPOINT = "https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints-deploy-models.html";

/** The server's flags that these stacks set: SM_VLLM_FOO_BAR is --foo-bar. */
const ENVIRONMENT: Readonly<Record<string, (value: string) => boolean>> = {
  SM_VLLM_MODEL: (value) => /^[\w.-]+\/[\w.-]+$/.test(value),
  SM_VLLM_MM_PROCESSOR_KWARGS: (value) =>
    z.strictObject({ max_soft_tokens: z.literal([70, 140, 280, 560, 1120]) }).safeParse(parseJson(value))
      .success,
};

export const modelServer: Rule = function* (plan) {
  for (const model of plan.of("aws_sagemaker_model")) {
    const path = "primary_container.environment";
    const given = at(model.values, path);
    const environment = isObject(given) ? given : {};
    for (const [name, value] of Object.entries(environment)) {
      const accepts = ENVIRONMENT[name];
      if (accepts === undefined) {
        yield fault(model, `${path}.${name}`, Object.keys(ENVIRONMENT).join(", "), SERVER);
      } else if (!accepts(String(value))) {
        yield fault(model, `${path}.${name}`, "organisation/model, or JSON with max_soft_tokens", SERVER);
      }
    }
    if (environment.SM_VLLM_MODEL === undefined)
      yield fault(model, `${path}.SM_VLLM_MODEL`, "the model", SERVER);
  }
};

export const endpointConfiguration: Rule = function* (plan) {
  for (const configuration of plan.of("aws_sagemaker_endpoint_configuration")) {
    const variants = listAt(configuration.values, "production_variants");
    if (variants.length !== 1) yield fault(configuration, "production_variants", "one variant", ENDPOINT);
  }
};

/** A running endpoint still uses the old model and configuration while it changes to the new ones. */
export const replacement: Rule = function* (plan) {
  for (const type of ["aws_sagemaker_model", "aws_sagemaker_endpoint_configuration"]) {
    for (const instance of plan.of(type)) {
      const { lifecycle } = instance.element.body;
      const safe =
        typeof lifecycle === "object" &&
        lifecycle !== null &&
        "create_before_destroy" in lifecycle &&
        lifecycle.create_before_destroy === true;
      if (!safe) yield fault(instance, "lifecycle.create_before_destroy", "true", ENDPOINT);
    }
  }
};

/** Without it, why a container did not start cannot be found out. */
export const modelLog: Rule = function* (plan) {
  for (const model of plan.of("aws_sagemaker_model")) {
    const role = instanceAt(plan, model, "execution_role_arn");
    const rights = plan
      .of("aws_iam_role_policy")
      .filter((policy) => role !== undefined && plan.targets(policy, "role", "aws_iam_role").includes(role))
      .map(({ values }) => textAt(values, "policy") ?? "");
    for (const endpoint of plan.of("aws_sagemaker_endpoint")) {
      const group = `log-group:/aws/sagemaker/Endpoints/${textAt(endpoint.values, "name")}`;
      const covers = (part: string): boolean => rights.some((policy) => policy.includes(`${group}${part}"`));
      const acts = ["CreateLogGroup", "CreateLogStream", "PutLogEvents"];
      if (
        !covers("") ||
        !covers(":*") ||
        !acts.every((act) => rights.some((one) => one.includes(`"logs:${act}"`)))
      ) {
        yield fault(
          model,
          "execution_role_arn",
          `a role that may write to ${group} and its streams`,
          ENDPOINT,
        );
      }
    }
  }
};
