/** Application Auto Scaling of the custom mode's service. */
import { between, matches, oneOf } from "../allowed.ts";
import { ignoredChanges } from "../look-up/ignored-changes.ts";
import { faultOf, type Rule, rule, ruleForEach } from "../rule.ts";
import { belongsTo, optional, reference, required, rulesOf, type Table } from "../table.ts";
import { type Instance, instancesOf, type Plan, targets } from "../terraform/plan.ts";
import { at, numberAt, stringAt } from "../terraform/value.ts";
import { docs } from "./common.ts";

const SCALING = docs("AmazonECS/latest/developerguide/service-auto-scaling.html");
const TRACKING = "target_tracking_scaling_policy_configuration";
const METRIC = `${TRACKING}.predefined_metric_specification`;

const TABLES: readonly Table[] = [
  {
    type: "aws_appautoscaling_target",
    subject: "scaling-target",
    source: docs("autoscaling/application/APIReference/API_RegisterScalableTarget.html"),
    arguments: {
      service_namespace: optional(oneOf("ecs")),
      scalable_dimension: optional(oneOf("ecs:service:DesiredCount")),
      min_capacity: optional(between(1, 5000)),
      max_capacity: optional(between(1, 5000)),
      role_arn: belongsTo("services without a service-linked role"),
    },
  },
  {
    type: "aws_appautoscaling_policy",
    subject: "scaling-policy",
    source: docs("autoscaling/application/APIReference/API_PutScalingPolicy.html"),
    arguments: {
      name: optional(matches(/^[ -~]{1,256}$/, "up to 256 printable characters")),
      policy_type: required(oneOf("TargetTrackingScaling")),
      resource_id: reference("aws_appautoscaling_target.resource_id"),
      scalable_dimension: reference("aws_appautoscaling_target.scalable_dimension"),
      service_namespace: reference("aws_appautoscaling_target.service_namespace"),
      [TRACKING]: required(),
      [`${METRIC}.predefined_metric_type`]: optional(
        oneOf("ECSServiceAverageCPUUtilization", "ECSServiceAverageMemoryUtilization"),
      ),
      [`${TRACKING}.target_value`]: optional(between(1, 100)),
      [`${TRACKING}.scale_in_cooldown`]: optional(between(0, 3600)),
      [`${TRACKING}.scale_out_cooldown`]: optional(between(0, 3600)),
      [`${TRACKING}.disable_scale_in`]: optional(oneOf(false)),
      [`${TRACKING}.customized_metric_specification`]: belongsTo("a metric of one's own"),
      step_scaling_policy_configuration: belongsTo("policy_type StepScaling"),
      predictive_scaling_policy_configuration: belongsTo("policy_type PredictiveScaling"),
    },
  },
];

const forEachTarget = (id: string, find: Parameters<typeof ruleForEach>[3]): Rule =>
  ruleForEach("aws_appautoscaling_target", id, SCALING, find);

const serviceOf = (target: Instance, plan: Plan): Instance | undefined =>
  targets(plan, target, "resource_id", "aws_ecs_service")[0];

/** Each service with the target that scales it. */
const scaledServices = (plan: Plan) =>
  instancesOf(plan, "aws_appautoscaling_target").flatMap((target) => {
    const service = serviceOf(target, plan);
    return service === undefined ? [] : [{ service, target }];
  });

export const AUTOSCALING_RULES: readonly Rule[] = [
  ...TABLES.flatMap(rulesOf),

  forEachTarget("scaling-target/least-below-most", function* ({ values }) {
    const least = numberAt(values, "min_capacity");
    const most = numberAt(values, "max_capacity");
    if (least !== undefined && most !== undefined && least > most) {
      yield ["min_capacity", `at most max_capacity, which is ${most}`];
    }
  }),

  forEachTarget("scaling-target/service-of-cluster", function* (target, plan) {
    const service = serviceOf(target, plan);
    const cluster = service && targets(plan, service, "cluster", "aws_ecs_cluster")[0];
    const wanted = `service/${stringAt(cluster?.values, "name")}/${stringAt(service?.values, "name")}`;
    if (stringAt(target.values, "resource_id") !== wanted || service === undefined) {
      yield ["resource_id", "service/<name of the cluster>/<name of its service>, by reference"];
    }
  }),

  forEachTarget("scaling-target/one-for-each-service", function* ({ values }, plan) {
    const id = stringAt(values, "resource_id");
    const same = instancesOf(plan, "aws_appautoscaling_target").filter(
      (other) => stringAt(other.values, "resource_id") === id,
    );
    if (same.length > 1) {
      yield ["resource_id", "one target for each service"];
    }
  }),

  forEachTarget("scaling-target/has-policy", function* (target, plan) {
    const policies = instancesOf(plan, "aws_appautoscaling_policy").filter((policy) =>
      targets(plan, policy, "resource_id", "aws_appautoscaling_target").includes(target),
    );
    if (policies.length === 0) {
      yield ["", "a policy that scales it"];
    }
  }),

  rule("service/count-in-range", SCALING, function* (plan) {
    for (const { service, target } of scaledServices(plan)) {
      const count = numberAt(service.values, "desired_count");
      const least = numberAt(target.values, "min_capacity");
      const most = numberAt(target.values, "max_capacity");
      if (count !== undefined && (count < (least ?? count) || count > (most ?? count))) {
        yield faultOf(service, ["desired_count", `from min_capacity ${least} to max_capacity ${most}`]);
      }
    }
  }),

  rule("service/count-left-to-autoscaling", SCALING, function* (plan) {
    for (const { service } of scaledServices(plan)) {
      if (!ignoredChanges(service.resource).includes("desired_count")) {
        yield faultOf(service, ["lifecycle.ignore_changes", "desired_count, which autoscaling moves"]);
      }
    }
  }),

  ruleForEach("aws_appautoscaling_policy", "scaling-policy/metric", SCALING, function* ({ values }) {
    if (at(values, TRACKING) !== undefined && at(values, `${METRIC}.predefined_metric_type`) === undefined) {
      yield [METRIC, "a metric"];
    }
  }),
];
