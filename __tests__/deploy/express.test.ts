/** Express mode, with the reader in the image and tags that cannot move. Only its own service is not made: see synth-for-emulator.ts. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { SAMPLE_VALUES } from "../../deploy/verify/api-checks.ts";
import { freePort } from "../../fixtures/loopback.ts";
import { definitionSchema, type EcsAgent, startEcsAgent } from "./ecs-agent.ts";
import { DIGEST, expectInterrupted, expectSuccess } from "./expect-command.ts";
import { EXPRESS_URL, type ExpressStandIn, startExpressStandIn } from "./express-stand-in.ts";
import { copyProject, type Project } from "./project.ts";
import { startWorld, type World } from "./world.ts";

const stateSchema = z.object({
  resources: z.array(z.looseObject({ type: z.string(), instances: z.array(z.looseObject({})) })),
});
const serviceSchema = z.object({ attributes: z.object({ input: z.object({ value: definitionSchema }) }) });

describe("express, with the reader in the image", () => {
  let world: World;
  let project: Project;
  let standIn: ExpressStandIn;
  let agent: EcsAgent;

  const resources = async () => {
    const state = await readFile(join(project.folder, "terraform.express-stack.tfstate"), "utf8");
    return stateSchema.parse(JSON.parse(state)).resources;
  };

  beforeAll(async () => {
    world = await startWorld();
    standIn = await startExpressStandIn(world.emulator.url);
    project = await copyProject({
      ...world.environment,
      AWS_ENDPOINT_URL: standIn.url,
      RECEIPTS_EXTRACTOR: "local",
      RECEIPTS_IMMUTABLE_TAGS: "true",
    });
    agent = startEcsAgent(world, new URL(EXPRESS_URL).host, async () => {
      const service = (await resources()).find(({ type }) => type === "terraform_data");
      return service && standIn.workFor(serviceSchema.parse(service.instances[0]).attributes.input.value);
    });
  });
  afterAll(async () => {
    await agent?.stop();
    standIn?.close();
    await world?.close();
    await project?.remove();
  });
  const up = (interruptAt?: RegExp) =>
    project.command("up", ["express", "--yes"], interruptAt && { interruptAt });
  const logs = () =>
    new CloudWatchLogsClient({
      region: "us-west-2",
      endpoint: world.emulator.url,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });

  test("Ctrl-C while the stack is made keeps what was made in the state", async () => {
    // While all but the subnets is made or has not begun: what AWS was just asked for would be there and in no state.
    const outcome = await up(/\n== express-stack\n[\s\S]*aws_subnet\.public.*Still creating/);
    await expectInterrupted(outcome, "express-stack", project);
    expect((await resources()).length).toBeGreaterThan(0);
    expect(agent.images).toEqual([]);
  });

  test("Ctrl-C while the rollout is waited for, which the next up reaches", async () => {
    standIn.isHeld = true;
    const outcome = await up(/\n== rollout\n.*(?:to begin|in progress)/);
    standIn.isHeld = false;
    await expectInterrupted(outcome, "rollout", project);
    expect(outcome.output).toContain("not needed, the image is in the repository");
    expect(outcome.output).not.toContain("\n== registry-stack\n");
    await expect.poll(() => agent.images, { timeout: 30_000 }).toEqual([expect.stringMatching(DIGEST)]);
  });

  test("a further up waits for it, changes nothing, and says so", async () => {
    const output = expectSuccess(await up());
    expect(output).toMatch(/\n== rollout\n[\s\S]*deployment completed; .*@sha256:\w+ runs\n/);
    expect(agent.trouble).toBeUndefined();
    expect(output).toContain("Everything is up to date; nothing was changed.");
    expect(output).not.toContain("\n== express-stack\n");
    expect(output).toMatch(
      new RegExp(`^ok +receipt .*${Object.values(SAMPLE_VALUES).join(", ")} \\(local\\)$`, "m"),
    );
    expect(output).toMatch(/^ok +Express service +ACTIVE$/m);
    expect(agent.images).toHaveLength(1);
  });

  test("logs follows the container's log", async () => {
    const client = logs();
    const { logGroups = [] } = await client.send(new DescribeLogGroupsCommand({}));
    const event = { logGroupName: logGroups[0]?.logGroupName, logStreamName: "fastapi/fastapi/1" };
    const say = (message: string) =>
      client.send(new PutLogEventsCommand({ ...event, logEvents: [{ timestamp: Date.now(), message }] }));
    await client.send(new CreateLogStreamCommand(event));
    await say("the first line");
    const following = project.command("logs", ["express-stack"], { interruptAt: /the second line/ });
    await sleep(3_000);
    await say("the second line");
    const { output } = await following;
    expect(output.match(/the first line/g)).toHaveLength(1);
    await say("exec /usr/local/bin/node: exec format error");
  });

  test("verify says why nothing answers: the image is for another CPU", async () => {
    world.lead(new URL(EXPRESS_URL).host, await freePort());
    const { status, output } = await project.command("verify", ["express-stack", "--wait", "1"]);
    expect(output).toMatch(/^FAILED +health .*no health in 1 s/m);
    expect(output).toContain("Likely cause: The image is for another CPU.");
    expect(status).toBe(1);
  });

  test("a changed image replaces the running one; its tag, which cannot move, is not pushed twice", async () => {
    await project.change();
    const output = expectSuccess(await up());
    expect(output).toMatch(
      /in progress \(production traffic shift\): 1 of 1 new tasks run, 5 % of the traffic/,
    );
    expect(agent.images).toHaveLength(2);
    expect(agent.images[1]).toMatch(DIGEST);
    expect(agent.images[1]).not.toBe(agent.images[0]);
    expect(expectSuccess(await project.command("verify", ["express-stack", "--wait", "30"]))).toContain(
      "(local)",
    );
    expect(agent.trouble).toBeUndefined();

    const [, digest] = DIGEST.exec(agent.images[1] ?? "") ?? [];
    const again = expectSuccess(await project.command("image", ["push"]));
    expect(again).toContain(`-local is already there; its tag cannot move\ndigest: ${digest}`);
  });

  test("down continues after Ctrl-C, keeps images unless told, and says what is left", async () => {
    const before = (await resources()).length;
    const interruptAt = /\n== express-stack\n[\s\S]*Destruction complete/;
    const outcome = await project.command("down", ["express", "--yes"], { interruptAt });
    await expectInterrupted(outcome, "express-stack", project);
    expect((await resources()).length).toBeLessThan(before);

    const first = expectSuccess(await project.command("down", ["express", "--yes"]));
    expect(first).toMatch(/Destroy complete! Resources: \d+ destroyed/);
    expect(first).toMatch(/registry-stack: its repository .* holds 2 images; RECEIPTS_FORCE_DELETE=true/);

    const environment = { RECEIPTS_FORCE_DELETE: "true" };
    const second = expectSuccess(await project.command("down", ["express", "--yes"], { environment }));
    expect(second).toContain("Nothing is left.");
  });
});
