/** What ECS does with a service: runs its newest task definition, from the image that this names. */
import { setTimeout as sleep } from "node:timers/promises";
import { DescribeServicesCommand, DescribeTaskDefinitionCommand, ECSClient } from "@aws-sdk/client-ecs";
import {
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { z } from "zod";
import { type Container, startContainer } from "../container/container.ts";
import type { World } from "./world.ts";

export interface EcsAgent {
  /** Images that it ran, in order. */
  readonly images: readonly string[];
  /** What went wrong with the last one, if anything. */
  readonly trouble: string | undefined;
  stop(): Promise<void>;
}

/** What a task runs: cpu in units of 1/1024, memory in MB. */
export const definitionSchema = z.object({
  image: z.string(),
  environment: z.array(z.object({ name: z.string(), value: z.string() })),
  cpu: z.coerce.number(),
  memory: z.coerce.number(),
});
export type Definition = z.infer<typeof definitionSchema>;

/**
 * @param next the definition that should run now; undefined while there is none
 * @param host name under which the container is reached
 */
export function startEcsAgent(
  world: World,
  host: string,
  next: () => Promise<Definition | undefined>,
): EcsAgent {
  const images: string[] = [];
  let trouble: string | undefined;
  let running: Container | undefined;
  let stopped = false;

  async function replace({ image, environment, cpu, memory }: Definition): Promise<void> {
    const container = await startContainer(world.store, {
      image,
      memory,
      cpus: cpu / 1024,
      variables: {
        ...Object.fromEntries(environment.map(({ name, value }) => [name, value])),
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
        AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: world.model.url,
      },
    });
    world.lead(host, Number(new URL(container.url).port));
    await running?.[Symbol.asyncDispose]();
    running = container;
  }

  async function loop(): Promise<void> {
    while (!stopped) {
      const definition = await next().catch(() => undefined);
      if (definition !== undefined && definition.image !== images.at(-1)) {
        images.push(definition.image);
        trouble = await replace(definition).then(
          () => undefined,
          (error: Error) => error.message,
        );
      }
      await sleep(500);
    }
  }
  const ended = loop();
  return {
    images,
    get trouble() {
      return trouble;
    },
    async stop() {
      stopped = true;
      await ended;
      await running?.[Symbol.asyncDispose]();
    },
  };
}

/** The task definition of custom-stack's service. Its task becomes a target of the load balancer. */
export function customDefinition(world: World): () => Promise<Definition | undefined> {
  const config = {
    region: "us-west-2",
    endpoint: world.emulator.url,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  };
  const ecs = new ECSClient(config);
  const balancer = new ElasticLoadBalancingV2Client(config);
  return async () => {
    const describe = new DescribeServicesCommand({
      cluster: "fastapi-cluster",
      services: ["fastapi-service"],
    });
    const [service] = (await ecs.send(describe)).services ?? [];
    if (service?.taskDefinition === undefined || service.status !== "ACTIVE") {
      return undefined;
    }
    const { taskDefinition } = await ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: service.taskDefinition }),
    );
    const [targetGroup] = service.loadBalancers ?? [];
    await balancer.send(
      new RegisterTargetsCommand({
        TargetGroupArn: targetGroup?.targetGroupArn,
        Targets: [{ Id: "10.0.0.10", Port: 8000 }],
      }),
    );
    const [container] = taskDefinition?.containerDefinitions ?? [];
    const { cpu, memory } = taskDefinition ?? {};
    return definitionSchema.parse({ ...container, cpu, memory });
  };
}
