/** Which deployment a state is of: the prefix of its names, or the endpoint of its model. */
import { z } from "zod";
import type { StackId } from "../../stacks/stack-ids.ts";

/** A resource of a state, with an attribute that holds a name. */
export interface Named {
  /** Without an index. */
  readonly address: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

const tagsSchema = z.object({ Name: z.string() });

/** Names that the stacks give, without the prefix, in the order in which they are looked for. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  "aws_ecs_cluster.fastapi": ["fastapi-cluster"],
  "aws_ecs_cluster.fastapiecs": ["fastapiecs"],
  "aws_iam_role.infrastructure": ["ecsExpressInfrastructureRole", "ecsExpressInfrastructure"],
  "aws_iam_role.execution": ["ecsExpressExecutionRole", "ecsExpressExecution"],
  "aws_iam_role.task": ["ecsExpressTaskRole", "ecsExpressTask"],
  "aws_lb.main": ["fastapi-alb"],
  "aws_vpc.main": ["ecs-express-vpc"],
};

/** The prefix of a service stack's names; undefined if the state holds no name that tells. */
function prefixOf(resources: readonly Named[]): string | undefined {
  for (const [address, names] of Object.entries(NAMES)) {
    const attributes = resources.find((each) => each.address === address)?.attributes ?? {};
    const name = attributes.name ?? tagsSchema.safeParse(attributes.tags).data?.Name;
    const base = names.find((each) => typeof name === "string" && name.endsWith(each));
    if (typeof name === "string" && base !== undefined) {
      return name.slice(0, -base.length);
    }
  }
  return undefined;
}

/** The endpoint of the model; undefined if the state holds no name that tells. */
function endpointOf(resources: readonly Named[]): string | undefined {
  const attribute = (wanted: string, name: string) =>
    z.string().safeParse(resources.find(({ address }) => address === wanted)?.attributes[name]).data;
  return (
    attribute("aws_sagemaker_endpoint.endpoint", "name") ??
    /\/aws\/sagemaker\/Endpoints\/([\w-]+)/.exec(attribute("aws_iam_role_policy.logs", "policy") ?? "")?.[1]
  );
}

/** The settings that the names of a state were made with, those that decide its file; empty if nothing tells. */
export function ownerOf(
  stack: StackId,
  resources: readonly Named[],
): { readonly namePrefix?: string; readonly endpointName?: string } {
  if (stack === "sagemaker-stack") {
    const endpointName = endpointOf(resources);
    return endpointName === undefined ? {} : { endpointName };
  }
  const namePrefix = stack === "registry-stack" ? undefined : prefixOf(resources);
  return namePrefix === undefined ? {} : { namePrefix };
}
