/** What ECS does with a service: runs what its deployment asks for, from the image that this names, and says how it goes. */
import { setTimeout as sleep } from "node:timers/promises";
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  SubmitTaskStateChangeCommand,
} from "@aws-sdk/client-ecs";
import {
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { z } from "zod";
import { type Container, startContainer } from "../container/container.ts";
import type { World } from "./world.ts";

export interface EcsAgent {
  /** Images that it ran or tried to, in order. */
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

/** What a deployment that is under way needs. */
export interface Work {
  readonly definition: Definition;
  /** Says that a task runs, or why one ended. */
  report(trouble: string | undefined): Promise<void>;
}

/**
 * @param next what should run now; undefined while no deployment is under way
 * @param host name under which the container is reached
 */
export function startEcsAgent(world: World, host: string, next: () => Promise<Work | undefined>): EcsAgent {
  const images: string[] = [];
  let trouble: string | undefined;
  let running: { readonly container: Container; readonly definition: string } | undefined;
  let stopped = false;

  async function start(definition: Definition): Promise<void> {
    const { image, environment, cpu, memory } = definition;
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
    await running?.container[Symbol.asyncDispose]();
    running = { container, definition: JSON.stringify(definition) };
  }

  async function loop(): Promise<void> {
    while (!stopped) {
      const work = await next().catch(() => undefined);
      if (work !== undefined) {
        const { definition, report } = work;
        trouble = undefined;
        if (JSON.stringify(definition) !== running?.definition) {
          if (definition.image !== images.at(-1)) {
            images.push(definition.image);
          }
          trouble = await start(definition).then(
            () => undefined,
            (error: Error) => error.message,
          );
        }
        await report(trouble);
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
      await running?.container[Symbol.asyncDispose]();
    },
  };
}

/** What custom-stack's service needs. Its task becomes a target of the load balancer. */
export function customWork(world: World): () => Promise<Work | undefined> {
  const config = {
    region: "us-west-2",
    endpoint: world.emulator.url,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  };
  const ecs = new ECSClient(config);
  const balancer = new ElasticLoadBalancingV2Client(config);
  const cluster = "fastapi-cluster";
  return async () => {
    const describe = new DescribeServicesCommand({ cluster, services: ["fastapi-service"] });
    const [service] = (await ecs.send(describe)).services ?? [];
    const [primary] = service?.deployments ?? [];
    if (service?.status !== "ACTIVE" || primary?.rolloutState !== "IN_PROGRESS") {
      return undefined;
    }
    const task = primary.taskDefinition;
    const { taskDefinition } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: task }));
    const [container] = taskDefinition?.containerDefinitions ?? [];
    const { cpu, memory } = taskDefinition ?? {};
    return {
      definition: definitionSchema.parse({ ...container, cpu, memory }),
      async report(trouble) {
        const [group] = service.loadBalancers ?? [];
        const Targets = [{ Id: "10.0.0.10", Port: 8000 }];
        if (trouble === undefined) {
          await balancer.send(new RegisterTargetsCommand({ TargetGroupArn: group?.targetGroupArn, Targets }));
        }
        const status = trouble === undefined ? "RUNNING" : "STOPPED";
        await ecs.send(new SubmitTaskStateChangeCommand({ cluster, task, status, reason: trouble }));
      },
    };
  };
}
