/**
 * What single arguments may be, where the provider's schema says no more than "a text" or "a number". Arguments that
 * the stacks leave to their defaults are here too: somebody may set them.
 */
import { ENDPOINT_NAME_PATTERN, HEALTH_PATH } from "../../app/environment.ts";
import { FARGATE_MEMORY } from "../facts/fargate.ts";
import { GPU_INSTANCE, GPU_INSTANCE_ALLOWED } from "../facts/gpu-instances.ts";
import { between, type Check, cidr, matches, oneOf, only, port } from "./allowed.ts";
import { fault, type Rule } from "./rule.ts";
import { isList, isObject, type Value } from "./terraform/evaluate.ts";
import type { Finding } from "./terraform/finding.ts";

/** Load balancers and target groups. */
const elbName = matches(
  /^(?!internal-)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$/,
  "up to 32 letters, digits and inner hyphens, not beginning with internal-",
);
const ecsName = matches(/^[a-zA-Z0-9_-]{1,255}$/, "up to 255 letters, digits, _ and -");
const sagemakerName = matches(ENDPOINT_NAME_PATTERN, "up to 63 letters, digits and inner hyphens");
const groupCharacters = "letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*";
const groupName = matches(
  /^(?!sg-)[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/,
  `up to 255 ${groupCharacters}, not beginning with sg-`,
);
const groupText = matches(/^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/, `up to 255 ${groupCharacters}`);
const metricName = oneOf("ECSServiceAverageCPUUtilization", "ECSServiceAverageMemoryUtilization");
const cpu = oneOf(...FARGATE_MEMORY.keys());
const anyPort = between(0, 65_535);
const protocol = oneOf("tcp", "udp", "icmp", "icmpv6", "-1");
const ipv6Cidr = matches(/^[0-9a-f:]+\/(?:\d{1,2}|1[01]\d|12[0-8])$/i, "a block of IPv6 addresses");
const yes = only(true);
const no = only(false);
/** Those with TLS 1.2 or later and forward secrecy. */
const tlsPolicy = oneOf(
  ...["1-2", "1-2-Res", "1-2-Ext1", "1-2-Ext2", "1-3"].map(
    (kind) => `ELBSecurityPolicy-TLS13-${kind}-2021-06`,
  ),
  ...["1-2", "1-2-Res", "1-3"].map((kind) => `ELBSecurityPolicy-TLS13-${kind}-PQ-2025-09`),
);
const securityRule = (direction: "ingress" | "egress"): Readonly<Record<string, Check>> => ({
  [`${direction}.*.from_port`]: anyPort,
  [`${direction}.*.to_port`]: anyPort,
  [`${direction}.*.protocol`]: protocol,
  [`${direction}.*.description`]: groupText,
  [`${direction}.*.cidr_blocks.*`]: cidr(0, 32),
  [`${direction}.*.ipv6_cidr_blocks.*`]: ipv6Cidr,
});

const docs = (page: string): string => `https://docs.aws.amazon.com/${page}`;

/** By type: where AWS says so, and the check for each path, in which `*` is any element of a list. */
export const VALUES: Readonly<
  Record<string, { readonly source: string; readonly checks: Readonly<Record<string, Check>> }>
> = {
  aws_vpc: {
    source: docs("vpc/latest/userguide/vpc-cidr-blocks.html"),
    checks: {
      cidr_block: cidr(16, 28),
      instance_tenancy: oneOf("default"),
      enable_dns_support: yes,
      enable_dns_hostnames: yes,
    },
  },
  aws_subnet: {
    source: docs("vpc/latest/userguide/subnet-sizing.html"),
    checks: { cidr_block: cidr(16, 28) },
  },
  aws_route_table: {
    source: docs("AWSEC2/latest/APIReference/API_CreateRoute.html"),
    checks: { "route.*.cidr_block": cidr(0, 32) },
  },
  aws_security_group: {
    source: docs("AWSEC2/latest/APIReference/API_CreateSecurityGroup.html"),
    checks: {
      name: groupName,
      description: groupText,
      ...securityRule("ingress"),
      ...securityRule("egress"),
    },
  },
  aws_vpc_endpoint: {
    source: docs("AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html"),
    checks: { vpc_endpoint_type: oneOf("Interface", "Gateway"), ip_address_type: oneOf("ipv4", "dualstack") },
  },
  aws_lb: {
    source: docs("elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html"),
    checks: {
      name: elbName,
      load_balancer_type: oneOf("application"),
      internal: no,
      ip_address_type: oneOf("ipv4", "dualstack", "dualstack-without-public-ipv4"),
      idle_timeout: between(1, 4000),
      client_keep_alive: between(60, 604_800),
      desync_mitigation_mode: oneOf("defensive", "strictest"),
      xff_header_processing_mode: oneOf("append", "preserve", "remove"),
      drop_invalid_header_fields: yes,
      enable_deletion_protection: no,
    },
  },
  aws_lb_target_group: {
    source: docs("elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html"),
    checks: {
      name: elbName,
      port,
      // The API speaks plain HTTP/1.1, and ECS registers tasks in awsvpc mode by address.
      protocol: oneOf("HTTP"),
      protocol_version: oneOf("HTTP1"),
      target_type: oneOf("ip"),
      ip_address_type: oneOf("ipv4"),
      deregistration_delay: between(0, 3600),
      slow_start: matches(/^(?:0|[3-8]\d|9\d|[1-8]\d\d|900)$/, "0, or 30 to 900 seconds"),
      load_balancing_algorithm_type: oneOf("round_robin", "least_outstanding_requests", "weighted_random"),
      "stickiness.type": oneOf("lb_cookie", "app_cookie"),
      "stickiness.cookie_duration": between(1, 604_800),
      "health_check.enabled": yes,
      "health_check.path": oneOf(HEALTH_PATH),
      "health_check.protocol": oneOf("HTTP"),
      "health_check.matcher": matches(
        /^(?:[2-4]\d\d(?:-[2-4]\d\d)?)(?:,[2-4]\d\d(?:-[2-4]\d\d)?)*$/,
        "statuses such as 200 or 200-299",
      ),
      "health_check.interval": between(5, 300),
      "health_check.timeout": between(2, 120),
      "health_check.healthy_threshold": between(2, 10),
      "health_check.unhealthy_threshold": between(2, 10),
    },
  },
  aws_lb_listener: {
    source: docs("elasticloadbalancing/latest/APIReference/API_CreateListener.html"),
    checks: {
      port,
      protocol: oneOf("HTTP", "HTTPS"),
      ssl_policy: tlsPolicy,
      "default_action.*.type": oneOf("forward", "redirect"),
      "default_action.*.redirect.protocol": oneOf("HTTPS", "#{protocol}"),
      "default_action.*.redirect.status_code": oneOf("HTTP_301", "HTTP_302"),
    },
  },
  aws_ecs_cluster: {
    source: docs("AmazonECS/latest/APIReference/API_CreateCluster.html"),
    checks: {
      name: ecsName,
      "setting.*.name": oneOf("containerInsights"),
      "setting.*.value": oneOf("enabled", "enhanced", "disabled"),
    },
  },
  aws_ecs_task_definition: {
    source: docs("AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html"),
    checks: {
      family: ecsName,
      network_mode: oneOf("awsvpc"),
      "requires_compatibilities.*": oneOf("FARGATE"),
      cpu,
      pid_mode: oneOf("task"),
      "runtime_platform.cpu_architecture": oneOf("X86_64"),
      "runtime_platform.operating_system_family": oneOf("LINUX"),
      "ephemeral_storage.size_in_gib": between(21, 200),
    },
  },
  aws_ecs_service: {
    source: docs("AmazonECS/latest/APIReference/API_CreateService.html"),
    checks: {
      name: ecsName,
      desired_count: between(1, 5000),
      launch_type: oneOf("FARGATE"),
      scheduling_strategy: oneOf("REPLICA"),
      platform_version: matches(/^(?:LATEST|1\.[34]\.0)$/, "LATEST or 1.4.0"),
      propagate_tags: oneOf("SERVICE", "TASK_DEFINITION", "NONE"),
      availability_zone_rebalancing: oneOf("ENABLED", "DISABLED"),
      health_check_grace_period_seconds: between(30, 600),
      deployment_minimum_healthy_percent: between(50, 100),
      deployment_maximum_percent: between(101, 200),
      "deployment_controller.type": oneOf("ECS"),
      "deployment_circuit_breaker.enable": yes,
      "deployment_circuit_breaker.rollback": yes,
      "load_balancer.*.container_port": port,
    },
  },
  aws_appautoscaling_target: {
    source: docs("autoscaling/application/APIReference/API_RegisterScalableTarget.html"),
    checks: {
      service_namespace: oneOf("ecs"),
      scalable_dimension: oneOf("ecs:service:DesiredCount"),
      min_capacity: between(1, 5000),
      max_capacity: between(1, 5000),
    },
  },
  aws_appautoscaling_policy: {
    source: docs("autoscaling/application/APIReference/API_PutScalingPolicy.html"),
    checks: {
      name: matches(/^[ -~]{1,256}$/, "up to 256 printable characters"),
      policy_type: oneOf("TargetTrackingScaling"),
      "target_tracking_scaling_policy_configuration.predefined_metric_specification.predefined_metric_type":
        metricName,
      "target_tracking_scaling_policy_configuration.target_value": between(1, 100),
      "target_tracking_scaling_policy_configuration.scale_in_cooldown": between(0, 3600),
      "target_tracking_scaling_policy_configuration.scale_out_cooldown": between(0, 3600),
      "target_tracking_scaling_policy_configuration.disable_scale_in": no,
    },
  },
  aws_cloudwatch_log_group: {
    source: docs("AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html"),
    checks: {
      name: matches(
        /^(?!aws\/)[\w./#-]{1,512}$/,
        "up to 512 letters, digits and ._/#-, not beginning with aws/",
      ),
      retention_in_days: oneOf(
        ...[
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
          3653,
        ],
      ),
      log_group_class: oneOf("STANDARD", "INFREQUENT_ACCESS"),
      skip_destroy: no,
    },
  },
  aws_iam_role: {
    source: docs("IAM/latest/APIReference/API_CreateRole.html"),
    checks: {
      name: matches(/^[\w+=,.@-]{1,64}$/, "up to 64 letters, digits and _+=,.@-"),
      path: matches(/^\/(?:[!-~]+\/)?$/, "a path that begins and ends with /"),
      max_session_duration: between(3600, 43_200),
      permissions_boundary: matches(
        /^arn:aws:iam::(?:\d{12}|aws):policy\//,
        "an ARN arn:aws:iam::<account>:policy/…",
      ),
      description: matches(/^[\t\n\r -~¡-ÿ]{1,1000}$/, "up to 1000 characters of Latin"),
    },
  },
  aws_iam_role_policy: {
    source: docs("IAM/latest/APIReference/API_PutRolePolicy.html"),
    checks: { name: matches(/^[\w+=,.@-]{1,128}$/, "up to 128 letters, digits and _+=,.@-") },
  },
  aws_ecs_express_gateway_service: {
    source: docs("AmazonECS/latest/APIReference/API_CreateExpressGatewayService.html"),
    checks: {
      cpu,
      service_name: ecsName,
      // Other documents name other defaults, and the wrong path rolls every deployment back.
      health_check_path: oneOf(HEALTH_PATH),
      "primary_container.*.container_port": port,
      "scaling_target.*.auto_scaling_metric": oneOf(
        "AVERAGE_CPU",
        "AVERAGE_MEMORY",
        "REQUEST_COUNT_PER_TARGET",
      ),
      "scaling_target.*.auto_scaling_target_value": between(1, 100),
      "scaling_target.*.min_task_count": between(1, 5000),
      "scaling_target.*.max_task_count": between(1, 5000),
    },
  },
  aws_sagemaker_model: {
    source: docs("sagemaker/latest/APIReference/API_CreateModel.html"),
    checks: {
      name: sagemakerName,
      "primary_container.mode": oneOf("SingleModel"),
      // The container downloads the weights.
      enable_network_isolation: no,
    },
  },
  aws_sagemaker_endpoint_configuration: {
    source: docs("sagemaker/latest/APIReference/API_ProductionVariant.html"),
    checks: {
      name: sagemakerName,
      "production_variants.*.variant_name": sagemakerName,
      "production_variants.*.initial_instance_count": between(1, 100),
      "production_variants.*.container_startup_health_check_timeout_in_seconds": between(60, 3600),
      "production_variants.*.model_data_download_timeout_in_seconds": between(60, 3600),
      "production_variants.*.volume_size_in_gb": between(1, 512),
      "production_variants.*.routing_config.*.routing_strategy": oneOf(
        "LEAST_OUTSTANDING_REQUESTS",
        "RANDOM",
      ),
      "production_variants.*.instance_type": matches(GPU_INSTANCE, GPU_INSTANCE_ALLOWED),
    },
  },
  aws_sagemaker_endpoint: {
    source: docs("sagemaker/latest/APIReference/API_CreateEndpoint.html"),
    checks: { name: sagemakerName },
  },
  aws_ecr_repository: {
    source: docs("AmazonECR/latest/APIReference/API_CreateRepository.html"),
    checks: {
      name: matches(
        /^(?=.{2,256}$)[a-z0-9]+(?:[._/-][a-z0-9]+)*$/,
        "2 to 256 small letters, digits, and single . _ - or / between them",
      ),
      image_tag_mutability: oneOf("MUTABLE", "IMMUTABLE"),
      "image_scanning_configuration.scan_on_push": yes,
      "encryption_configuration.*.encryption_type": oneOf("AES256", "KMS"),
    },
  },
  "data.aws_availability_zones": {
    source: docs("AWSEC2/latest/APIReference/API_DescribeAvailabilityZones.html"),
    checks: {
      state: oneOf("available"),
      "filter.*.name": oneOf("opt-in-status"),
      // Local Zones, which must be opted in to, sort first and hold neither load balancers nor Fargate.
      "filter.*.values.*": oneOf("opt-in-not-required"),
    },
  },
};

/** The values at a path with `*` in it, each with the path that leads to it. */
export function* matching(value: Value | undefined, path: string, before = ""): Iterable<[string, Value]> {
  const [key = "", ...rest] = path.split(".");
  if (path === "") {
    if (value !== undefined) yield [before, value];
    return;
  }
  const keys = key === "*" && isList(value) ? [...value.keys()].map(String) : [key];
  for (const one of keys) {
    const inner = isList(value) ? value[Number(one)] : isObject(value) ? value[one] : undefined;
    yield* matching(inner, rest.join("."), before === "" ? one : `${before}.${one}`);
  }
}

export const values: Rule = function* (plan): Iterable<Finding> {
  for (const [type, { source, checks }] of Object.entries(VALUES)) {
    for (const instance of plan.of(type)) {
      for (const [path, check] of Object.entries(checks)) {
        for (const [argument, value] of matching(instance.values, path)) {
          if (!check.accepts(value)) yield fault(instance, argument, check.allowed, source);
        }
      }
    }
  }
};
