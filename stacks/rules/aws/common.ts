/** What the tables of several services use. */
import { matches } from "../allowed.ts";
import { belongsTo } from "../table.ts";

/** A page of AWS's documentation. */
export const docs = (page: string): string => `https://docs.aws.amazon.com/${page}`;

export const NAME_PREFIX = belongsTo("a name, which is given");
export const OTHER_BALANCER = belongsTo("a network load balancer");
export const EC2 = belongsTo("tasks on EC2");
export const OUTPOST = belongsTo("an Outpost");

/** Load balancers and target groups. */
export const elbName = matches(
  /^(?!internal-)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$/,
  "up to 32 letters, digits and inner hyphens, not beginning with internal-",
);

export const ecsName = matches(/^[a-zA-Z0-9_-]{1,255}$/, "up to 255 letters, digits, _ and -");

export const LISTENERS = docs("elasticloadbalancing/latest/application/load-balancer-listeners.html");

/** The policies of AWS that these stacks use, each with the service that assumes a role with it. */
export const MANAGED_POLICIES: Readonly<Record<string, string>> = {
  "service-role/AmazonECSInfrastructureRoleforExpressGatewayServices": "ecs.amazonaws.com",
  "service-role/AmazonECSTaskExecutionRolePolicy": "ecs-tasks.amazonaws.com",
  AmazonEC2ContainerRegistryReadOnly: "sagemaker.amazonaws.com",
};
export const managedArn = (name: string): string => `arn:aws:iam::aws:policy/${name}`;
