/** What AWS answers: the little that is known before it was asked, and the form of the rest. */
import type { Block, Kind } from "./provider-schema.ts";
import { Computed, type Value } from "./value.ts";

/** What AWS would answer in a stack's Region; the account's number is made up. */
export const answers = (region: string): Readonly<Record<string, Value>> => ({
  "data.aws_region.region": region,
  "data.aws_region.name": region,
  "data.aws_caller_identity.account_id": "123456789012",
  // Few Regions have a fourth zone, and us-west-1 has no third one for most accounts.
  "data.aws_availability_zones.names": (region === "us-west-1" ? ["a", "c"] : ["a", "b", "c"]).map(
    (zone) => region + zone,
  ),
});

/** A value that AWS will give, with the form that the provider's schema promises. */
export function computed(kind: Kind | Block, reference: string, address: string): Value {
  if (typeof kind === "string") {
    return new Computed(reference, address, kind);
  }
  const values = Object.fromEntries(
    Object.entries({ ...kind.arguments, ...kind.attributes }).map(([name, inner]) => [
      name,
      computed(inner, `${reference}${kind.many ? "[0]" : ""}.${name}`, address),
    ]),
  );
  return kind.many ? [values] : values;
}
