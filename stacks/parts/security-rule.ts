import type { SecurityGroupIngress } from "@cdktf/provider-aws/lib/security-group/index.js";
import type { Settings } from "../settings.ts";

/** Everyone on the Internet. */
export const ANYWHERE: Peer = { cidrBlocks: ["0.0.0.0/0"] };

/** The other side of a rule: addresses, security groups, or the addresses of an AWS service. */
export type Peer = Pick<
  SecurityGroupIngress,
  "cidrBlocks" | "ipv6CidrBlocks" | "securityGroups" | "prefixListIds"
>;

/** The callers that the settings allow. */
export function callers({ allowedCidrs }: Settings): Peer {
  if (allowedCidrs === undefined) {
    return ANYWHERE;
  }
  const blocks = allowedCidrs.split(",").map((block) => block.trim());
  const [six, four] = [
    blocks.filter((block) => block.includes(":")),
    blocks.filter((block) => !block.includes(":")),
  ];
  return { cidrBlocks: four, ...(six.length > 0 && { ipv6CidrBlocks: six }) };
}

/** Lets one TCP port through. The same for ingress and egress, whose types are equal. */
export const tcp = (port: number, peer: Peer, description: string): SecurityGroupIngress => ({
  description,
  fromPort: port,
  toPort: port,
  protocol: "tcp",
  ...peer,
});
