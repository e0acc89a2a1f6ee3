import { CASES as alarms } from "./alarms.ts";
import { CASES as autoscaling } from "./autoscaling.ts";
import { CASES as availabilityZones } from "./availability-zones.ts";
import type { Fault, Variation } from "./cases.ts";
import { CASES as containerDefinitions } from "./container-definitions.ts";
import { CASES as domain } from "./domain.ts";
import { CASES as ecr } from "./ecr.ts";
import { CASES as ecsExpress } from "./ecs-express.ts";
import { CASES as ecsService } from "./ecs-service.ts";
import { CASES as ecsTaskDefinition } from "./ecs-task-definition.ts";
import { CASES as environment } from "./environment.ts";
import { CASES as everyResource } from "./every-resource.ts";
import { CASES as fargate } from "./fargate.ts";
import { CASES as iamPolicies } from "./iam-policies.ts";
import { CASES as iamRoles } from "./iam-roles.ts";
import { CASES as listener } from "./listener.ts";
import { CASES as loadBalancer } from "./load-balancer.ts";
import { CASES as logs } from "./logs.ts";
import { CASES as metaArguments } from "./meta-arguments.ts";
import { CASES as modelServer } from "./model-server.ts";
import { CASES as names } from "./names.ts";
import { CASES as order } from "./order.ts";
import { CASES as outputs } from "./outputs.ts";
import { CASES as programs } from "./programs.ts";
import { CASES as s3 } from "./s3.ts";
import { CASES as sagemaker } from "./sagemaker.ts";
import { CASES as secrets } from "./secrets.ts";
import { CASES as securityGroups } from "./security-groups.ts";
import { CASES as targetGroup } from "./target-group.ts";
import { CASES as terraform } from "./terraform.ts";
import { CASES as terraformBlock } from "./terraform-block.ts";
import { CASES as timeouts } from "./timeouts.ts";
import { CASES as traffic } from "./traffic.ts";
import { CASES as vpc } from "./vpc.ts";
import { CASES as vpcEndpoints } from "./vpc-endpoints.ts";

const ALL = [
  alarms,
  autoscaling,
  availabilityZones,
  containerDefinitions,
  domain,
  ecr,
  ecsExpress,
  ecsService,
  ecsTaskDefinition,
  environment,
  everyResource,
  fargate,
  iamPolicies,
  iamRoles,
  listener,
  loadBalancer,
  logs,
  metaArguments,
  modelServer,
  names,
  order,
  outputs,
  programs,
  s3,
  sagemaker,
  secrets,
  securityGroups,
  targetGroup,
  terraformBlock,
  terraform,
  timeouts,
  traffic,
  vpcEndpoints,
  vpc,
];

export const FAULTS: readonly Fault[] = ALL.flatMap(({ invalid }) => invalid);
export const VARIATIONS: readonly Variation[] = ALL.flatMap(({ valid }) => valid);
