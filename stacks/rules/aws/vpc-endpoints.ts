/** Ways from private subnets to AWS. */
import { ECS_SERVICES, ecsEndpoints } from "../../facts/regions.ts";
import { oneOf } from "../allowed.ts";
import { apiTasks, variable } from "../look-up/api-task.ts";
import { instanceAt, instancesAt } from "../look-up/instances.ts";
import { associationsOf, isPublic, zonesOf } from "../look-up/network.ts";
import { faultOf, type Rule, rule, ruleForEach } from "../rule.ts";
import { belongsTo, optional, reference, required, rulesOf, type Table } from "../table.ts";
import { type Instance, instancesOf, type Plan } from "../terraform/plan.ts";
import { at, isList, stringAt } from "../terraform/value.ts";
import { docs } from "./common.ts";

const SOURCE = docs("vpc/latest/privatelink/create-interface-endpoint.html");
const NEEDS = docs("AmazonECR/latest/userguide/vpc-endpoints.html");

const TABLE: Table = {
  type: "aws_vpc_endpoint",
  subject: "vpc-endpoint",
  source: docs("AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html"),
  arguments: {
    vpc_id: reference("aws_vpc.id"),
    service_name: required(),
    vpc_endpoint_type: required(oneOf("Interface", "Gateway")),
    subnet_ids: reference("aws_subnet.id"),
    security_group_ids: reference("aws_security_group.id"),
    route_table_ids: reference("aws_route_table.id"),
    ip_address_type: optional(oneOf("ipv4", "dualstack")),
    service_region: belongsTo("a service of another Region"),
    service_network_arn: belongsTo("VPC Lattice"),
    resource_configuration_arn: belongsTo("VPC Lattice"),
    policy: belongsTo("endpoints that limit who may call; here the role does"),
  },
};

/** Services that these stacks use, with the type of their endpoint. S3's gateway costs nothing. */
const TYPES: Readonly<Record<string, string>> = {
  "ecr.api": "Interface",
  "ecr.dkr": "Interface",
  logs: "Interface",
  // Needed in Regions opened since December 2023.
  ...Object.fromEntries(ECS_SERVICES.map((service) => [service, "Interface"])),
  // For the secrets of a container.
  secretsmanager: "Interface",
  ssm: "Interface",
  kms: "Interface",
  "sagemaker.runtime": "Interface",
  s3: "Gateway",
};
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  Interface: ["subnet_ids", "security_group_ids", "private_dns_enabled"],
  Gateway: ["route_table_ids"],
};

const prefix = ({ region }: Plan): string => `com.amazonaws.${region}.`;

/** The type that the endpoint of a service must have; undefined when these stacks do not use the service. */
const typeFor = ({ values }: Instance, plan: Plan): string | undefined => {
  const name = stringAt(values, "service_name") ?? "";
  return TYPES[name.startsWith(prefix(plan)) ? name.slice(prefix(plan).length) : ""];
};

const forEachEndpoint = (id: string, find: Parameters<typeof ruleForEach>[3]): Rule =>
  ruleForEach("aws_vpc_endpoint", id, SOURCE, find);

/** A gateway is an entry in route tables; interfaces are in subnets. */
const isGateway = ({ values }: Instance): boolean => stringAt(values, "vpc_endpoint_type") === "Gateway";

export const VPC_ENDPOINT_RULES: readonly Rule[] = [
  ...rulesOf(TABLE),

  forEachEndpoint("vpc-endpoint/service", function* (endpoint, plan) {
    if (typeFor(endpoint, plan) === undefined) {
      yield [
        "service_name",
        Object.keys(TYPES)
          .map((service) => prefix(plan) + service)
          .join(", "),
      ];
    }
  }),

  rule("vpc-endpoint/one-for-each-service", SOURCE, function* (plan) {
    const seen = new Set<string>();
    for (const endpoint of instancesOf(plan, "aws_vpc_endpoint")) {
      const name = stringAt(endpoint.values, "service_name") ?? "";
      if (typeFor(endpoint, plan) === undefined) {
        continue;
      }
      if (seen.has(name)) {
        yield faultOf(endpoint, ["service_name", "one endpoint for a service in a VPC"]);
      }
      seen.add(name);
    }
  }),

  forEachEndpoint("vpc-endpoint/type-of-service", function* (endpoint, plan) {
    const type = typeFor(endpoint, plan);
    if (type !== undefined && stringAt(endpoint.values, "vpc_endpoint_type") !== type) {
      yield ["vpc_endpoint_type", type];
    }
  }),

  forEachEndpoint("vpc-endpoint/arguments-of-type", function* (endpoint, plan) {
    const type = typeFor(endpoint, plan);
    for (const [kind, names] of type === undefined ? [] : Object.entries(ARGUMENTS)) {
      for (const argument of names) {
        const value = at(endpoint.values, argument);
        const given = value !== undefined && !(isList(value) && value.length === 0);
        if (given !== (kind === type)) {
          yield [argument, given ? `nothing for a ${type} endpoint` : "a value"];
        }
      }
    }
  }),

  forEachEndpoint("vpc-endpoint/private-dns", function* (endpoint, plan) {
    const isInterface = typeFor(endpoint, plan) === "Interface";
    if (isInterface && String(endpoint.values.private_dns_enabled) !== "true") {
      yield ["private_dns_enabled", "true; otherwise the AWS SDK does not find the endpoint"];
    }
  }),

  ruleForEach("aws_vpc_endpoint", "vpc-endpoint/routes-of-tasks", NEEDS, function* (endpoint, plan) {
    if (!isGateway(endpoint)) {
      return;
    }
    const tables = instancesAt(plan, endpoint, "route_table_ids");
    const missing = instancesOf(plan, "aws_ecs_service")
      .flatMap((service) => instancesAt(plan, service, "network_configuration.subnets"))
      .find((subnet) =>
        associationsOf(plan, subnet).some((one) => {
          const table = instanceAt(plan, one, "route_table_id");
          return table === undefined || !tables.includes(table);
        }),
      );
    if (missing !== undefined) {
      yield ["route_table_ids", `the route table of ${missing.resource.address}`];
    }
  }),

  forEachEndpoint("vpc-endpoint/private-subnets", function* (endpoint, plan) {
    if (isGateway(endpoint)) {
      return;
    }
    if (instancesAt(plan, endpoint, "subnet_ids").some((subnet) => isPublic(plan, subnet))) {
      yield ["subnet_ids", "private subnets, where the tasks are"];
    }
  }),

  forEachEndpoint("vpc-endpoint/two-zones", function* (endpoint, plan) {
    if (isGateway(endpoint)) {
      return;
    }
    const subnets = instancesAt(plan, endpoint, "subnet_ids");
    if (zonesOf(subnets).size < subnets.length || subnets.length < 2) {
      yield ["subnet_ids", "subnets in two zones, one in each"];
    }
  }),

  ruleForEach("aws_ecs_service", "vpc-endpoint/needed", NEEDS, function* (_service, plan) {
    const present = instancesOf(plan, "aws_vpc_endpoint").map(({ values }) =>
      stringAt(values, "service_name"),
    );
    const calls = apiTasks(plan).some((task) => variable(task, "EXTRACTOR") === "sagemaker");
    const needed = [
      "ecr.api",
      "ecr.dkr",
      "s3",
      "logs",
      ...(calls ? ["sagemaker.runtime"] : []),
      ...ecsEndpoints(plan.region),
    ];
    for (const name of needed.map((one) => prefix(plan) + one)) {
      if (!present.includes(name)) {
        yield ["network_configuration.subnets", `an aws_vpc_endpoint for ${name}`];
      }
    }
  }),
];
