import type { Construct } from "constructs";
import { alarmTopic, serviceAlarms } from "../parts/alarms.ts";
import { BaseStack } from "../parts/base-stack.ts";
import { network } from "../parts/network.ts";
import type { Settings } from "../settings.ts";
import type { StackId } from "../stack-ids.ts";
import { expressService } from "./ecs.ts";
import { expressRoles } from "./iam.ts";
import { securityGroup } from "./vpc.ts";

/** The API on ECS Express Mode: AWS makes load balancer, certificate and URL. */
export class ExpressStack extends BaseStack {
  constructor(scope: Construct, id: StackId, settings: Settings) {
    super(scope, id, settings);
    const roles = expressRoles(this, settings);
    const net = network(this, settings);
    const { url, service, cluster, logs } = expressService(this, settings, {
      roles,
      network: net,
      securityGroup: securityGroup(this, net),
    });

    serviceAlarms(this, settings, alarmTopic(this, settings, "fastapiecs"), {
      ClusterName: cluster.name,
      ServiceName: service.serviceName,
    });

    this.output("service_url", url, "URL of the API.");
    this.output("service_arn", service.serviceArn, "ARN of the Express service.");
    this.output("cluster_name", cluster.name, "ECS cluster of the service.");
    this.output("log_group_name", logs.name, "CloudWatch log group of the container.");
    if (settings.extractor === "sagemaker") {
      this.output("model_endpoint_name", settings.endpointName, "SageMaker endpoint that the API calls.");
    }
  }
}
