/** The article's own files as Terraform JSON, from the facts that the parity test compares with. */

import facts from "../../stacks/article/terraform-facts.json" with { type: "json" };
import { type StackName, stackId } from "../../stacks/stack-ids.ts";

export type ArticleStack = Exclude<StackName, "registry" | "bootstrap">;

/** The stack as it was published, with its state where ours has it, as somebody has it who moves to this project. */
export function articleStack(name: ArticleStack): Record<string, unknown> {
  const json: Record<string, Record<string, unknown>> = {
    terraform: { backend: { local: { path: `../../../terraform.${stackId(name)}.tfstate` } } },
  };
  for (const [address, block] of Object.values(facts[name]).flatMap(Object.entries)) {
    const path = address.split(".");
    if (path[0]?.startsWith("aws_")) {
      path.unshift("resource");
    }
    let place: Record<string, unknown> = json;
    for (const key of path.slice(0, -1)) {
      const inner: Record<string, unknown> = { ...asRecord(place[key]) };
      place[key] = inner;
      place = inner;
    }
    place[path.at(-1) ?? ""] = toTerraform(block);
  }
  return json;
}

const RULE_KEYS = [
  "cidr_blocks",
  "description",
  "ipv6_cidr_blocks",
  "prefix_list_ids",
  "security_groups",
  "self",
];

/** Blocks that are lists of objects to the provider: HCL may omit keys of these objects, JSON may not. */
const ALL_KEYS: Readonly<Record<string, readonly string[]>> = {
  ingress: RULE_KEYS,
  egress: RULE_KEYS,
  route: [
    "carrier_gateway_id",
    "core_network_arn",
    "destination_prefix_list_id",
    "egress_only_gateway_id",
    "ipv6_cidr_block",
    "local_gateway_id",
    "nat_gateway_id",
    "network_interface_id",
    "transit_gateway_id",
    "vpc_endpoint_id",
    "vpc_peering_connection_id",
  ],
};

const asRecord = (value: unknown): object => (typeof value === "object" && value !== null ? value : {});

/** `{"$json": x}` means the JSON text of x. */
function toTerraform(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => toTerraform(item, key));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if ("$json" in value) {
    return JSON.stringify(value.$json);
  }
  const absent = Object.fromEntries((ALL_KEYS[key] ?? []).map((name) => [name, null]));
  const present = Object.entries(value).map(([name, inner]) => [name, toTerraform(inner, name)]);
  return { ...absent, ...Object.fromEntries(present) };
}
