import { CONFIG, ENDPOINT, MODEL } from "../addresses.ts";
import { copy, remove, replace, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

export const CASES: Cases = {
  invalid: [
    ...of("sagemaker", [
      [
        "instance without a GPU",
        set(`${CONFIG}.production_variants.0.instance_type`, "ml.m5.2xlarge"),
        CONFIG,
        "endpoint-configuration/production-variants-instance-type",
      ],
      [
        "instance without ml.",
        set(`${CONFIG}.production_variants.0.instance_type`, "g6.2xlarge"),
        CONFIG,
        "endpoint-configuration/production-variants-instance-type",
      ],
      [
        "instance size that does not exist",
        set(`${CONFIG}.production_variants.0.instance_type`, "ml.g6.3xlarge"),
        CONFIG,
        "endpoint-configuration/production-variants-instance-type",
      ],
      [
        "instance size that the family has not",
        set(`${CONFIG}.production_variants.0.instance_type`, "ml.p5.xlarge"),
        CONFIG,
        "endpoint-configuration/production-variants-instance-type",
      ],
      [
        "host image that does not exist",
        set(`${CONFIG}.production_variants.0.inference_ami_version`, "latest"),
        CONFIG,
        "endpoint-configuration/production-variants-inference-ami-version",
      ],
      [
        "host image for Neuron",
        set(`${CONFIG}.production_variants.0.inference_ami_version`, "al2-ami-sagemaker-inference-neuron-2"),
        CONFIG,
        "endpoint-configuration/production-variants-inference-ami-version",
      ],
      [
        "no instance",
        set(`${CONFIG}.production_variants.0.initial_instance_count`, 0),
        CONFIG,
        "endpoint-configuration/production-variants-initial-instance-count",
      ],
      [
        "half an instance",
        set(`${CONFIG}.production_variants.0.initial_instance_count`, 0.5),
        CONFIG,
        "endpoint-configuration/production-variants-initial-instance-count",
      ],
      [
        "start-up timeout above an hour",
        set(`${CONFIG}.production_variants.0.container_startup_health_check_timeout_in_seconds`, 7200),
        CONFIG,
        "endpoint-configuration/production-variants-container-startup-health-check-timeout-in-seconds",
      ],
      [
        "start-up timeout left to its default",
        remove(`${CONFIG}.production_variants.0.container_startup_health_check_timeout_in_seconds`),
        CONFIG,
        "endpoint-configuration/production-variants-container-startup-health-check-timeout-in-seconds",
      ],
      [
        "variant's name with an underscore",
        set(`${CONFIG}.production_variants.0.variant_name`, "All_Traffic"),
        CONFIG,
        "endpoint-configuration/production-variants-variant-name",
      ],
      [
        "variant of a model that does not exist",
        set(`${CONFIG}.production_variants.0.model_name`, "gemma"),
        CONFIG,
        "endpoint-configuration/production-variants-model-name",
      ],
      [
        "variant twice",
        copy(`${CONFIG}.production_variants.0`, `${CONFIG}.production_variants.1`),
        CONFIG,
        "endpoint-configuration/one-variant",
      ],
      ["no variant", set(`${CONFIG}.production_variants`, []), CONFIG, "endpoint-configuration/one-variant"],
      [
        "serverless",
        set(`${CONFIG}.production_variants.0.serverless_config`, {
          max_concurrency: 1,
          memory_size_in_mb: 2048,
        }),
        CONFIG,
        "endpoint-configuration/production-variants-serverless-config",
      ],
      [
        "asynchronous",
        set(`${CONFIG}.async_inference_config`, { output_config: { s3_output_path: "s3://bucket/" } }),
        CONFIG,
        "endpoint-configuration/async-inference-config",
      ],
      [
        "configuration's name too long",
        set(`${CONFIG}.name`, "c".repeat(64)),
        CONFIG,
        "endpoint-configuration/name",
      ],
      ["configuration replaced while in use", remove(`${CONFIG}.lifecycle`), CONFIG, "model/new-before-old"],
      [
        "model replaced while in use",
        set(`${MODEL}.lifecycle.create_before_destroy`, false),
        MODEL,
        "model/new-before-old",
      ],
      ["model's name with a dot", set(`${MODEL}.name`, "gemma.4"), MODEL, "model/name"],
      ["model without a container", remove(`${MODEL}.primary_container`), MODEL, "model/primary-container"],
      [
        "network closed",
        set(`${MODEL}.enable_network_isolation`, true),
        MODEL,
        "model/enable-network-isolation",
      ],
      [
        "no right to write a log",
        (json) => {
          remove("aws_iam_role_policy.logs")(json);
          remove(`${MODEL}.depends_on.1`)(json);
        },
        MODEL,
        "model/log",
      ],
      [
        "right to write another log",
        replace("aws_iam_role_policy.logs.policy.Statement.0.Resource.1", "log-group:", "log-group:/other/"),
        MODEL,
        "model/log",
      ],
      [
        "right to write streams missing",
        remove("aws_iam_role_policy.logs.policy.Statement.0.Action.2"),
        MODEL,
        "model/log",
      ],
      [
        "role's id instead of its ARN",
        set(`${MODEL}.execution_role_arn`, "${aws_iam_role.sagemaker.id}"),
        MODEL,
        "model/execution-role-arn",
      ],
      ["endpoint's name with a dot", set(`${ENDPOINT}.name`, "gemma.vllm"), ENDPOINT, "endpoint/name"],
      [
        "endpoint's configuration by a literal",
        set(`${ENDPOINT}.endpoint_config_name`, "gemma-4-receipt-extraction-vllm"),
        ENDPOINT,
        "endpoint/endpoint-config-name",
      ],
      [
        "endpoint's configuration by its ARN",
        set(`${ENDPOINT}.endpoint_config_name`, "${aws_sagemaker_endpoint_configuration.endpointConfig.arn}"),
        ENDPOINT,
        "endpoint/endpoint-config-name",
      ],
    ]),
  ],
  valid: [
    ...right("sagemaker", [
      [
        "two instances",
        set(`${CONFIG}.production_variants.0.initial_instance_count`, 2),
        "endpoint-configuration/one-variant",
        "model/new-before-old",
      ],
      ["rights with a name", set("aws_iam_role_policy.logs.policy.Statement.0.Sid", "Logs"), "model/log"],
    ]),
  ],
};
