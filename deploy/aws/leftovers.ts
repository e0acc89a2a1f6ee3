/** What AWS made by itself for a deployment, which is in no state. */
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeSecurityGroupsCommand, EC2Client } from "@aws-sdk/client-ec2";
import type { Settings } from "../../stacks/settings.ts";
import { awsFailure } from "./aws-failure.ts";

/** The log group that SageMaker makes for an endpoint, which keeps everything; undefined if there is none. */
export async function modelLogGroup({
  region,
  endpointName,
}: Pick<Settings, "region" | "endpointName">): Promise<string | undefined> {
  const name = `/aws/sagemaker/Endpoints/${endpointName}`;
  const command = new DescribeLogGroupsCommand({ logGroupNamePrefix: name });
  const { logGroups = [] } = await new CloudWatchLogsClient({ region })
    .send(command)
    .catch((error: unknown) => {
      throw awsFailure("Cannot look for the model's log group", error);
    });
  return logGroups.some(({ logGroupName }) => logGroupName === name) ? name : undefined;
}

/** Security groups that ECS made for Express services, by its tag. With them stands what they protect. */
export async function expressGroups({ region }: Pick<Settings, "region">): Promise<string[]> {
  const Filters = [{ Name: "tag:AmazonECSManaged", Values: ["true"] }];
  const { SecurityGroups = [] } = await new EC2Client({ region })
    .send(new DescribeSecurityGroupsCommand({ Filters }))
    .catch((error: unknown) => {
      throw awsFailure("Cannot look for what Express made", error);
    });
  return SecurityGroups.flatMap(({ GroupId, VpcId }) => (GroupId ? [`${GroupId} in ${VpcId}`] : []));
}
