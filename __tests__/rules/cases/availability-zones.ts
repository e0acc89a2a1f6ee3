import { add, all, remove, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

const ZONES = "data.aws_availability_zones.available";
const named = (...values: string[]) => add(`${ZONES}.filter`, { name: "zone-name", values });

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      [
        "Local Zones that are opted in to",
        set(`${ZONES}.filter.0.values`, ["opted-in"]),
        ZONES,
        "availability-zones/no-local-zones",
      ],
      [
        "Local Zones too",
        add(`${ZONES}.filter.0.values`, "opted-in"),
        ZONES,
        "availability-zones/no-local-zones",
      ],
      [
        "names instead of the status",
        all(named("us-west-2b", "us-west-2c"), remove(`${ZONES}.filter.0`)),
        ZONES,
        "availability-zones/no-local-zones",
      ],
      ["one zone", named("us-west-2b"), ZONES, "availability-zones/zone-names"],
      ["one zone twice", named("us-west-2b", "us-west-2b"), ZONES, "availability-zones/zone-names"],
      ["zones of another Region", named("us-east-1a", "us-east-1b"), ZONES, "availability-zones/zone-names"],
      ["a Local Zone", named("us-west-2a", "us-west-2-lax-1a"), ZONES, "availability-zones/zone-names"],
    ]),
  ],
  valid: [
    ...right("custom", [
      [
        "two zones by name",
        named("us-west-2b", "us-west-2c"),
        "availability-zones/no-local-zones",
        "availability-zones/zone-names",
      ],
    ]),
  ],
};
