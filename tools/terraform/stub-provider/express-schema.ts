/**
 * The schema of `aws_ecs_express_gateway_service`, the same from provider 6.25.0 to 6.66.0.
 * Its lists of objects are attributes and not blocks, so JSON must give every key of their objects.
 */
import { computed, listBlock, optional, optionalComputed, required, type Schema } from "./schema.ts";

export const EXPRESS_SCHEMA: Schema = {
  block: {
    attributes: [
      optionalComputed("cluster"),
      optionalComputed("cpu"),
      computed("current_deployment"),
      required("execution_role_arn"),
      optionalComputed("health_check_path"),
      required("infrastructure_role_arn"),
      computed("ingress_paths", ["list", ["object", { access_type: "string", endpoint: "string" }]]),
      optionalComputed("memory"),
      optionalComputed("network_configuration", [
        "list",
        ["object", { security_groups: ["list", "string"], subnets: ["list", "string"] }],
      ]),
      optionalComputed("region"),
      optionalComputed("scaling_target", [
        "list",
        [
          "object",
          {
            auto_scaling_metric: "string",
            auto_scaling_target_value: "number",
            max_task_count: "number",
            min_task_count: "number",
          },
        ],
      ]),
      computed("service_arn"),
      optionalComputed("service_name"),
      computed("service_revision_arn"),
      optional("tags", ["map", "string"]),
      computed("tags_all", ["map", "string"]),
      optional("task_role_arn"),
      optionalComputed("wait_for_steady_state", "bool"),
    ],
    block_types: [
      listBlock(
        "primary_container",
        {
          attributes: [
            optionalComputed("aws_logs_configuration", [
              "list",
              ["object", { log_group: "string", log_stream_prefix: "string" }],
            ]),
            optional("command", ["list", "string"]),
            optionalComputed("container_port", "number"),
            required("image"),
          ],
          block_types: [
            listBlock("environment", { attributes: [required("name"), required("value")] }),
            listBlock(
              "repository_credentials",
              { attributes: [required("credentials_parameter")] },
              { max_items: 1 },
            ),
            listBlock("secret", { attributes: [required("name"), required("value_from")] }),
          ],
        },
        { min_items: 1, max_items: 1 },
      ),
      {
        type_name: "timeouts",
        nesting: "SINGLE",
        block: { attributes: [optional("create"), optional("update"), optional("delete")] },
      },
    ],
  },
};
