import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity/index.js";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region/index.js";
import type { BaseStack } from "./base-stack.ts";

/** Where a stack is deployed: Terraform asks AWS, so nothing is written down. */
export interface Location {
  /** Twelve digits. */
  readonly accountId: string;
  /** For example us-west-2. */
  readonly region: string;
}

export function location(stack: BaseStack): Location {
  return {
    accountId: new DataAwsCallerIdentity(stack, "data.aws_caller_identity.current").accountId,
    region: new DataAwsRegion(stack, "data.aws_region.current").region,
  };
}

/**
 * An image in ECR.
 * @param version a tag, or a digest "sha256:…"
 * @param account whose registry, if not this account's
 */
export const ecrImage = (
  { accountId, region }: Location,
  repository: string,
  version: string,
  account: string = accountId,
): string =>
  `${account}.dkr.ecr.${region}.amazonaws.com/${repository}${version.startsWith("sha256:") ? "@" : ":"}${version}`;
