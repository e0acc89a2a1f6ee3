/** All rules over one stack. */
import { containerForm, containersTogether, logOptions } from "./container-definitions.ts";
import { lifecyclePolicies } from "./ecr.ts";
import { environmentNames, environmentValues } from "./environment.ts";
import { arns, operationTimeouts, tags } from "./everywhere.ts";
import { expressForm, expressNetwork } from "./express.ts";
import { describeFinding, type Finding } from "./finding.ts";
import { documents, invokeRight, managedPolicies, roleUses } from "./iam.ts";
import { balancerSubnets, listeners, targetGroups } from "./load-balancer.ts";
import { circles, metaArguments } from "./meta.ts";
import { names } from "./names.ts";
import { defaultGroup, gateways, routes, subnetBlocks, subnetRoutes, subnetZones } from "./network.ts";
import { order } from "./order.ts";
import { outputs } from "./outputs.ts";
import { Plan } from "./plan.ts";
import { references } from "./references.ts";
import { required } from "./required.ts";
import type { Rule } from "./rule.ts";
import { endpointConfiguration, modelLog, modelServer, replacement } from "./sagemaker.ts";
import { groupRules, groupsInUse } from "./security-groups.ts";
import { scalingPolicies, serviceContainer, serviceNetwork, serviceScaling } from "./service.ts";
import { images, taskSize } from "./task.ts";
import { provider, terraformBlock } from "./terraform.ts";
import { timeouts } from "./timeouts.ts";
import { endpointTraffic, expressTraffic, loadBalancerTraffic, taskTraffic } from "./traffic.ts";
import { unfit } from "./unfit.ts";
import { values } from "./values.ts";
import { endpointForm, endpointPlaces, endpointsNeeded } from "./vpc-endpoints.ts";

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
