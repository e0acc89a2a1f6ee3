/**
 * What people get wrong in these stacks, put into the JSON that the synth writes. Each is one change of one stack; the
 * rules must name the address at which the fault is seen.
 */
import type { StackName } from "../../stacks/stack-ids.ts";
import { add, copy, type Injection, remove, rename, replace, set } from "./inject.ts";

export interface Fault {
  readonly stack: StackName;
  /** What went wrong, in words. */
  readonly what: string;
  readonly inject: Injection;
  /** Where it must be seen. */
  readonly at: string;
}

type Entry = readonly [what: string, inject: Injection, at: string];

const VPC = "aws_vpc.main";
const LB = "aws_lb.main";
const GROUP = "aws_lb_target_group.fastapi";
const LISTENER = "aws_lb_listener.http";
const TASK = "aws_ecs_task_definition.fastapi";
const CONTAINER = `${TASK}.container_definitions.0`;
const SERVICE = "aws_ecs_service.fastapi";
const TARGET = "aws_appautoscaling_target.ecs";
const POLICY = "aws_appautoscaling_policy.cpu";
const EXPRESS = "aws_ecs_express_gateway_service.fastapi";
const MODEL = "aws_sagemaker_model.model";
const CONFIG = "aws_sagemaker_endpoint_configuration.endpointConfig";
const ENDPOINT = "aws_sagemaker_endpoint.endpoint";
const REPOSITORY = "aws_ecr_repository.api";
const LIFECYCLE = "aws_ecr_lifecycle_policy.api";
const ALB_SG = "aws_security_group.alb_sg";
const ECS_SG = "aws_security_group.ecs_sg";
const VPCE_SG = "aws_security_group.vpce_sg";
const SAGEMAKER_SG = "aws_security_group.sagemaker_sg";
const RIGHT = "aws_iam_role_policy.sagemaker";

const CUSTOM: readonly Entry[] = [
  // names, types and references that Terraform would refuse too
  ["argument mistyped", rename(`${VPC}.cidr_block`, "cidr_blok"), VPC],
  ["block mistyped", rename(`${GROUP}.health_check`, "healthcheck"), GROUP],
  ["argument in camel case", rename(`${LB}.idle_timeout`, "idleTimeout"), LB],
  ["argument that AWS computes", set(`${LB}.dns_name`, "api.example.com"), LB],
  ["required argument missing", remove(`${LISTENER}.load_balancer_arn`), LISTENER],
  ["text for a number", set(`${LISTENER}.port`, "eighty"), LISTENER],
  ["number for a list", set(`${LB}.subnets`, 2), LB],
  [
    "text for a list",
    set(`${SERVICE}.network_configuration.security_groups`, "${aws_security_group.ecs_sg.id}"),
    SERVICE,
  ],
  ["text for a boolean", set(`${VPC}.enable_dns_hostnames`, "yes"), VPC],
  ["list for a text", set(`${SERVICE}.cluster`, ["${aws_ecs_cluster.fastapi.id}"]), SERVICE],
  ["resource type that does not exist", (json) => copy("aws_vpc", "aws_vpcs")(json), "aws_vpcs.main"],
  ["reference to a resource that does not exist", set(`${GROUP}.vpc_id`, "${aws_vpc.mian.id}"), GROUP],
  ["reference to an attribute that does not exist", set(`${GROUP}.vpc_id`, "${aws_vpc.main.idd}"), GROUP],
  ["splat of an attribute that does not exist", set(`${LB}.subnets`, "${aws_subnet.public[*].idd}"), LB],
  ["counted resource without an index", set(`${LB}.subnets`, ["${aws_subnet.public.id}"]), LB],
  ["index of a resource without count", set(`${GROUP}.vpc_id`, "${aws_vpc.main[0].id}"), GROUP],
  [
    "splat of a resource without count",
    set(`${LB}.security_groups`, "${aws_security_group.alb_sg[*].id}"),
    LB,
  ],
  [
    "index out of range",
    set(`${LB}.subnets`, ["${aws_subnet.public[0].id}", "${aws_subnet.public[2].id}"]),
    LB,
  ],
  ["count.index without count", set(`${VPC}.tags.Name`, "vpc-${count.index}"), VPC],
  ["expression not closed", set(`${VPC}.tags.Name`, "${aws_vpc.main"), VPC],
  ["undeclared variable", set(`${LB}.name`, "${var.name}"), LB],
  ["undeclared local value", set(`${LB}.name`, "${local.name}"), LB],
  [
    "function that does not exist",
    set("output.service_url.value", '${trimsufix(aws_lb.main.dns_name, ".")}'),
    "output.service_url",
  ],
  ["dependency that does not exist", add(`${SERVICE}.depends_on`, "aws_lb_listener.https"), SERVICE],
  ["dependency as an expression", add(`${SERVICE}.depends_on`, "${aws_lb_listener.http}"), SERVICE],
  ["dependency on itself", add(`${SERVICE}.depends_on`, SERVICE), SERVICE],
  [
    "circle of security groups",
    set(`${ALB_SG}.egress.0.security_groups`, ["${aws_security_group.ecs_sg.id}"]),
    ECS_SG,
  ],
  ["circle by depends_on", set(`${VPC}.depends_on`, [SERVICE]), VPC],
  [
    "number token of CDKTF",
    set("aws_subnet.public.cidr_block", "10.0.-8.109562212591379e+298.0/24"),
    "aws_subnet.public",
  ],
  ["unresolved token of CDKTF", set(`${LB}.name`, "${TfToken[TOKEN.12]}"), LB],
  ["text undefined", set("aws_ecs_cluster.fastapi.name", "undefined-cluster"), "aws_ecs_cluster.fastapi"],
  ["space at the end", set(`${LB}.name`, "fastapi-alb "), LB],
  ["key of a rule left out", remove(`${ECS_SG}.ingress.0.ipv6_cidr_blocks`), ECS_SG],
  ["count of none", set("aws_subnet.private.count", 0), "aws_subnet.private"],
  ["count as a text", set("aws_subnet.private.count", "two"), "aws_subnet.private"],
  ["unknown lifecycle argument", set(`${SERVICE}.lifecycle.ignore_change`, ["desired_count"]), SERVICE],
  [
    "ignored argument that does not exist",
    set(`${SERVICE}.lifecycle.ignore_changes`, ["desired_counts"]),
    SERVICE,
  ],
  ["never to be destroyed", set(`${VPC}.lifecycle`, { prevent_destroy: true }), VPC],
  ["new before old under one name", set(`${LB}.lifecycle`, { create_before_destroy: true }), LB],

  ["reference without its braces", set(`${GROUP}.vpc_id`, "aws_vpc.main.id"), GROUP],
  ["reference in a name without its braces", set(`${GROUP}.name`, "aws_vpc.main.id"), GROUP],
  ["reference with a text behind it", set(`${GROUP}.vpc_id`, "${aws_vpc.main.id}-x"), GROUP],
  [
    "association for one subnet only",
    set("aws_route_table_association.private.count", 1),
    "aws_subnet.private",
  ],
  ["third subnet without a route table", set("aws_subnet.private.count", 3), "aws_subnet.private"],
  ["for_each beside count", set("aws_subnet.private.for_each", ["a"]), "aws_subnet.private"],
  ["many by count, named as one", set(`${VPC}.count`, 2), "aws_subnet.public"],
  [
    "unknown top-level block",
    (json) => {
      json.resources = {};
    },
    "(top)",
  ],
  ["block in place of a text", set(`${VPC}.cidr_block`, { cidr: "10.0.0.0/16" }), VPC],
  ["ARN that is none", set(`${SERVICE}.load_balancer.0.target_group_arn`, "fastapi-tg"), SERVICE],

  // provider, state, outputs
  ["Region that does not exist", set("provider.aws.0.region", "us-west-3"), "provider.aws"],
  ["Region of another partition", set("provider.aws.0.region", "cn-north-1"), "provider.aws"],
  ["provider argument mistyped", rename("provider.aws.0.region", "regoin"), "provider.aws"],
  ["credentials in the file", set("provider.aws.0.access_key", "AKIAIOSFODNN7EXAMPLE"), "provider.aws"],
  [
    "provider source",
    set("terraform.required_providers.aws.source", "hashicorp/awss"),
    "terraform.required_providers.aws",
  ],
  [
    "provider version that does not know Express",
    set("terraform.required_providers.aws.version", "6.22.0"),
    "terraform.required_providers.aws",
  ],
  [
    "provider version left open",
    set("terraform.required_providers.aws.version", "~> 6.0"),
    "terraform.required_providers.aws",
  ],
  [
    "state path of one machine",
    set("terraform.backend.local.path", "/home/me/terraform.custom-stack.tfstate"),
    "terraform.backend.local",
  ],
  [
    "state of another stack",
    set("terraform.backend.local.path", "../../../terraform.express-stack.tfstate"),
    "terraform.backend.local",
  ],
  ["required_version, which checkov does not take", set("terraform.required_version", ">= 1.5"), "terraform"],
  ["output without value", remove("output.service_url.value"), "output.service_url"],
  ["output that verify needs missing", remove("output.service_url"), "output.service_url"],

  // VPC, subnets, routes
  ["VPC too large", set(`${VPC}.cidr_block`, "10.0.0.0/8"), VPC],
  ["VPC block that is none", set(`${VPC}.cidr_block`, "10.0.0.0/33"), VPC],
  ["VPC block not at its start", set(`${VPC}.cidr_block`, "10.0.1.0/16"), VPC],
  ["DNS off", set(`${VPC}.enable_dns_support`, false), VPC],
  ["DNS host names off", set(`${VPC}.enable_dns_hostnames`, false), VPC],
  [
    "subnets outside the VPC",
    set("aws_subnet.public.cidr_block", "10.1.${count.index}.0/24"),
    "aws_subnet.public",
  ],
  [
    "subnets that overlap",
    set("aws_subnet.public.cidr_block", "10.0.${count.index}.0/24"),
    "aws_subnet.private",
  ],
  ["both subnets with one block", set("aws_subnet.private.cidr_block", "10.0.0.0/24"), "aws_subnet.private"],
  [
    "block beyond 255",
    set("aws_subnet.private.cidr_block", "10.0.${count.index + 255}.0/24"),
    "aws_subnet.private",
  ],
  [
    "subnet too small",
    set("aws_subnet.private.cidr_block", "10.0.${count.index}.0/29"),
    "aws_subnet.private",
  ],
  [
    "both subnets in one zone",
    set("aws_subnet.public.availability_zone", "${data.aws_availability_zones.available.names[0]}"),
    "aws_subnet.public",
  ],
  [
    "zone that few Regions have",
    set(
      "aws_subnet.public.availability_zone",
      "${data.aws_availability_zones.available.names[count.index + 2]}",
    ),
    "aws_subnet.public",
  ],
  ["zone of another Region", set("aws_subnet.public.availability_zone", "us-east-1a"), "aws_subnet.public"],
  [
    "zones by id",
    set(
      "aws_subnet.public.availability_zone",
      "${data.aws_availability_zones.available.zone_ids[count.index]}",
    ),
    "aws_subnet.public",
  ],
  [
    "private subnets with public addresses",
    set("aws_subnet.private.map_public_ip_on_launch", true),
    "aws_subnet.private",
  ],
  [
    "Local Zones let in",
    remove("data.aws_availability_zones.available.filter"),
    "data.aws_availability_zones.available",
  ],
  [
    "unknown state of zones",
    set("data.aws_availability_zones.available.state", "avaliable"),
    "data.aws_availability_zones.available",
  ],
  ["public subnets without a route table", remove("aws_route_table_association.public"), "aws_subnet.public"],
  [
    "public subnets at the private routes",
    set("aws_route_table_association.public.route_table_id", "${aws_route_table.private.id}"),
    LB,
  ],
  [
    "one subnet associated twice",
    set("aws_route_table_association.private.subnet_id", "${aws_subnet.private[0].id}"),
    "aws_subnet.private",
  ],
  [
    "association with a route table's ARN",
    set("aws_route_table_association.private.route_table_id", "${aws_route_table.private.arn}"),
    "aws_route_table_association.private",
  ],
  ["no route to the Internet", set("aws_route_table.public.route", []), LB],
  ["route to nothing", set("aws_route_table.public.route.0.gateway_id", null), "aws_route_table.public"],
  [
    "route to a block that is none",
    set("aws_route_table.public.route.0.cidr_block", "0.0.0.0"),
    "aws_route_table.public",
  ],
  [
    "private subnets open to the Internet",
    copy("aws_route_table.public.route", "aws_route_table.private.route"),
    SERVICE,
  ],
  [
    "default security group with rules",
    copy(`${ALB_SG}.ingress`, "aws_default_security_group.default.ingress"),
    "aws_default_security_group.default",
  ],
  ["default security group not closed", remove("aws_default_security_group.default"), VPC],

  [
    "second internet gateway",
    copy("aws_internet_gateway.igw", "aws_internet_gateway.other"),
    "aws_internet_gateway.other",
  ],
  [
    "route with two targets",
    set("aws_route_table.public.route.0.nat_gateway_id", "nat-0123456789abcdef0"),
    "aws_route_table.public",
  ],
  [
    "route twice",
    copy("aws_route_table.public.route.0", "aws_route_table.public.route.1"),
    "aws_route_table.public",
  ],

  // security groups
  ["protocol mistyped", set(`${ECS_SG}.ingress.0.protocol`, "tcpp"), ECS_SG],
  ["protocol of the load balancer", set(`${ALB_SG}.ingress.0.protocol`, "http"), ALB_SG],
  ["from above to", set(`${ECS_SG}.ingress.0.to_port`, 79), ECS_SG],
  ["port above 65535", set(`${ALB_SG}.ingress.0.to_port`, 70_000), ALB_SG],
  ["all protocols with a port", set(`${ECS_SG}.egress.0.protocol`, "-1"), ECS_SG],
  [
    "wrong port for the tasks",
    (json) => {
      set(`${ECS_SG}.ingress.0.from_port`, 80)(json);
      set(`${ECS_SG}.ingress.0.to_port`, 80)(json);
    },
    ECS_SG,
  ],
  ["tasks open to the world", set(`${ECS_SG}.ingress.0.cidr_blocks`, ["0.0.0.0/0"]), ECS_SG],
  [
    "SSH open to the world",
    add(`${ALB_SG}.ingress`, {
      description: "ssh",
      from_port: 22,
      to_port: 22,
      protocol: "tcp",
      cidr_blocks: ["0.0.0.0/0"],
      ipv6_cidr_blocks: null,
      prefix_list_ids: null,
      security_groups: null,
      self: null,
    }),
    ALB_SG,
  ],
  [
    "egress open to the world",
    (json) =>
      set(`${ECS_SG}.egress.0`, {
        description: "all",
        from_port: 0,
        to_port: 0,
        protocol: "-1",
        cidr_blocks: ["0.0.0.0/0"],
        ipv6_cidr_blocks: null,
        prefix_list_ids: null,
        security_groups: null,
        self: null,
      })(json),
    ECS_SG,
  ],
  ["rule for nobody", set(`${ECS_SG}.ingress.0.security_groups`, null), ECS_SG],
  ["rule twice", copy(`${ALB_SG}.ingress.0`, `${ALB_SG}.ingress.1`, { description: "once more" }), ALB_SG],
  ["description with an umlaut", set(`${ECS_SG}.ingress.0.description`, "für alle"), ECS_SG],
  ["description with an apostrophe", set(`${ALB_SG}.description`, "load balancer's group"), ALB_SG],
  ["rule without a description", set(`${ECS_SG}.ingress.0.description`, null), ECS_SG],
  ["group's name like an id", set(`${ECS_SG}.name`, "sg-tasks"), ECS_SG],
  ["two groups with one name", set(`${VPCE_SG}.name`, "ecs-sg"), VPCE_SG],
  ["group in no VPC", remove(`${VPCE_SG}.vpc_id`), VPCE_SG],
  ["block in a rule that is none", set(`${ALB_SG}.ingress.0.cidr_blocks`, ["0.0.0.0"]), ALB_SG],
  [
    "group that nobody has",
    set("aws_vpc_endpoint.sagemaker_runtime.security_group_ids", ["${aws_security_group.vpce_sg.id}"]),
    SAGEMAKER_SG,
  ],
  ["tasks may not reach the endpoints", set(`${ECS_SG}.egress.0.cidr_blocks`, ["10.0.10.0/24"]), ECS_SG],
  ["tasks may not reach S3", remove(`${ECS_SG}.egress.1`), ECS_SG],
  [
    "endpoints do not let the tasks in",
    set(`${VPCE_SG}.ingress.0.security_groups`, ["${aws_security_group.alb_sg.id}"]),
    VPCE_SG,
  ],
  ["load balancer may not reach the tasks", set(`${ALB_SG}.egress`, []), ALB_SG],
  ["listener's port closed", remove(`${ALB_SG}.ingress.0`), ALB_SG],
  [
    "prefix list that is none",
    set(`${ECS_SG}.egress.1.prefix_list_ids`, ["${aws_vpc_endpoint.s3.id}"]),
    ECS_SG,
  ],

  // load balancer
  ["name of 33 characters", set(`${LB}.name`, "a".repeat(33)), LB],
  ["name with an underscore", set(`${LB}.name`, "fastapi_alb"), LB],
  ["name that begins with internal-", set(`${LB}.name`, "internal-api"), LB],
  ["internal load balancer", set(`${LB}.internal`, true), LB],
  ["load balancer type", set(`${LB}.load_balancer_type`, "applications"), LB],
  ["network load balancer", set(`${LB}.load_balancer_type`, "network"), LB],
  ["load balancer in private subnets", set(`${LB}.subnets`, "${aws_subnet.private[*].id}"), LB],
  ["load balancer in one subnet", set(`${LB}.subnets`, ["${aws_subnet.public[0].id}"]), LB],
  ["load balancer without a group", set(`${LB}.security_groups`, []), LB],
  ["subnets' ARNs in place of ids", set(`${LB}.subnets`, "${aws_subnet.public[*].arn}"), LB],
  ["idle timeout above 4000 s", set(`${LB}.idle_timeout`, 4001), LB],
  ["idle timeout below the API's deadline", set(`${LB}.idle_timeout`, 20), LB],
  ["idle timeout above the API's own", set(`${LB}.idle_timeout`, 120), LB],
  ["invalid headers let through", set(`${LB}.drop_invalid_header_fields`, false), LB],
  ["deletion forbidden", set(`${LB}.enable_deletion_protection`, true), LB],
  ["address type", set(`${LB}.ip_address_type`, "ipv6"), LB],
  ["target group's name ends with a hyphen", set(`${GROUP}.name`, "fastapi-"), GROUP],
  ["target group by instance", set(`${GROUP}.target_type`, "instance"), GROUP],
  ["target group's default type", remove(`${GROUP}.target_type`), GROUP],
  ["target group over HTTPS", set(`${GROUP}.protocol`, "HTTPS"), GROUP],
  ["target group over TCP", set(`${GROUP}.protocol`, "TCP"), GROUP],
  ["target group in small letters", set(`${GROUP}.protocol`, "http"), GROUP],
  ["target group over gRPC", set(`${GROUP}.protocol_version`, "GRPC"), GROUP],
  ["target group's port 0", set(`${GROUP}.port`, 0), GROUP],
  ["health check path without slash", set(`${GROUP}.health_check.path`, "health"), GROUP],
  ["health check path that the API does not have", set(`${GROUP}.health_check.path`, "/ping"), GROUP],
  ["health check timeout above the interval", set(`${GROUP}.health_check.timeout`, 20), GROUP],
  ["health check timeout as long as the interval", set(`${GROUP}.health_check.timeout`, 15), GROUP],
  ["health check interval of 2 s", set(`${GROUP}.health_check.interval`, 2), GROUP],
  ["one success is not enough for AWS", set(`${GROUP}.health_check.healthy_threshold`, 1), GROUP],
  ["eleven failures", set(`${GROUP}.health_check.unhealthy_threshold`, 11), GROUP],
  ["matcher that the API never answers", set(`${GROUP}.health_check.matcher`, "204"), GROUP],
  ["matcher that is none", set(`${GROUP}.health_check.matcher`, "2xx"), GROUP],
  ["health check at another port", set(`${GROUP}.health_check.port`, "8080"), GROUP],
  ["health check switched off", set(`${GROUP}.health_check.enabled`, false), GROUP],
  ["deregistration before the requests end", set(`${GROUP}.deregistration_delay`, "5"), GROUP],
  ["deregistration of two hours", set(`${GROUP}.deregistration_delay`, "7200"), GROUP],
  ["slow start of 10 s", set(`${GROUP}.slow_start`, 10), GROUP],
  ["listener protocol of another kind", set(`${LISTENER}.protocol`, "TCP"), LISTENER],
  ["HTTPS without a certificate", set(`${LISTENER}.protocol`, "HTTPS"), LISTENER],
  [
    "certificate without HTTPS",
    set(
      `${LISTENER}.certificate_arn`,
      "arn:aws:acm:us-west-2:123456789012:certificate/12345678-1234-1234-1234-123456789012",
    ),
    LISTENER,
  ],
  ["listener port above 65535", set(`${LISTENER}.port`, 80_000), LISTENER],
  ["action mistyped", set(`${LISTENER}.default_action.0.type`, "foward"), LISTENER],
  ["forward to nobody", remove(`${LISTENER}.default_action.0.target_group_arn`), LISTENER],
  [
    "forward to the load balancer",
    set(`${LISTENER}.default_action.0.target_group_arn`, "${aws_lb.main.arn}"),
    LISTENER,
  ],
  [
    "redirect to itself",
    set(`${LISTENER}.default_action`, [
      { type: "redirect", redirect: { port: "80", protocol: "HTTPS", status_code: "HTTP_301" } },
    ]),
    LISTENER,
  ],
  [
    "redirect with a status that ELB has not",
    set(`${LISTENER}.default_action`, [
      { type: "redirect", redirect: { port: "443", protocol: "HTTPS", status_code: "HTTP_308" } },
    ]),
    LISTENER,
  ],
  ["two listeners on one port", copy(LISTENER, "aws_lb_listener.other"), "aws_lb_listener.other"],
  ["no listener", remove(LISTENER), GROUP],

  // endpoints
  [
    "endpoint of another Region",
    replace("aws_vpc_endpoint.logs.service_name", "${data.aws_region.current.region}", "us-east-1"),
    "aws_vpc_endpoint.logs",
  ],
  [
    "endpoint's service mistyped",
    set("aws_vpc_endpoint.ecr_api.service_name", "com.amazonaws.us-west-2.ecr-api"),
    "aws_vpc_endpoint.ecr_api",
  ],
  [
    "endpoint of SageMaker's control plane",
    replace("aws_vpc_endpoint.sagemaker_runtime.service_name", "sagemaker.runtime", "sagemaker.api"),
    "aws_vpc_endpoint.sagemaker_runtime",
  ],
  [
    "endpoint of SageMaker with a hyphen",
    replace("aws_vpc_endpoint.sagemaker_runtime.service_name", "sagemaker.runtime", "sagemaker-runtime"),
    "aws_vpc_endpoint.sagemaker_runtime",
  ],
  [
    "endpoint type mistyped",
    set("aws_vpc_endpoint.logs.vpc_endpoint_type", "interface"),
    "aws_vpc_endpoint.logs",
  ],
  ["endpoint's default type", remove("aws_vpc_endpoint.logs.vpc_endpoint_type"), "aws_vpc_endpoint.logs"],
  [
    "gateway with subnets",
    set("aws_vpc_endpoint.s3.subnet_ids", "${aws_subnet.private[*].id}"),
    "aws_vpc_endpoint.s3",
  ],
  [
    "gateway with a security group",
    set("aws_vpc_endpoint.s3.security_group_ids", ["${aws_security_group.vpce_sg.id}"]),
    "aws_vpc_endpoint.s3",
  ],
  [
    "gateway for a service that has none",
    set("aws_vpc_endpoint.ecr_dkr.vpc_endpoint_type", "Gateway"),
    "aws_vpc_endpoint.ecr_dkr",
  ],
  [
    "interface with route tables",
    set("aws_vpc_endpoint.logs.route_table_ids", ["${aws_route_table.private.id}"]),
    "aws_vpc_endpoint.logs",
  ],
  [
    "gateway at the public routes",
    set("aws_vpc_endpoint.s3.route_table_ids", ["${aws_route_table.public.id}"]),
    "aws_vpc_endpoint.s3",
  ],
  ["private DNS off", set("aws_vpc_endpoint.ecr_api.private_dns_enabled", false), "aws_vpc_endpoint.ecr_api"],
  [
    "private DNS not asked for",
    remove("aws_vpc_endpoint.ecr_api.private_dns_enabled"),
    "aws_vpc_endpoint.ecr_api",
  ],
  [
    "endpoint in public subnets",
    set("aws_vpc_endpoint.logs.subnet_ids", "${aws_subnet.public[*].id}"),
    "aws_vpc_endpoint.logs",
  ],
  [
    "endpoint in one zone",
    set("aws_vpc_endpoint.logs.subnet_ids", ["${aws_subnet.private[0].id}"]),
    "aws_vpc_endpoint.logs",
  ],
  ["endpoint without a group", set("aws_vpc_endpoint.logs.security_group_ids", []), "aws_vpc_endpoint.logs"],
  [
    "two endpoints for one service",
    copy("aws_vpc_endpoint.logs", "aws_vpc_endpoint.logs2"),
    "aws_vpc_endpoint.logs2",
  ],
  [
    "tasks without a way to CloudWatch Logs",
    (json) => {
      remove("aws_vpc_endpoint.logs")(json);
      remove(`${SERVICE}.depends_on.7`)(json);
    },
    SERVICE,
  ],
  ["tasks without a way to S3", (json) => remove("aws_vpc_endpoint.s3")(json), SERVICE],

  // task definition
  ["Fargate size that does not exist", set(`${TASK}.memory`, "4096"), TASK],
  ["CPU that Fargate has not", set(`${TASK}.cpu`, "300"), TASK],
  ["memory in GB", set(`${TASK}.memory`, "0.5GB"), TASK],
  ["bridge network", set(`${TASK}.network_mode`, "bridge"), TASK],
  ["compatible with EC2", set(`${TASK}.requires_compatibilities`, ["EC2"]), TASK],
  ["compatibility in small letters", set(`${TASK}.requires_compatibilities`, ["fargate"]), TASK],
  ["family with a space", set(`${TASK}.family`, "fastapi task"), TASK],
  ["no execution role", remove(`${TASK}.execution_role_arn`), TASK],
  [
    "role's name in place of its ARN",
    set(`${TASK}.execution_role_arn`, "${aws_iam_role.execution.name}"),
    TASK,
  ],
  [
    "roles exchanged",
    (json) => {
      set(`${TASK}.execution_role_arn`, "${aws_iam_role.task.arn}")(json);
      set(`${TASK}.task_role_arn`, "${aws_iam_role.execution.arn}")(json);
    },
    TASK,
  ],
  [
    "infrastructure role for the task",
    set(`${TASK}.task_role_arn`, "${aws_iam_role.infrastructure.arn}"),
    TASK,
  ],
  ["container definitions that are no JSON", set(`${TASK}.container_definitions`, "[{name: fastapi}]"), TASK],
  ["container definitions that are no list", set(`${TASK}.container_definitions`, "{}"), TASK],
  ["no container", set(`${TASK}.container_definitions`, "[]"), TASK],
  ["container key in Terraform's style", rename(`${CONTAINER}.portMappings`, "port_mappings"), TASK],
  ["container key mistyped", rename(`${CONTAINER}.environment`, "enviroment"), TASK],
  ["container CPU as a text", set(`${CONTAINER}.cpu`, "256"), TASK],
  ["essential as a text", set(`${CONTAINER}.essential`, "true"), TASK],
  ["no container is essential", set(`${CONTAINER}.essential`, false), TASK],
  ["container's memory above the task's", set(`${CONTAINER}.memory`, 1024), TASK],
  ["container's CPU above the task's", set(`${CONTAINER}.cpu`, 512), TASK],
  ["container port as a text", set(`${CONTAINER}.portMappings.0.containerPort`, "8000"), TASK],
  ["container port that the app does not use", set(`${CONTAINER}.portMappings.0.containerPort`, 8080), TASK],
  ["host port of its own", set(`${CONTAINER}.portMappings.0.hostPort`, 80), TASK],
  ["port protocol", set(`${CONTAINER}.portMappings.0.protocol`, "http"), TASK],
  ["container name with a space", set(`${CONTAINER}.name`, "fast api"), TASK],
  ["image without a tag", replace(`${CONTAINER}.image`, ":latest", ""), TASK],
  ["image of Docker Hub", set(`${CONTAINER}.image`, "nginx:latest"), TASK],
  [
    "image of another Region",
    replace(`${CONTAINER}.image`, "${data.aws_region.current.region}", "us-east-1"),
    TASK,
  ],
  ["image with capitals", replace(`${CONTAINER}.image`, "receipt-extraction", "Receipt-Extraction"), TASK],
  ["digest too short", replace(`${CONTAINER}.image`, ":latest", "@sha256:abc"), TASK],
  ["privileged", set(`${CONTAINER}.privileged`, true), TASK],
  ["as root", set(`${CONTAINER}.user`, "root"), TASK],
  ["file system that can be written", set(`${CONTAINER}.readonlyRootFilesystem`, false), TASK],
  ["capability added", set(`${CONTAINER}.linuxParameters.capabilities`, { add: ["NET_ADMIN"] }), TASK],
  ["stop timeout above Fargate's", set(`${CONTAINER}.stopTimeout`, 300), TASK],
  ["stop timeout below the deadline", set(`${CONTAINER}.stopTimeout`, 10), TASK],
  ["log driver that Fargate has not", set(`${CONTAINER}.logConfiguration.logDriver`, "json-file"), TASK],
  ["log driver mistyped", set(`${CONTAINER}.logConfiguration.logDriver`, "awslog"), TASK],
  [
    "log option mistyped",
    rename(`${CONTAINER}.logConfiguration.options.awslogs-group`, "awslogs-groups"),
    TASK,
  ],
  ["log option of another driver", set(`${CONTAINER}.logConfiguration.options.max-size`, "10m"), TASK],
  ["log stream prefix missing", remove(`${CONTAINER}.logConfiguration.options.awslogs-stream-prefix`), TASK],
  [
    "log Region of another place",
    set(`${CONTAINER}.logConfiguration.options.awslogs-region`, "us-east-1"),
    TASK,
  ],
  [
    "log group that does not exist",
    set(`${CONTAINER}.logConfiguration.options.awslogs-group`, "/ecs/other"),
    TASK,
  ],
  ["log mode that blocks", set(`${CONTAINER}.logConfiguration.options.mode`, "blocking"), TASK],
  ["log mode mistyped", set(`${CONTAINER}.logConfiguration.options.mode`, "nonblocking"), TASK],
  ["log buffer that is none", set(`${CONTAINER}.logConfiguration.options.max-buffer-size`, "4 MB"), TASK],
  [
    "log group made by the task, without a right",
    set(`${CONTAINER}.logConfiguration.options.awslogs-create-group`, "true"),
    TASK,
  ],
  ["no log", remove(`${CONTAINER}.logConfiguration`), TASK],

  // environment
  ["variable that the app does not know", set(`${CONTAINER}.environment.6.name`, "SAGEMAKER_ENDPOINT"), TASK],
  ["variable twice", add(`${CONTAINER}.environment`, { name: "PORT", value: "8000" }), TASK],
  ["variable with a number", set(`${CONTAINER}.environment.5.value`, 8000), TASK],
  ["variable with the wrong key", rename(`${CONTAINER}.environment.5.value`, "val"), TASK],
  ["port that the container does not open", set(`${CONTAINER}.environment.5.value`, "8080"), TASK],
  ["loopback address", set(`${CONTAINER}.environment.3.value`, "127.0.0.1"), TASK],
  ["engine mistyped", set(`${CONTAINER}.environment.2.value`, "sage-maker"), TASK],
  ["engine left to its default", remove(`${CONTAINER}.environment.2`), TASK],
  ["deadline in seconds", set(`${CONTAINER}.environment.1.value`, "25"), TASK],
  ["deadline above the client's", set(`${CONTAINER}.environment.1.value`, "60000"), TASK],
  ["upload limit above SageMaker's", set(`${CONTAINER}.environment.4.value`, "25000000"), TASK],
  ["endpoint name that is none", set(`${CONTAINER}.environment.6.value`, "my_endpoint"), TASK],
  ["endpoint that the role may not call", set(`${CONTAINER}.environment.6.value`, "another-endpoint"), TASK],
  ["Region of another place", set(`${CONTAINER}.environment.0.value`, "us-east-1"), TASK],
  [
    "secret in plain text",
    add(`${CONTAINER}.environment`, { name: "OPENAI_API_KEY", value: "sk-123" }),
    TASK,
  ],

  // service and autoscaling
  ["container that the task has not", set(`${SERVICE}.load_balancer.0.container_name`, "api"), SERVICE],
  ["port that the container has not", set(`${SERVICE}.load_balancer.0.container_port`, 80), SERVICE],
  ["launch type mistyped", set(`${SERVICE}.launch_type`, "FARGATES"), SERVICE],
  ["launch type left to its default", remove(`${SERVICE}.launch_type`), SERVICE],
  ["count left to its default", remove(`${SERVICE}.desired_count`), SERVICE],
  ["count above the most", set(`${SERVICE}.desired_count`, 5), SERVICE],
  ["negative count", set(`${SERVICE}.desired_count`, -1), SERVICE],
  ["count reset by every apply", remove(`${SERVICE}.lifecycle`), SERVICE],
  [
    "tasks in public subnets",
    set(`${SERVICE}.network_configuration.subnets`, "${aws_subnet.public[*].id}"),
    SERVICE,
  ],
  ["tasks with public addresses", set(`${SERVICE}.network_configuration.assign_public_ip`, true), SERVICE],
  [
    "tasks with the load balancer's group",
    set(`${SERVICE}.network_configuration.security_groups`, ["${aws_security_group.alb_sg.id}"]),
    ECS_SG,
  ],
  ["tasks without a network", remove(`${SERVICE}.network_configuration`), SERVICE],
  ["service without a load balancer", remove(`${SERVICE}.load_balancer`), SERVICE],
  ["service before the listener", set(`${SERVICE}.depends_on`, []), SERVICE],
  ["service after no policy", remove(`${SERVICE}.depends_on.1`), SERVICE],
  ["service before its endpoints", remove(`${SERVICE}.depends_on.5`), SERVICE],
  ["no circuit breaker", remove(`${SERVICE}.deployment_circuit_breaker`), SERVICE],
  ["circuit breaker without rollback", set(`${SERVICE}.deployment_circuit_breaker.rollback`, false), SERVICE],
  ["no grace period", remove(`${SERVICE}.health_check_grace_period_seconds`), SERVICE],
  ["daemon service", set(`${SERVICE}.scheduling_strategy`, "DAEMON"), SERVICE],
  ["deployment that may stop everything", set(`${SERVICE}.deployment_minimum_healthy_percent`, 0), SERVICE],
  ["cluster by a name of its own", set(`${SERVICE}.cluster`, "fastapi-cluster"), SERVICE],
  ["task definition of another service", set(`${SERVICE}.task_definition`, "fastapi:1"), SERVICE],
  [
    "cluster's name with a space",
    set("aws_ecs_cluster.fastapi.name", "fastapi cluster"),
    "aws_ecs_cluster.fastapi",
  ],
  ["least above most", set(`${TARGET}.min_capacity`, 4), TARGET],
  ["namespace mistyped", set(`${TARGET}.service_namespace`, "ec2"), TARGET],
  ["dimension of EC2", set(`${TARGET}.scalable_dimension`, "ec2:spot-fleet-request:TargetCapacity"), TARGET],
  ["dimension mistyped", set(`${TARGET}.scalable_dimension`, "ecs:service:DesiredCounts"), TARGET],
  ["resource id without service/", replace(`${TARGET}.resource_id`, "service/", ""), TARGET],
  [
    "resource id the wrong way round",
    set(`${TARGET}.resource_id`, "service/${aws_ecs_service.fastapi.name}/${aws_ecs_cluster.fastapi.name}"),
    TARGET,
  ],
  [
    "resource id with the cluster's id",
    set(`${TARGET}.resource_id`, "service/${aws_ecs_cluster.fastapi.id}/${aws_ecs_service.fastapi.name}"),
    TARGET,
  ],
  [
    "two targets for one service",
    copy(TARGET, "aws_appautoscaling_target.other"),
    "aws_appautoscaling_target.other",
  ],
  ["target that nothing scales", remove(POLICY), TARGET],
  ["policy type mistyped", set(`${POLICY}.policy_type`, "TargetTracking"), POLICY],
  ["policy type left to its default", remove(`${POLICY}.policy_type`), POLICY],
  ["policy of another type", set(`${POLICY}.policy_type`, "StepScaling"), POLICY],
  [
    "policy without its configuration",
    remove(`${POLICY}.target_tracking_scaling_policy_configuration`),
    POLICY,
  ],
  [
    "metric mistyped",
    set(
      `${POLICY}.target_tracking_scaling_policy_configuration.predefined_metric_specification.predefined_metric_type`,
      "ECSServiceAverageCPUUtilisation",
    ),
    POLICY,
  ],
  [
    "metric of EC2",
    set(
      `${POLICY}.target_tracking_scaling_policy_configuration.predefined_metric_specification.predefined_metric_type`,
      "ASGAverageCPUUtilization",
    ),
    POLICY,
  ],
  [
    "target above 100 %",
    set(`${POLICY}.target_tracking_scaling_policy_configuration.target_value`, 170),
    POLICY,
  ],
  [
    "negative cooldown",
    set(`${POLICY}.target_tracking_scaling_policy_configuration.scale_in_cooldown`, -1),
    POLICY,
  ],
  [
    "policy without a metric",
    remove(`${POLICY}.target_tracking_scaling_policy_configuration.predefined_metric_specification`),
    POLICY,
  ],
  [
    "policy of two types",
    set(`${POLICY}.step_scaling_policy_configuration.adjustment_type`, "ChangeInCapacity"),
    POLICY,
  ],
  ["policy for another resource", set(`${POLICY}.resource_id`, "service/a/b"), POLICY],

  // roles and policies
  [
    "policy version of today",
    set("aws_iam_role.task.assume_role_policy.Version", "2024-10-17"),
    "aws_iam_role.task",
  ],
  ["policy without a version", remove("aws_iam_role.task.assume_role_policy.Version"), "aws_iam_role.task"],
  [
    "key in small letters",
    rename("aws_iam_role.task.assume_role_policy.Statement.0.Effect", "effect"),
    "aws_iam_role.task",
  ],
  ["key in the plural", rename(`${RIGHT}.policy.Statement.0.Action`, "Actions"), RIGHT],
  ["effect mistyped", set(`${RIGHT}.policy.Statement.0.Effect`, "allow"), RIGHT],
  ["denied in place of allowed", set(`${RIGHT}.policy.Statement.0.Effect`, "Deny"), RIGHT],
  ["principal in a role's policy", set(`${RIGHT}.policy.Statement.0.Principal`, "*"), RIGHT],
  [
    "resource in a trust policy",
    set("aws_iam_role.task.assume_role_policy.Statement.0.Resource", "*"),
    "aws_iam_role.task",
  ],
  [
    "trust in a service that does not exist",
    set("aws_iam_role.task.assume_role_policy.Statement.0.Principal.Service", "ecs-task.amazonaws.com"),
    "aws_iam_role.task",
  ],
  [
    "trust in another service",
    set("aws_iam_role.execution.assume_role_policy.Statement.0.Principal.Service", "ecs.amazonaws.com"),
    "aws_iam_role_policy_attachment.execution",
  ],
  [
    "trust in EC2",
    set("aws_iam_role.task.assume_role_policy.Statement.0.Principal.Service", "ec2.amazonaws.com"),
    "aws_iam_role.task",
  ],
  [
    "trust in everybody",
    set("aws_iam_role.task.assume_role_policy.Statement.0.Principal", "*"),
    "aws_iam_role.task",
  ],
  [
    "trust without the host's domain",
    set("aws_iam_role.task.assume_role_policy.Statement.0.Principal.Service", "ecs-tasks"),
    "aws_iam_role.task",
  ],
  [
    "trust by another action",
    set("aws_iam_role.task.assume_role_policy.Statement.0.Action", "sts:AssumeRoles"),
    "aws_iam_role.task",
  ],
  ["action mistyped", set(`${RIGHT}.policy.Statement.0.Action`, ["sagemaker:InvokeEndpoints"]), RIGHT],
  ["action without a service", set(`${RIGHT}.policy.Statement.0.Action`, ["InvokeEndpoint"]), RIGHT],
  [
    "action of a service that does not exist",
    set(`${RIGHT}.policy.Statement.0.Action`, ["sagemaker-runtime:InvokeEndpoint"]),
    RIGHT,
  ],
  ["all actions", set(`${RIGHT}.policy.Statement.0.Action`, ["sagemaker:*"]), RIGHT],
  ["all resources", set(`${RIGHT}.policy.Statement.0.Resource`, "*"), RIGHT],
  [
    "all endpoints",
    replace(`${RIGHT}.policy.Statement.0.Resource`, "gemma-4-receipt-extraction-vllm", "*"),
    RIGHT,
  ],
  [
    "resource that is no ARN",
    set(`${RIGHT}.policy.Statement.0.Resource`, "endpoint/gemma-4-receipt-extraction-vllm"),
    RIGHT,
  ],
  [
    "resource of another service",
    replace(`${RIGHT}.policy.Statement.0.Resource`, ":sagemaker:", ":s3:"),
    RIGHT,
  ],
  [
    "resource of another Region",
    replace(`${RIGHT}.policy.Statement.0.Resource`, "${data.aws_region.current.region}", "eu-west-1"),
    RIGHT,
  ],
  ["another endpoint", replace(`${RIGHT}.policy.Statement.0.Resource`, "vllm", "vlm"), TASK],
  ["policy that is no JSON", set(`${RIGHT}.policy`, "Version: 2012-10-17"), RIGHT],
  [
    "condition that IAM does not know",
    set(`${RIGHT}.policy.Statement.0.Condition`, { StringEqual: { "aws:SourceAccount": "1" } }),
    RIGHT,
  ],
  ["policy without statements", set(`${RIGHT}.policy.Statement`, []), RIGHT],
  [
    "policy of AWS that does not exist",
    replace("aws_iam_role_policy_attachment.execution.policy_arn", "RolePolicy", "Policy"),
    "aws_iam_role_policy_attachment.execution",
  ],
  [
    "policy of AWS without its path",
    replace("aws_iam_role_policy_attachment.execution.policy_arn", "service-role/", ""),
    "aws_iam_role_policy_attachment.execution",
  ],
  [
    "administrator",
    set("aws_iam_role_policy_attachment.execution.policy_arn", "arn:aws:iam::aws:policy/AdministratorAccess"),
    "aws_iam_role_policy_attachment.execution",
  ],
  [
    "policy attached to another role",
    set("aws_iam_role_policy_attachment.execution.role", "${aws_iam_role.task.name}"),
    TASK,
  ],
  [
    "policy attached to a role's ARN",
    set("aws_iam_role_policy_attachment.execution.role", "${aws_iam_role.execution.arn}"),
    "aws_iam_role_policy_attachment.execution",
  ],
  [
    "right to call the model missing",
    (json) => {
      remove(RIGHT)(json);
      remove(`${SERVICE}.depends_on.2`)(json);
    },
    TASK,
  ],
  ["role's name too long", set("aws_iam_role.task.name", "r".repeat(65)), "aws_iam_role.task"],
  ["role's name with a space", set("aws_iam_role.task.name", "ecs task"), "aws_iam_role.task"],
  ["two roles with one name", set("aws_iam_role.task.name", "ecsExpressExecution"), "aws_iam_role.task"],
  ["session of 30 hours", set("aws_iam_role.task.max_session_duration", 108_000), "aws_iam_role.task"],

  // logs and tags
  [
    "retention that CloudWatch has not",
    set("aws_cloudwatch_log_group.fastapi.retention_in_days", 31),
    "aws_cloudwatch_log_group.fastapi",
  ],
  [
    "log kept for ever",
    remove("aws_cloudwatch_log_group.fastapi.retention_in_days"),
    "aws_cloudwatch_log_group.fastapi",
  ],
  [
    "log group's name with a space",
    set("aws_cloudwatch_log_group.fastapi.name", "/ecs/fast api"),
    "aws_cloudwatch_log_group.fastapi",
  ],
  [
    "log group that stays behind",
    set("aws_cloudwatch_log_group.fastapi.skip_destroy", true),
    "aws_cloudwatch_log_group.fastapi",
  ],
  ["tag of AWS's own", set(`${VPC}.tags.aws:name`, "vpc"), VPC],
  ["tag's value too long", set(`${VPC}.tags.Name`, "v".repeat(257)), VPC],
  ["tag that is no text", set(`${VPC}.tags.Name`, ["vpc"]), VPC],
];

const EXPRESS_FAULTS: readonly Entry[] = [
  [
    "key of network_configuration left out",
    remove(`${EXPRESS}.network_configuration.0.security_groups`),
    EXPRESS,
  ],
  ["key of scaling_target left out", remove(`${EXPRESS}.scaling_target.0.auto_scaling_metric`), EXPRESS],
  ["key of scaling_target null", set(`${EXPRESS}.scaling_target.0.auto_scaling_target_value`, null), EXPRESS],
  [
    "key of aws_logs_configuration left out",
    remove(`${EXPRESS}.primary_container.0.aws_logs_configuration.0.log_stream_prefix`),
    EXPRESS,
  ],
  [
    "metric as the provider's page has it",
    set(`${EXPRESS}.scaling_target.0.auto_scaling_metric`, "CPU"),
    EXPRESS,
  ],
  [
    "metric of Application Auto Scaling",
    set(`${EXPRESS}.scaling_target.0.auto_scaling_metric`, "ECSServiceAverageCPUUtilization"),
    EXPRESS,
  ],
  ["target above 100 %", set(`${EXPRESS}.scaling_target.0.auto_scaling_target_value`, 700), EXPRESS],
  ["least above most", set(`${EXPRESS}.scaling_target.0.min_task_count`, 4), EXPRESS],
  ["no tasks", set(`${EXPRESS}.scaling_target.0.max_task_count`, 0), EXPRESS],
  ["CPU left to its default", remove(`${EXPRESS}.cpu`), EXPRESS],
  ["memory left to its default", remove(`${EXPRESS}.memory`), EXPRESS],
  ["size that Fargate has not", set(`${EXPRESS}.memory`, "3072"), EXPRESS],
  ["CPU in vCPU", set(`${EXPRESS}.cpu`, "0.25 vCPU"), EXPRESS],
  ["health path left to its default", remove(`${EXPRESS}.health_check_path`), EXPRESS],
  ["health path of another app", set(`${EXPRESS}.health_check_path`, "/ping"), EXPRESS],
  ["port left to its default", remove(`${EXPRESS}.primary_container.0.container_port`), EXPRESS],
  ["port that the app does not use", set(`${EXPRESS}.primary_container.0.container_port`, 80), EXPRESS],
  ["port that the security group does not open", remove("aws_security_group.alb_sg.ingress.2"), ALB_SG],
  [
    "variables out of order",
    (json) => {
      copy(
        `${EXPRESS}.primary_container.0.environment.0`,
        `${EXPRESS}.primary_container.0.environment.7`,
      )(json);
      remove(`${EXPRESS}.primary_container.0.environment.0`)(json);
    },
    EXPRESS,
  ],
  [
    "variable that the app does not know",
    set(`${EXPRESS}.primary_container.0.environment.1.name`, "DEADLINE"),
    EXPRESS,
  ],
  [
    "variable twice",
    set(`${EXPRESS}.primary_container.0.environment.1`, { name: "AWS_REGION", value: "us-west-2" }),
    EXPRESS,
  ],
  ["block as the API calls it", rename(`${EXPRESS}.primary_container`, "primaryContainer"), EXPRESS],
  [
    "two containers",
    copy(`${EXPRESS}.primary_container.0`, `${EXPRESS}.primary_container.1`, { container_port: 8001 }),
    EXPRESS,
  ],
  ["secrets in the plural", set(`${EXPRESS}.primary_container.0.secrets`, []), EXPRESS],
  [
    "private subnets",
    set(`${EXPRESS}.network_configuration.0.subnets`, "${aws_subnet.private[*].id}"),
    EXPRESS,
  ],
  [
    "subnets of both kinds",
    set(`${EXPRESS}.network_configuration.0.subnets`, [
      "${aws_subnet.public[0].id}",
      "${aws_subnet.private[1].id}",
    ]),
    EXPRESS,
  ],
  ["one subnet", set(`${EXPRESS}.network_configuration.0.subnets`, ["${aws_subnet.public[0].id}"]), EXPRESS],
  [
    "group's name in place of its id",
    set(`${EXPRESS}.network_configuration.0.security_groups`, ["${aws_security_group.alb_sg.name}"]),
    EXPRESS,
  ],
  [
    "cluster's id in place of its name",
    set(`${EXPRESS}.cluster`, "${aws_ecs_cluster.fastapiecs.id}"),
    EXPRESS,
  ],
  [
    "roles exchanged",
    (json) => {
      set(`${EXPRESS}.infrastructure_role_arn`, "${aws_iam_role.execution.arn}")(json);
      set(`${EXPRESS}.execution_role_arn`, "${aws_iam_role.infrastructure.arn}")(json);
    },
    EXPRESS,
  ],
  ["infrastructure role missing", remove(`${EXPRESS}.infrastructure_role_arn`), EXPRESS],
  ["policies after the service", remove(`${EXPRESS}.depends_on`), EXPRESS],
  ["route to the Internet after the service", remove(`${EXPRESS}.depends_on.3`), EXPRESS],
  ["delete timeout without a unit", set(`${EXPRESS}.timeouts.delete`, "30"), EXPRESS],
  ["delete timeout left to its default", remove(`${EXPRESS}.timeouts`), EXPRESS],
  ["service name with a space", set(`${EXPRESS}.service_name`, "receipt api"), EXPRESS],
  [
    "log group of another name",
    set(`${EXPRESS}.primary_container.0.aws_logs_configuration.0.log_group`, "/ecs/other"),
    EXPRESS,
  ],
  [
    "image of another registry",
    set(`${EXPRESS}.primary_container.0.image`, "public.ecr.aws/nginx/nginx:latest"),
    EXPRESS,
  ],
  [
    "image's account mistyped",
    replace(
      `${EXPRESS}.primary_container.0.image`,
      "${data.aws_caller_identity.current.account_id}",
      "12345",
    ),
    EXPRESS,
  ],
  [
    "output that becomes null",
    set("output.service_arn.value", "${aws_ecs_express_gateway_service.fastapi.current_deployment}"),
    "output.service_arn",
  ],
  [
    "URL from an attribute that is none",
    replace("output.service_url.value", "ingress_paths[0].endpoint", "ingress_paths[0].url"),
    "output.service_url",
  ],
  [
    "URL without an index",
    replace("output.service_url.value", "ingress_paths[0].endpoint", "ingress_paths.endpoint"),
    "output.service_url",
  ],
  ["tasks may not reach AWS", set("aws_security_group.alb_sg.egress", []), ALB_SG],
  ["region of another place", set(`${EXPRESS}.region`, "us-east-1"), EXPRESS],
];

const SAGEMAKER: readonly Entry[] = [
  ["instance without a GPU", set(`${CONFIG}.production_variants.0.instance_type`, "ml.m5.2xlarge"), CONFIG],
  ["instance without ml.", set(`${CONFIG}.production_variants.0.instance_type`, "g6.2xlarge"), CONFIG],
  [
    "instance size that does not exist",
    set(`${CONFIG}.production_variants.0.instance_type`, "ml.g6.3xlarge"),
    CONFIG,
  ],
  ["no instance", set(`${CONFIG}.production_variants.0.initial_instance_count`, 0), CONFIG],
  ["half an instance", set(`${CONFIG}.production_variants.0.initial_instance_count`, 0.5), CONFIG],
  [
    "start-up timeout above an hour",
    set(`${CONFIG}.production_variants.0.container_startup_health_check_timeout_in_seconds`, 7200),
    CONFIG,
  ],
  [
    "start-up timeout left to its default",
    remove(`${CONFIG}.production_variants.0.container_startup_health_check_timeout_in_seconds`),
    CONFIG,
  ],
  [
    "variant's name with an underscore",
    set(`${CONFIG}.production_variants.0.variant_name`, "All_Traffic"),
    CONFIG,
  ],
  [
    "variant of a model that does not exist",
    set(`${CONFIG}.production_variants.0.model_name`, "gemma"),
    CONFIG,
  ],
  ["variant twice", copy(`${CONFIG}.production_variants.0`, `${CONFIG}.production_variants.1`), CONFIG],
  ["no variant", set(`${CONFIG}.production_variants`, []), CONFIG],
  [
    "serverless",
    set(`${CONFIG}.production_variants.0.serverless_config`, { max_concurrency: 1, memory_size_in_mb: 2048 }),
    CONFIG,
  ],
  [
    "asynchronous",
    set(`${CONFIG}.async_inference_config`, { output_config: { s3_output_path: "s3://bucket/" } }),
    CONFIG,
  ],
  ["configuration's name too long", set(`${CONFIG}.name`, "c".repeat(64)), CONFIG],
  ["configuration replaced while in use", remove(`${CONFIG}.lifecycle`), CONFIG],
  ["model replaced while in use", set(`${MODEL}.lifecycle.create_before_destroy`, false), MODEL],
  ["model's name with a dot", set(`${MODEL}.name`, "gemma.4"), MODEL],
  ["model without a container", remove(`${MODEL}.primary_container`), MODEL],
  ["model without weights", remove(`${MODEL}.primary_container.environment.SM_VLLM_MODEL`), MODEL],
  [
    "server flag mistyped",
    rename(`${MODEL}.primary_container.environment.SM_VLLM_MODEL`, "SM_VLM_MODEL"),
    MODEL,
  ],
  [
    "server flag that is no JSON",
    set(`${MODEL}.primary_container.environment.SM_VLLM_MM_PROCESSOR_KWARGS`, "max_soft_tokens=1120"),
    MODEL,
  ],
  [
    "token budget that Gemma has not",
    set(`${MODEL}.primary_container.environment.SM_VLLM_MM_PROCESSOR_KWARGS`, '{"max_soft_tokens":1024}'),
    MODEL,
  ],
  [
    "token of Hugging Face in plain text",
    set(`${MODEL}.primary_container.environment.HF_TOKEN`, "hf_abc"),
    MODEL,
  ],
  [
    "model id without its organisation",
    set(`${MODEL}.primary_container.environment.SM_VLLM_MODEL`, "gemma-4-E4B-it"),
    MODEL,
  ],
  ["environment with a number", set(`${MODEL}.primary_container.environment`, ["SM_VLLM_MODEL"]), MODEL],
  ["image of another registry", set(`${MODEL}.primary_container.image`, "vllm/vllm-openai:v0.19.1"), MODEL],
  ["network closed", set(`${MODEL}.enable_network_isolation`, true), MODEL],
  [
    "role of ECS",
    set("aws_iam_role.sagemaker.assume_role_policy.Statement.0.Principal.Service", "ecs-tasks.amazonaws.com"),
    "aws_iam_role_policy_attachment.ecr",
  ],
  [
    "full access to the registry",
    set(
      "aws_iam_role_policy_attachment.ecr.policy_arn",
      "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryFullAccess",
    ),
    "aws_iam_role_policy_attachment.ecr",
  ],
  [
    "no right to pull the image",
    (json) => {
      remove("aws_iam_role_policy_attachment.ecr")(json);
      remove(`${MODEL}.depends_on.0`)(json);
    },
    MODEL,
  ],
  [
    "no right to write a log",
    (json) => {
      remove("aws_iam_role_policy.logs")(json);
      remove(`${MODEL}.depends_on.1`)(json);
    },
    MODEL,
  ],
  [
    "right to write another log",
    replace(
      "aws_iam_role_policy.logs.policy.Statement.0.Resource.1",
      "/aws/sagemaker/Endpoints",
      "/aws/sagemaker/Models",
    ),
    MODEL,
  ],
  ["right to write streams missing", remove("aws_iam_role_policy.logs.policy.Statement.0.Action.3"), MODEL],
  ["policies after the model", remove(`${MODEL}.depends_on`), MODEL],
  [
    "role's id in place of its ARN",
    set(`${MODEL}.execution_role_arn`, "${aws_iam_role.sagemaker.id}"),
    MODEL,
  ],
  ["endpoint's name with a dot", set(`${ENDPOINT}.name`, "gemma.vllm"), ENDPOINT],
  [
    "endpoint's configuration by a literal",
    set(`${ENDPOINT}.endpoint_config_name`, "gemma-4-receipt-extraction-vllm"),
    ENDPOINT,
  ],
  [
    "endpoint's configuration by its ARN",
    set(`${ENDPOINT}.endpoint_config_name`, "${aws_sagemaker_endpoint_configuration.endpointConfig.arn}"),
    ENDPOINT,
  ],
  [
    "endpoint's configuration mistyped",
    rename(`${ENDPOINT}.endpoint_config_name`, "endpoint_configuration_name"),
    ENDPOINT,
  ],
];

const REGISTRY: readonly Entry[] = [
  ["repository with capitals", set(`${REPOSITORY}.name`, "Receipts"), REPOSITORY],
  ["repository of one letter", set(`${REPOSITORY}.name`, "r"), REPOSITORY],
  ["mutability mistyped", set(`${REPOSITORY}.image_tag_mutability`, "IMMUTABEL"), REPOSITORY],
  ["no scan", set(`${REPOSITORY}.image_scanning_configuration.scan_on_push`, false), REPOSITORY],
  ["no scanning configuration", remove(`${REPOSITORY}.image_scanning_configuration`), REPOSITORY],
  [
    "encryption that ECR has not",
    set(`${REPOSITORY}.encryption_configuration`, [{ encryption_type: "AES512" }]),
    REPOSITORY,
  ],
  ["no lifecycle policy", remove(LIFECYCLE), REPOSITORY],
  ["lifecycle policy of another repository", set(`${LIFECYCLE}.repository`, "receipts"), LIFECYCLE],
  ["two lifecycle policies", copy(LIFECYCLE, "aws_ecr_lifecycle_policy.other"), REPOSITORY],
  ["lifecycle policy that is no JSON", set(`${LIFECYCLE}.policy`, "expire"), LIFECYCLE],
  ["lifecycle policy without rules", set(`${LIFECYCLE}.policy.rules`, []), LIFECYCLE],
  ["priority 0", set(`${LIFECYCLE}.policy.rules.0.rulePriority`, 0), LIFECYCLE],
  [
    "priority twice",
    copy(`${LIFECYCLE}.policy.rules.0`, `${LIFECYCLE}.policy.rules.1`, { description: "again" }),
    LIFECYCLE,
  ],
  ["tagged images expire", set(`${LIFECYCLE}.policy.rules.0.selection.tagStatus`, "any"), LIFECYCLE],
  ["tag status mistyped", set(`${LIFECYCLE}.policy.rules.0.selection.tagStatus`, "untaged"), LIFECYCLE],
  [
    "count type mistyped",
    set(`${LIFECYCLE}.policy.rules.0.selection.countType`, "sinceImagePush"),
    LIFECYCLE,
  ],
  ["unit in hours", set(`${LIFECYCLE}.policy.rules.0.selection.countUnit`, "hours"), LIFECYCLE],
  ["unit missing", remove(`${LIFECYCLE}.policy.rules.0.selection.countUnit`), LIFECYCLE],
  ["zero days", set(`${LIFECYCLE}.policy.rules.0.selection.countNumber`, 0), LIFECYCLE],
  ["days as a text", set(`${LIFECYCLE}.policy.rules.0.selection.countNumber`, "30"), LIFECYCLE],
  ["action that ECR has not", set(`${LIFECYCLE}.policy.rules.0.action.type`, "delete"), LIFECYCLE],
];

const of = (stack: StackName, entries: readonly Entry[]): Fault[] =>
  entries.map(([what, inject, at]) => ({ stack, what, inject, at }));

export const FAULTS: readonly Fault[] = [
  ...of("custom", CUSTOM),
  ...of("express", EXPRESS_FAULTS),
  ...of("sagemaker", SAGEMAKER),
  ...of("registry", REGISTRY),
];
