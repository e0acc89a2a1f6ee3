/**
 * The Regions of the commercial partition. China and GovCloud are left out: the managed policies of these stacks are
 * named by `arn:aws:`. A test compares this list with the AWS SDK's.
 */
export const REGIONS = [
  "af-south-1",
  "ap-east-1",
  "ap-east-2",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-south-2",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-southeast-3",
  "ap-southeast-4",
  "ap-southeast-5",
  "ap-southeast-6",
  "ap-southeast-7",
  "ca-central-1",
  "ca-west-1",
  "eu-central-1",
  "eu-central-2",
  "eu-north-1",
  "eu-south-1",
  "eu-south-2",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "il-central-1",
  "me-central-1",
  "me-south-1",
  "me-west-1",
  "mx-central-1",
  "sa-east-1",
  "sa-west-1",
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
] as const;

export type Region = (typeof REGIONS)[number];

/**
 * Regions opened since December 2023, in which a Fargate task without a way to the Internet also needs endpoints for ECS.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html, which names ca-west-1 as the first;
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 */
const SINCE_DECEMBER_2023: readonly string[] = [
  "ap-east-2",
  "ap-southeast-5",
  "ap-southeast-6",
  "ap-southeast-7",
  "ca-west-1",
  "me-west-1",
  "mx-central-1",
  "sa-west-1",
] satisfies readonly Region[];

/** The services of ECS that a task in private subnets needs endpoints for, in a Region. */
export const ecsEndpoints = (region: string): readonly string[] =>
  SINCE_DECEMBER_2023.includes(region) ? ECS_SERVICES : [];

export const ECS_SERVICES = ["ecs", "ecs-agent", "ecs-telemetry"] as const;
