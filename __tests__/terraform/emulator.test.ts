/** The emulator tells deployments of ECS as AWS does, and `up` understands them. */
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  SubmitTaskStateChangeCommand,
  UpdateServiceCommand,
} from "@aws-sdk/client-ecs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { rolloutOf } from "../../deploy/aws/rollout/wait.ts";
import { type Emulator, startEmulator } from "../../tools/emulator/emulator.ts";

const where = { cluster: "c", service: "s" };
let emulator: Emulator;
let ecs: ECSClient;
beforeAll(async () => {
  emulator = await startEmulator("us-west-2", { ECS_AGENT: "1" });
  // Not a deployment's key: the agents of ECS do what a deployment may not.
  for (const [name, value] of Object.entries({ ...emulator.environment, AWS_ACCESS_KEY_ID: "test" })) {
    vi.stubEnv(name, value);
  }
  ecs = new ECSClient({});
  await ecs.send(new CreateClusterCommand({ clusterName: "c" }));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await emulator.stop();
});

/** Registers a version of the task. @returns its ARN */
async function register(): Promise<string> {
  const containerDefinitions = [{ name: "api", image: "api", memory: 512 }];
  const command = new RegisterTaskDefinitionCommand({ family: "f", containerDefinitions });
  return (await ecs.send(command)).taskDefinition?.taskDefinitionArn ?? "";
}
const report = (task: string, status: "RUNNING" | "STOPPED") =>
  ecs.send(new SubmitTaskStateChangeCommand({ cluster: "c", task, status, reason: "exit code 1" }));
/** What `up` makes of it, and what ECS says in short. */
async function rollout(taskDefinition: string) {
  const outputs = { cluster_name: "c", service_name: "s" };
  const state = { outputs, addresses: [], arns: [], taskDefinition };
  return rolloutOf(state, { region: "us-west-2" });
}
async function deployments() {
  const [service] =
    (await ecs.send(new DescribeServicesCommand({ ...where, services: ["s"] }))).services ?? [];
  return service?.deployments?.map(({ status, rolloutState }) => `${status} ${rolloutState}`);
}

test("in progress, completed, replaced, and taken back by the circuit breaker", async () => {
  const [one, two, three] = [await register(), await register(), await register()];
  await ecs.send(
    new CreateServiceCommand({
      cluster: "c",
      serviceName: "s",
      taskDefinition: one,
      desiredCount: 1,
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
    }),
  );
  expect(await deployments()).toEqual(["PRIMARY IN_PROGRESS"]);
  expect(await rollout(one)).toMatchObject({ underWay: true, detail: "in progress: 0 of 1 new tasks run" });
  await report(one, "RUNNING");
  expect(await rollout(one)).toMatchObject({ underWay: false, trouble: undefined, runs: "f:1" });

  await ecs.send(new UpdateServiceCommand({ ...where, taskDefinition: two }));
  expect(await deployments()).toEqual(["PRIMARY IN_PROGRESS", "ACTIVE COMPLETED"]);
  await report(two, "RUNNING");
  expect(await deployments()).toEqual(["PRIMARY COMPLETED"]);

  await ecs.send(new UpdateServiceCommand({ ...where, taskDefinition: three }));
  await report(three, "STOPPED");
  await report(three, "STOPPED");
  expect(await rollout(three)).toMatchObject({
    underWay: true,
    detail: "in progress: 0 of 1 new tasks run, 2 failed",
    trouble: undefined,
  });
  await report(three, "STOPPED");
  expect(await deployments()).toEqual(["PRIMARY IN_PROGRESS", "ACTIVE FAILED"]);
  expect(await rollout(three)).toMatchObject({
    underWay: true,
    runs: "f:2",
    trouble:
      "The deployment of f:3 failed, and ECS is taking it back to f:2: ECS deployment circuit breaker: tasks failed to start.",
  });
  // The tasks of the version before still run; its deployment completes again.
  await report(two, "RUNNING");
  expect(await deployments()).toEqual(["PRIMARY COMPLETED"]);
  expect(await rollout(three)).toMatchObject({
    underWay: false,
    trouble: expect.stringMatching(
      /^The deployment of f:3 failed, and ECS took it back to f:2: .*deployment failed/,
    ),
  });
  expect(await rollout(two)).toMatchObject({ trouble: undefined });

  await ecs.send(new UpdateServiceCommand({ ...where, forceNewDeployment: true }));
  expect(await deployments()).toEqual(["PRIMARY IN_PROGRESS", "ACTIVE COMPLETED"]);
});
