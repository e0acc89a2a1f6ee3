/** Which zones of the Region the subnets are in. */
import { oneOf } from "../allowed.ts";
import { type Rule, ruleForEach } from "../rule.ts";
import { optional, required, rulesOf, type Table } from "../table.ts";
import type { Instance } from "../terraform/plan.ts";
import { listAt, stringAt } from "../terraform/value.ts";
import { docs } from "./common.ts";

const SOURCE = docs("AWSEC2/latest/APIReference/API_DescribeAvailabilityZones.html");

const TABLE: Table = {
  type: "data.aws_availability_zones",
  subject: "availability-zones",
  source: SOURCE,
  arguments: {
    state: required(oneOf("available")),
    filter: required(),
    "filter.*.name": optional(oneOf("opt-in-status", "zone-name")),
  },
};

/** What the filters with a name let pass; undefined when there is none. */
function filtered({ values }: Instance, name: string): string[] | undefined {
  const filters = listAt(values, "filter").filter((filter) => stringAt(filter, "name") === name);
  return filters.length === 0 ? undefined : filters.flatMap((filter) => listAt(filter, "values").map(String));
}

const forEachChoice = (id: string, find: Parameters<typeof ruleForEach>[3]): Rule =>
  ruleForEach("data.aws_availability_zones", id, SOURCE, find);

export const AVAILABILITY_ZONE_RULES: readonly Rule[] = [
  ...rulesOf(TABLE),

  // Local Zones, which must be opted in to, sort first and hold neither load balancers nor Fargate.
  forEachChoice("availability-zones/no-local-zones", function* (choice) {
    const status = filtered(choice, "opt-in-status") ?? [];
    if (status.length !== 1 || status[0] !== "opt-in-not-required") {
      yield ["filter", "opt-in-status with opt-in-not-required"];
    }
  }),

  forEachChoice("availability-zones/zone-names", function* (choice, { region }) {
    const names = filtered(choice, "zone-name");
    const isZone = (name: string) => name.startsWith(region) && /^[a-z]$/.test(name.slice(region.length));
    if (names !== undefined && (new Set(names).size < 2 || !names.every(isZone))) {
      yield ["filter", `names of two zones of ${region} or more`, names];
    }
  }),
];
