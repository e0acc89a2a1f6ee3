import { POLICY, SERVICE, TARGET } from "../addresses.ts";
import { add, all, copy, remove, replace, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      ["count above the most", set(`${SERVICE}.desired_count`, 5), SERVICE, "service/count-in-range"],
      [
        "count reset by every apply",
        remove(`${SERVICE}.lifecycle`),
        SERVICE,
        "service/count-left-to-autoscaling",
      ],
      ["least above most", set(`${TARGET}.min_capacity`, 4), TARGET, "scaling-target/least-below-most"],
      [
        "namespace mistyped",
        set(`${TARGET}.service_namespace`, "ec2"),
        TARGET,
        "scaling-target/service-namespace",
      ],
      [
        "dimension of EC2",
        set(`${TARGET}.scalable_dimension`, "ec2:spot-fleet-request:TargetCapacity"),
        TARGET,
        "scaling-target/scalable-dimension",
      ],
      [
        "dimension mistyped",
        set(`${TARGET}.scalable_dimension`, "ecs:service:DesiredCounts"),
        TARGET,
        "scaling-target/scalable-dimension",
      ],
      [
        "resource id without service/",
        replace(`${TARGET}.resource_id`, "service/", ""),
        TARGET,
        "scaling-target/service-of-cluster",
      ],
      [
        "resource id the wrong way round",
        set(
          `${TARGET}.resource_id`,
          "service/${aws_ecs_service.fastapi.name}/${aws_ecs_cluster.fastapi.name}",
        ),
        TARGET,
        "scaling-target/service-of-cluster",
      ],
      [
        "resource id with the cluster's id",
        set(`${TARGET}.resource_id`, "service/${aws_ecs_cluster.fastapi.id}/${aws_ecs_service.fastapi.name}"),
        TARGET,
        "scaling-target/service-of-cluster",
      ],
      [
        "two targets for one service",
        copy(TARGET, "aws_appautoscaling_target.other"),
        "aws_appautoscaling_target.other",
        "scaling-target/one-for-each-service",
      ],
      ["target that nothing scales", remove(POLICY), TARGET, "scaling-target/has-policy"],
      [
        "policy type mistyped",
        set(`${POLICY}.policy_type`, "TargetTracking"),
        POLICY,
        "scaling-policy/policy-type",
      ],
      [
        "policy type left to its default",
        remove(`${POLICY}.policy_type`),
        POLICY,
        "scaling-policy/policy-type",
      ],
      [
        "policy of another type",
        set(`${POLICY}.policy_type`, "StepScaling"),
        POLICY,
        "scaling-policy/policy-type",
      ],
      [
        "policy without its configuration",
        remove(`${POLICY}.target_tracking_scaling_policy_configuration`),
        POLICY,
        "scaling-policy/target-tracking-scaling-policy-configuration",
      ],
      [
        "metric mistyped",
        set(
          `${POLICY}.target_tracking_scaling_policy_configuration.predefined_metric_specification.predefined_metric_type`,
          "ECSServiceAverageCPUUtilisation",
        ),
        POLICY,
        "scaling-policy/target-tracking-scaling-policy-configuration-predefined-metric-specification-predefined-metric-type",
      ],
      [
        "metric of EC2",
        set(
          `${POLICY}.target_tracking_scaling_policy_configuration.predefined_metric_specification.predefined_metric_type`,
          "ASGAverageCPUUtilization",
        ),
        POLICY,
        "scaling-policy/target-tracking-scaling-policy-configuration-predefined-metric-specification-predefined-metric-type",
      ],
      [
        "target above 100 %",
        set(`${POLICY}.target_tracking_scaling_policy_configuration.target_value`, 170),
        POLICY,
        "scaling-policy/target-tracking-scaling-policy-configuration-target-value",
      ],
      [
        "negative cooldown",
        set(`${POLICY}.target_tracking_scaling_policy_configuration.scale_in_cooldown`, -1),
        POLICY,
        "scaling-policy/target-tracking-scaling-policy-configuration-scale-in-cooldown",
      ],
      [
        "policy without a metric",
        remove(`${POLICY}.target_tracking_scaling_policy_configuration.predefined_metric_specification`),
        POLICY,
        "scaling-policy/metric",
      ],
      [
        "policy of two types",
        set(`${POLICY}.step_scaling_policy_configuration.adjustment_type`, "ChangeInCapacity"),
        POLICY,
        "scaling-policy/step-scaling-policy-configuration",
      ],
      [
        "policy for another resource",
        set(`${POLICY}.resource_id`, "service/a/b"),
        POLICY,
        "scaling-policy/resource-id",
      ],
    ]),
  ],
  valid: [
    ...right("custom", [
      [
        "always two tasks",
        all(
          set(`${TARGET}.min_capacity`, 2),
          set(`${TARGET}.max_capacity`, 2),
          set(`${SERVICE}.desired_count`, 2),
        ),
        "scaling-target/least-below-most",
        "service/count-in-range",
      ],
      [
        "a second policy, for memory",
        all(
          copy(POLICY, "aws_appautoscaling_policy.memory", { name: "memory" }),
          set(
            "aws_appautoscaling_policy.memory.target_tracking_scaling_policy_configuration.predefined_metric_specification.predefined_metric_type",
            "ECSServiceAverageMemoryUtilization",
          ),
        ),
        "scaling-target/has-policy",
        "scaling-policy/metric",
      ],
      [
        "cluster of another name",
        set("aws_ecs_cluster.fastapi.name", "other"),
        "scaling-target/service-of-cluster",
        "scaling-target/one-for-each-service",
      ],
      [
        "more left to others",
        add(`${SERVICE}.lifecycle.ignore_changes`, "task_definition"),
        "service/count-left-to-autoscaling",
      ],
    ]),
  ],
};
