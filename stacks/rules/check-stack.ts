/** All rules over one stack. */
import { containerForm, containersTogether, logOptions } from "./aws/container-definitions.ts";
import { lifecyclePolicies } from "./aws/ecr.ts";
import { expressForm, expressNetwork } from "./aws/ecs-express.ts";
import { scalingPolicies, serviceContainer, serviceNetwork, serviceScaling } from "./aws/ecs-service.ts";
import { images, taskSize } from "./aws/fargate.ts";
import { documents, invokeRight, managedPolicies, roleUses } from "./aws/iam.ts";
import { balancerSubnets, listeners, targetGroups } from "./aws/load-balancer.ts";
import { endpointConfiguration, modelLog, modelServer, replacement } from "./aws/sagemaker.ts";
import { groupRules, groupsInUse } from "./aws/security-groups.ts";
import { defaultGroup, gateways, routes, subnetBlocks, subnetRoutes, subnetZones } from "./aws/vpc.ts";
import { endpointForm, endpointPlaces, endpointsNeeded } from "./aws/vpc-endpoints.ts";
import { references } from "./references.ts";
import { required } from "./required.ts";
import type { Rule } from "./rule.ts";
import { describeFinding, type Finding } from "./terraform/finding.ts";
import { Plan } from "./terraform/plan.ts";
import { unfit } from "./unfit.ts";
import { values } from "./values.ts";
import { environmentNames, environmentValues } from "./whole-stack/environment.ts";
import { arns, operationTimeouts, tags } from "./whole-stack/every-resource.ts";
import { circles, metaArguments } from "./whole-stack/meta-arguments.ts";
import { names } from "./whole-stack/names.ts";
import { order } from "./whole-stack/order.ts";
import { outputs } from "./whole-stack/outputs.ts";
import { provider, terraformBlock } from "./whole-stack/terraform-block.ts";
import { timeouts } from "./whole-stack/timeouts.ts";
import { endpointTraffic, expressTraffic, loadBalancerTraffic, taskTraffic } from "./whole-stack/traffic.ts";

export const RULES = {
  terraformBlock,
  provider,
  metaArguments,
  outputs,
  circles,
  names,
  references,
  required,
  values,
  unfit,
  tags,
  operationTimeouts,
  arns,
  subnetBlocks,
  subnetZones,
  subnetRoutes,
  routes,
  gateways,
  defaultGroup,
  groupRules,
  groupsInUse,
  loadBalancerTraffic,
  taskTraffic,
  endpointTraffic,
  expressTraffic,
  balancerSubnets,
  listeners,
  targetGroups,
  taskSize,
  images,
  containerForm,
  containersTogether,
  logOptions,
  environmentNames,
  environmentValues,
  timeouts,
  serviceContainer,
  serviceNetwork,
  serviceScaling,
  scalingPolicies,
  endpointForm,
  endpointPlaces,
  endpointsNeeded,
  documents,
  managedPolicies,
  roleUses,
  invokeRight,
  expressForm,
  expressNetwork,
  order,
  modelServer,
  endpointConfiguration,
  replacement,
  modelLog,
  lifecyclePolicies,
} satisfies Record<string, Rule>;

/**
 * Faults of a stack that neither the provider's schema nor AWS's answers would allow.
 * @param json the parsed cdk.tf.json
 */
export function checkStack(json: unknown): Finding[] {
  const plan = new Plan(json);
  const all = [...plan.findings, ...Object.values<Rule>(RULES).flatMap((rule) => [...rule(plan)])];
  // The instances of a counted resource share their faults.
  return [...new Map(all.map((finding) => [describeFinding(finding), finding])).values()];
}
