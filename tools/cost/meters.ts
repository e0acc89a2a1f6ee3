/** What AWS counts for these stacks, and how each is called in AWS's public price files. */

export interface Meter {
  /** What a price is for, in the plural: 730 vCPU hours. */
  readonly unit: string;
  /** Code of the service in the price files. */
  readonly offer: string;
  /** The usage type, behind the prefix of a Region such as USW2-. */
  readonly usage: string;
  /** Where a usage type is that of several products. */
  readonly operation?: string;
}

export const METERS = {
  "fargate-vcpu": { unit: "vCPU hours", offer: "AmazonECS", usage: "Fargate-vCPU-Hours:perCPU" },
  "fargate-memory": { unit: "GB hours", offer: "AmazonECS", usage: "Fargate-GB-Hours" },
  "load-balancer": {
    unit: "hours",
    offer: "AWSELB",
    usage: "LoadBalancerUsage",
    operation: "LoadBalancing:Application",
  },
  "load-balancer-capacity": {
    unit: "capacity unit hours",
    offer: "AWSELB",
    usage: "LCUUsage",
    operation: "LoadBalancing:Application",
  },
  "public-address": { unit: "address hours", offer: "AmazonVPC", usage: "PublicIPv4:InUseAddress" },
  endpoint: { unit: "endpoint hours", offer: "AmazonVPC", usage: "VpcEndpoint-Hours" },
  "endpoint-data": { unit: "GB", offer: "AmazonVPC", usage: "VpcEndpoint-Bytes" },
  logs: { unit: "GB", offer: "AmazonCloudWatch", usage: "DataProcessing-Bytes" },
  alarm: { unit: "alarm months", offer: "AmazonCloudWatch", usage: "CW:AlarmMonitorUsage" },
  metric: { unit: "metric months", offer: "AmazonCloudWatch", usage: "CW:MetricMonitorUsage" },
  secret: { unit: "secret months", offer: "AWSSecretsManager", usage: "AWSSecretsManager-Secrets" },
} as const satisfies Record<string, Meter>;

/** Of the machines under the model's endpoint there is a meter for each type. */
export type MeterName = keyof typeof METERS | `model ${string}`;

export const isMeterName = (name: string): name is MeterName =>
  name in METERS || name.startsWith("model ml.");

export function meterOf(name: MeterName): Meter {
  const [, type] = name.split("model ");
  const known = Object.entries(METERS).find(([key]) => key === name)?.[1];
  return known ?? { unit: "instance hours", offer: "AmazonSageMaker", usage: `Host:${type}` };
}
