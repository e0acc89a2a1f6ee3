import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint/index.js";
import { ecsEndpoints } from "../facts/regions.ts";
import { ofEach } from "../parts/addresses.ts";
import type { BaseStack } from "../parts/base-stack.ts";
import type { Location } from "../parts/location.ts";
import type { Network } from "../parts/network.ts";
import { secretService } from "../parts/task-environment.ts";
import type { Settings } from "../settings.ts";
import type { SecurityGroups } from "./security-groups.ts";

/** For the layers of images, which ECR keeps in S3. A gateway, so an entry in the route table and free of charge. */
export const s3Endpoint = (
  stack: BaseStack,
  { vpc, privateRoutes }: Network,
  { region }: Location,
): VpcEndpoint =>
  new VpcEndpoint(stack, "aws_vpc_endpoint.s3", {
    vpcId: vpc.id,
    serviceName: `com.amazonaws.${region}.s3`,
    vpcEndpointType: "Gateway",
    routeTableIds: [privateRoutes.id],
  });

/** The ways from the private subnets, which have no route to the Internet, to the AWS services that a task needs. */
export function vpcEndpoints(
  stack: BaseStack,
  { vpc, privateSubnets }: Network,
  groups: SecurityGroups,
  { region }: Location,
  settings: Settings,
): VpcEndpoint[] {
  const endpoint = (name: string, service: string, securityGroupId: string): VpcEndpoint =>
    new VpcEndpoint(stack, `aws_vpc_endpoint.${name}`, {
      vpcId: vpc.id,
      serviceName: `com.amazonaws.${region}.${service}`,
      vpcEndpointType: "Interface",
      subnetIds: ofEach(privateSubnets, "id"),
      securityGroupIds: [securityGroupId],
      privateDnsEnabled: true,
    });
  const endpoints = [
    endpoint("ecr_api", "ecr.api", groups.endpoints.id),
    endpoint("ecr_dkr", "ecr.dkr", groups.endpoints.id),
    endpoint("logs", "logs", groups.endpoints.id),
    ...ecsEndpoints(settings.region).map((service) =>
      endpoint(service.replace("-", "_"), service, groups.endpoints.id),
    ),
  ];
  if (settings.apiKeysSecret !== undefined) {
    const service = secretService(settings.apiKeysSecret);
    endpoints.push(endpoint(service, service, groups.endpoints.id));
  }
  if (groups.sagemaker !== undefined) {
    endpoints.push(endpoint("sagemaker_runtime", "sagemaker.runtime", groups.sagemaker.id));
  }
  return endpoints;
}
