import type { Construct } from "constructs";
import { alarmTopic, serviceAlarms } from "../parts/alarms.ts";
import { BaseStack } from "../parts/base-stack.ts";
import { network } from "../parts/network.ts";
import type { Settings } from "../settings.ts";
import type { StackId } from "../stack-ids.ts";
import { balancerAlarms } from "./alarms.ts";
import { customService } from "./ecs.ts";
import { customRoles } from "./iam.ts";
import { loadBalancer } from "./load-balancer.ts";
import { securityGroups } from "./security-groups.ts";
import { s3Endpoint, vpcEndpoints } from "./vpc-endpoint.ts";

/** The API on Fargate in private subnets, behind a public load balancer. */
export class CustomStack extends BaseStack {
  constructor(scope: Construct, id: StackId, settings: Settings) {
    super(scope, id, settings);
    const roles = customRoles(this, settings);
    const net = network(this, settings);
    const s3 = s3Endpoint(this, net, roles.location);
    const groups = securityGroups(this, settings, net, s3);
    const balancer = loadBalancer(this, settings, net, groups);
    const endpoints = vpcEndpoints(this, net, groups, roles.location, settings);
    const topic = alarmTopic(this, settings, "fastapi");
    const { service, cluster, logs } = customService(this, settings, {
      roles,
      network: net,
      groups,
      targetGroup: balancer.targetGroup,
      rollbackAlarms: balancerAlarms(this, settings, topic, balancer),
      dependsOn: [...roles.policies, ...balancer.listeners, s3, ...endpoints, net.privateAccess],
    });

    serviceAlarms(this, settings, topic, { ClusterName: cluster.name, ServiceName: service.name });

    this.output("service_url", balancer.url, "URL of the API.");
    if (balancer.dnsName !== undefined) {
      this.output(
        "load_balancer_dns_name",
        balancer.dnsName,
        "Load balancer's own name; to it the CNAME of the certificate's name leads.",
      );
    }
    this.output("service_name", service.name, "ECS service.");
    this.output("cluster_name", cluster.name, "ECS cluster of the service.");
    this.output("log_group_name", logs.name, "CloudWatch log group of the container.");
    if (settings.extractor === "sagemaker") {
      this.output("model_endpoint_name", settings.endpointName, "SageMaker endpoint that the API calls.");
    }
  }
}
