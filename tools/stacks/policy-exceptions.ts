/** Findings of checkov that we accept, with the reason. `npm run test:policy` fails for an entry without a finding. */
import type { SetName } from "../../fixtures/setting-sets.ts";
import type { StackName } from "../../stacks/stack-ids.ts";

/** The default settings, or a set of fixtures/setting-sets.ts. */
export type Variant = "default" | SetName;

export interface PolicyException {
  readonly check: string;
  readonly stacks: readonly StackName[];
  /** With which settings it is found, where not with all. */
  readonly variants?: readonly Variant[];
  readonly reason: string;
}

/** Without the settings of a company, which put it right. */
const WITHOUT: readonly Variant[] = ["default", "cheap", "own names"];

export const POLICY_EXCEPTIONS: readonly PolicyException[] = [
  {
    check: "CKV_AWS_23",
    stacks: ["express", "custom"],
    reason:
      "Every rule has a description. One of the group itself cannot be added in place: AWS would replace a group that is in use.",
  },
  {
    check: "CKV_AWS_130",
    stacks: ["express", "custom"],
    reason: "These are the public subnets, the article's; load balancers and Express tasks are in them.",
  },
  {
    check: "CKV_AWS_394",
    stacks: ["express", "custom"],
    variants: WITHOUT,
    reason:
      "Only the first two names are used, so a new zone at the end changes nothing. Fixed zones would tie the stacks to one Region; the setting zones has them.",
  },
  {
    check: "CKV_AWS_158",
    stacks: ["express", "custom", "sagemaker"],
    variants: WITHOUT,
    reason:
      "CloudWatch encrypts with its own key. A key of the account, which the setting logKmsKey has, costs money, and the log holds no receipts.",
  },
  {
    check: "CKV_AWS_338",
    stacks: ["express", "custom", "sagemaker"],
    variants: WITHOUT,
    reason:
      "30 days are enough to see what went wrong; a year is paid for and read by nobody. The setting logRetentionDays changes it.",
  },
  {
    check: "CKV_AWS_65",
    stacks: ["express", "custom"],
    variants: WITHOUT,
    reason: "Container Insights costs money for each metric. The setting containerInsights switches it on.",
  },
  { check: "CKV2_AWS_11", stacks: ["express", "custom"], reason: "Flow logs cost money for each gigabyte." },
  {
    check: "CKV2_AWS_5",
    stacks: ["express"],
    reason: "The group is in use, by the Express service, which checkov does not know.",
  },
  {
    check: "CKV_AWS_150",
    stacks: ["custom"],
    reason: "The load balancer holds no data, and with the protection a destroy would fail.",
  },
  { check: "CKV_AWS_91", stacks: ["custom"], reason: "Access logs need a bucket, which costs money." },
  { check: "CKV2_AWS_28", stacks: ["custom"], reason: "A web application firewall costs money." },
  ...["CKV_AWS_2", "CKV_AWS_103", "CKV2_AWS_20"].map(
    (check): PolicyException => ({
      check,
      stacks: ["custom"],
      variants: ["default"],
      reason:
        "HTTPS needs a domain's certificate. The setting certificateArn switches it on; the article has HTTP.",
    }),
  ),
  {
    check: "CKV_AWS_378",
    stacks: ["custom"],
    variants: ["default"],
    reason: "Load balancer and tasks speak HTTP inside the VPC; the container has no certificate.",
  },
  {
    check: "CKV_AWS_26",
    stacks: ["custom"],
    variants: ["production"],
    reason:
      "With AWS's own key for SNS, CloudWatch may not send to the topic. Its messages hold names and figures of alarms.",
  },
  {
    check: "CKV_AWS_98",
    stacks: ["sagemaker"],
    reason: "The disk holds public model weights; a key of the account costs money.",
  },
  {
    check: "CKV_AWS_370",
    stacks: ["sagemaker"],
    reason: "The container loads the model's weights from the Internet when it starts.",
  },
  {
    check: "CKV_AWS_136",
    stacks: ["registry"],
    reason: "ECR encrypts with its own key; a key of the account costs money.",
  },
  {
    check: "CKV_AWS_51",
    stacks: ["registry"],
    variants: WITHOUT,
    reason: "The article pushes `latest` again and again. The setting immutableTags switches it on.",
  },
  {
    check: "CKV_AWS_145",
    stacks: ["bootstrap"],
    reason: "S3 encrypts with its own key; a key of the account costs money and is one more thing to lose.",
  },
  {
    check: "CKV_AWS_144",
    stacks: ["bootstrap"],
    reason: "A copy in another Region costs money, and what a state describes can be imported again.",
  },
  {
    check: "CKV_AWS_18",
    stacks: ["bootstrap"],
    reason: "Access logs need another bucket; CloudTrail can have who reads states.",
  },
  {
    check: "CKV2_AWS_61",
    stacks: ["bootstrap"],
    reason: "States are some kilobytes, and each version may be the one that is needed.",
  },
  { check: "CKV2_AWS_62", stacks: ["bootstrap"], reason: "Nothing waits for a state to change." },
];
