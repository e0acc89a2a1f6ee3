/** What AWS made by itself for a deployment, which is in no state. */
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  paginateGetResources,
  ResourceGroupsTaggingAPIClient,
} from "@aws-sdk/client-resource-groups-tagging-api";
import { modelLogGroupName } from "../../stacks/model-settings.ts";
import type { Settings } from "../../stacks/settings.ts";
import { awsFailure } from "./aws-failure.ts";

/** The log group of an endpoint; SageMaker makes one, which keeps everything, where no stack did. Undefined if there is none. */
export async function findModelLogGroup({
  region,
  endpointName,
}: Pick<Settings, "region" | "endpointName">): Promise<string | undefined> {
  const name = modelLogGroupName(endpointName);
  const command = new DescribeLogGroupsCommand({ logGroupNamePrefix: name });
  const { logGroups = [] } = await new CloudWatchLogsClient({ region })
    .send(command)
    .catch((error: unknown) => {
      throw awsFailure("Cannot look for the model's log group", error);
    });
  return logGroups.some(({ logGroupName }) => logGroupName === name) ? name : undefined;
}

/** ARNs of what ECS made for Express services and has not removed yet, by its tag: load balancers, certificates and more. */
export async function expressLeftovers({ region }: Pick<Settings, "region">): Promise<string[]> {
  const TagFilters = [{ Key: "AmazonECSManaged", Values: ["true"] }];
  const client = new ResourceGroupsTaggingAPIClient({ region });
  const arns: string[] = [];
  try {
    for await (const { ResourceTagMappingList = [] } of paginateGetResources({ client }, { TagFilters })) {
      arns.push(...ResourceTagMappingList.flatMap(({ ResourceARN }) => ResourceARN ?? []));
    }
  } catch (error) {
    throw awsFailure("Cannot look for what Express made", error);
  }
  return arns.sort();
}
