import { type AlarmTopic, alarmsOn } from "../parts/alarms.ts";
import type { BaseStack } from "../parts/base-stack.ts";
import type { Settings } from "../settings.ts";
import type { LoadBalancer } from "./load-balancer.ts";

/** The alarms on the load balancer, which express-stack does not have: there it is AWS's. They need no service yet. @returns as alarmsOn */
export const balancerAlarms = (
  stack: BaseStack,
  settings: Settings,
  topic: AlarmTopic | undefined,
  { suffix, targetGroup }: LoadBalancer,
) => [
  ...alarmsOn(stack, settings, topic, "balancer", { LoadBalancer: suffix }),
  ...alarmsOn(stack, settings, topic, "targets", {
    LoadBalancer: suffix,
    TargetGroup: targetGroup.arnSuffix,
  }),
];
