/** Ways from private subnets to AWS. */
import { apiTasks, variable } from "../look-up/api-task.ts";
import { associationsOf, instanceAt, instancesAt, isPublic, zones } from "../look-up/network.ts";
import { at, fault, type Rule, textAt } from "../rule.ts";
import { isList } from "../terraform/evaluate.ts";

const SOURCE = "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html";
const NEEDS = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html";

/** Services that these stacks use, with the type of their endpoint. S3's gateway costs nothing. */
const TYPES: Readonly<Record<string, string>> = {
  "ecr.api": "Interface",
  "ecr.dkr": "Interface",
  logs: "Interface",
  "sagemaker.runtime": "Interface",
  s3: "Gateway",
};
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  Interface: ["subnet_ids", "security_group_ids", "private_dns_enabled"],
  Gateway: ["route_table_ids"],
};

export const endpointForm: Rule = function* (plan) {
  const prefix = `com.amazonaws.${plan.region}.`;
  const seen = new Set<string>();
  for (const endpoint of plan.of("aws_vpc_endpoint")) {
    const { values } = endpoint;
    const name = textAt(values, "service_name") ?? "";
    const type = TYPES[name.startsWith(prefix) ? name.slice(prefix.length) : ""];
    if (type === undefined) {
      const names = Object.keys(TYPES).map((service) => prefix + service);
      yield fault(endpoint, "service_name", names.join(", "), SOURCE);
      continue;
    }
    if (seen.has(name)) yield fault(endpoint, "service_name", "one endpoint for a service in a VPC", SOURCE);
    seen.add(name);
    if (textAt(values, "vpc_endpoint_type") !== type)
      yield fault(endpoint, "vpc_endpoint_type", type, SOURCE);
    for (const [kind, names] of Object.entries(ARGUMENTS)) {
      for (const argument of names) {
        const value = at(values, argument);
        const given = value !== undefined && !(isList(value) && value.length === 0);
        if (given !== (kind === type)) {
          yield fault(endpoint, argument, given ? `nothing for a ${type} endpoint` : "a value", SOURCE);
        }
      }
    }
    if (type === "Interface" && String(values.private_dns_enabled) !== "true") {
      yield fault(endpoint, "private_dns_enabled", "true, or the AWS SDK does not find it", SOURCE);
    }
  }
};

export const endpointPlaces: Rule = function* (plan) {
  const services = plan.of("aws_ecs_service");
  const subnets = services.flatMap((service) => instancesAt(plan, service, "network_configuration.subnets"));
  for (const endpoint of plan.of("aws_vpc_endpoint")) {
    if (textAt(endpoint.values, "vpc_endpoint_type") === "Gateway") {
      const tables = instancesAt(plan, endpoint, "route_table_ids");
      const missing = subnets.filter((subnet) =>
        associationsOf(plan, subnet).some((one) => {
          const table = instanceAt(plan, one, "route_table_id");
          return table === undefined || !tables.includes(table);
        }),
      );
      if (missing.length > 0) {
        yield fault(endpoint, "route_table_ids", `the route table of ${missing[0]?.element.address}`, NEEDS);
      }
      continue;
    }
    const own = instancesAt(plan, endpoint, "subnet_ids");
    if (own.some((subnet) => isPublic(plan, subnet))) {
      yield fault(endpoint, "subnet_ids", "private subnets, where the tasks are", SOURCE);
    }
    if (zones(own).size < own.length || own.length < 2) {
      yield fault(endpoint, "subnet_ids", "subnets in two zones, one in each", SOURCE);
    }
  }
};

export const endpointsNeeded: Rule = function* (plan) {
  const present = plan.of("aws_vpc_endpoint").map(({ values }) => textAt(values, "service_name"));
  const calls = apiTasks(plan).some((task) => variable(task, "EXTRACTOR") === "sagemaker");
  const needed = ["ecr.api", "ecr.dkr", "s3", "logs", ...(calls ? ["sagemaker.runtime"] : [])];
  for (const service of plan.of("aws_ecs_service")) {
    for (const name of needed.map((one) => `com.amazonaws.${plan.region}.${one}`)) {
      if (!present.includes(name)) {
        yield fault(service, "network_configuration.subnets", `an aws_vpc_endpoint for ${name}`, NEEDS);
      }
    }
  }
};
