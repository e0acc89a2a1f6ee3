import type { SecurityGroupIngress } from "@cdktf/provider-aws/lib/security-group/index.js";

/** Everyone on the Internet. */
export const ANYWHERE: Peer = { cidrBlocks: ["0.0.0.0/0"] };

/** The other side of a rule: addresses, security groups, or the addresses of an AWS service. */
export type Peer = Pick<SecurityGroupIngress, "cidrBlocks" | "securityGroups" | "prefixListIds">;

/** Lets one TCP port through. The same for ingress and egress, whose types are equal. */
export const tcp = (port: number, peer: Peer, description: string): SecurityGroupIngress => ({
  description,
  fromPort: port,
  toPort: port,
  protocol: "tcp",
  ...peer,
});
