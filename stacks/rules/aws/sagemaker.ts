/** The model's endpoint. */
import { ENDPOINT_NAME_PATTERN } from "../../../app/environment.ts";
import { GPU_INSTANCES } from "../../facts/gpu-instances.ts";
import { MODEL_HOSTS } from "../../facts/model-hosts.ts";
import { between, matches, oneOf } from "../allowed.ts";
import { instanceAt } from "../look-up/instances.ts";
import { type Rule, ruleForEach } from "../rule.ts";
import { belongsTo, optional, reference, required, rulesOf, type Table } from "../table.ts";
import { get } from "../terraform/json.ts";
import { instancesOf, targets } from "../terraform/plan.ts";
import { listAt, stringAt } from "../terraform/value.ts";
import { docs, NAME_PREFIX } from "./common.ts";

const ENDPOINT = docs("sagemaker/latest/dg/realtime-endpoints-deploy-models.html");

const sagemakerName = matches(ENDPOINT_NAME_PATTERN, "up to 63 letters, digits and inner hyphens");

const TABLES: readonly Table[] = [
  {
    type: "aws_sagemaker_model",
    subject: "model",
    source: docs("sagemaker/latest/APIReference/API_CreateModel.html"),
    arguments: {
      name: required(sagemakerName),
      execution_role_arn: reference("aws_iam_role.arn"),
      primary_container: required(),
      "primary_container.image": required(),
      "primary_container.environment": required(),
      "primary_container.mode": optional(oneOf("SingleModel")),
      // The container downloads the weights.
      enable_network_isolation: optional(oneOf(false)),
      container: belongsTo("a chain of containers"),
      vpc_config: belongsTo("a model that downloads nothing"),
    },
  },
  {
    type: "aws_sagemaker_endpoint_configuration",
    subject: "endpoint-configuration",
    source: docs("sagemaker/latest/APIReference/API_ProductionVariant.html"),
    arguments: {
      name: required(sagemakerName),
      name_prefix: NAME_PREFIX,
      "production_variants.*.variant_name": required(sagemakerName),
      "production_variants.*.model_name": {
        ...required(),
        ...reference("aws_sagemaker_model.name", "aws_sagemaker_model.id"),
      },
      "production_variants.*.initial_instance_count": required(between(1, 100)),
      "production_variants.*.instance_type": required(oneOf(...GPU_INSTANCES.keys())),
      "production_variants.*.inference_ami_version": required(oneOf(...MODEL_HOSTS)),
      "production_variants.*.container_startup_health_check_timeout_in_seconds": required(between(60, 3600)),
      "production_variants.*.model_data_download_timeout_in_seconds": optional(between(60, 3600)),
      "production_variants.*.volume_size_in_gb": optional(between(1, 512)),
      "production_variants.*.routing_config.*.routing_strategy": optional(
        oneOf("LEAST_OUTSTANDING_REQUESTS", "RANDOM"),
      ),
      "production_variants.*.serverless_config": belongsTo("a model that needs no GPU"),
      "production_variants.*.accelerator_type": belongsTo("Elastic Inference, which AWS has ended"),
      shadow_production_variants: belongsTo("a comparison of two models"),
      async_inference_config: belongsTo("a client that does not wait"),
    },
  },
  {
    type: "aws_sagemaker_endpoint",
    subject: "endpoint",
    source: docs("sagemaker/latest/APIReference/API_CreateEndpoint.html"),
    arguments: {
      name: required(sagemakerName),
      endpoint_config_name: reference(
        "aws_sagemaker_endpoint_configuration.name",
        "aws_sagemaker_endpoint_configuration.id",
      ),
    },
  },
];

export const SAGEMAKER_RULES: readonly Rule[] = [
  ...TABLES.flatMap(rulesOf),

  ruleForEach(
    "aws_sagemaker_endpoint_configuration",
    "endpoint-configuration/one-variant",
    ENDPOINT,
    function* ({ values }) {
      if (listAt(values, "production_variants").length !== 1) {
        yield ["production_variants", "one variant"];
      }
    },
  ),

  // A running endpoint still uses the old model and configuration while it changes to the new ones.
  ruleForEach(
    ["aws_sagemaker_model", "aws_sagemaker_endpoint_configuration"],
    "model/new-before-old",
    ENDPOINT,
    function* ({ resource }) {
      if (get(resource.body, "lifecycle", "create_before_destroy") !== true) {
        yield ["lifecycle.create_before_destroy", "true"];
      }
    },
  ),

  // Without it, why a container did not start cannot be found out.
  ruleForEach("aws_sagemaker_model", "model/log", ENDPOINT, function* (model, plan) {
    const role = instanceAt(plan, model, "execution_role_arn");
    const rights = instancesOf(plan, "aws_iam_role_policy")
      .filter((policy) => role !== undefined && targets(plan, policy, "role", "aws_iam_role").includes(role))
      .map(({ values }) => stringAt(values, "policy") ?? "");
    const grants = (text: string): boolean => rights.some((policy) => policy.includes(`${text}"`));
    for (const endpoint of instancesOf(plan, "aws_sagemaker_endpoint")) {
      const group = `log-group:/aws/sagemaker/Endpoints/${stringAt(endpoint.values, "name")}`;
      const actions = ["CreateLogStream", "PutLogEvents"].map((act) => `"logs:${act}`);
      if (![group, `${group}:*`, ...actions].every(grants)) {
        yield ["execution_role_arn", `a role that may write to ${group} and its streams`];
      }
    }
  }),
];
