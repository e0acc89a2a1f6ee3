import type { StackName } from "../stack-ids.ts";

/** What the article makes and nothing uses. It is here too, so that the article's state fits. */
export interface Unused {
  readonly stacks: readonly StackName[];
  readonly address: string;
  readonly reason: string;
}

export const UNUSED: readonly Unused[] = [
  {
    stacks: ["custom"],
    address: "aws_iam_role.infrastructure",
    reason: "Only an Express service has an infrastructure role. Nobody assumes this one.",
  },
  {
    stacks: ["custom"],
    address: "aws_iam_role_policy_attachment.infrastructure",
    reason: "The policy of that role.",
  },
  {
    stacks: ["express"],
    address: "aws_subnet.private",
    reason: "Express puts tasks and load balancer into the public subnets.",
  },
  {
    stacks: ["express"],
    address: "aws_route_table.private",
    reason: "The route table of those subnets.",
  },
  {
    stacks: ["express"],
    address: "aws_route_table_association.private",
    reason: "Subnets and route table, together.",
  },
];
