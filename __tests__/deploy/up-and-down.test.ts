/** Both modes, from a checkout to a URL and back. Only Express's own service is not made: see synth-for-emulator.ts. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { customDefinition, type Definition, type EcsAgent, startEcsAgent } from "./ecs-agent.ts";
import { EXPRESS_URL, type ExpressStandIn, startExpressStandIn } from "./express-stand-in.ts";
import { copyProject, type Outcome, type Project } from "./project.ts";
import { REGISTRY_HOST } from "./registry.ts";
import { startWorld, type World } from "./world.ts";

/** Fails with everything that the command wrote. */
function expectSuccess({ status, output }: Outcome): string {
  if (status !== 0) throw new Error(`ended with ${status}:\n${output}`);
  return output;
}

const times = (output: string) => output.match(/^== .*: done in .*$/gm)?.join("\n");

const DIGEST = /@(sha256:[0-9a-f]{64})$/;

describe("custom", () => {
  let world: World;
  let project: Project;
  let agent: EcsAgent;

  beforeAll(async () => {
    world = await startWorld();
    project = await copyProject(world.environment);
    agent = startEcsAgent(world, ".elb.amazonaws.com", customDefinition(world));
  });
  afterAll(async () => {
    await agent.stop();
    await world.close();
    await project.remove();
  });

  test("up makes everything, verifies it, and runs the digest that it pushed", async () => {
    const output = expectSuccess(await project.command("up", ["custom", "--with-model", "--yes"]));
    console.log(times(output));
    expect(agent.trouble).toBeUndefined();
    expect(output).toMatch(/Plan: \d+ to add, 0 to change, 0 to destroy/);
    expect(output).toMatch(/^ok +receipt .*HARBOUR BAKERY, 2026-03-14, 22.35 \(sagemaker\)$/m);
    expect(output).toMatch(/^ok +targets .*10\.0\.0\.10 healthy$/m);
    expect(output).toMatch(/^ok +model endpoint .*InService$/m);
    expect(agent.images).toEqual([expect.stringMatching(DIGEST)]);
    const [, digest] = DIGEST.exec(agent.images[0] ?? "") ?? [];
    expect(output).toContain(`digest: ${digest}`);
  });

  test("a second up changes nothing and builds nothing", async () => {
    const output = expectSuccess(await project.command("up", ["custom", "--yes"]));
    console.log(times(output));
    expect(output).toContain("not needed, the image is in the repository");
    expect(output.match(/No changes\./g)?.length).toBeGreaterThanOrEqual(2);
    expect(agent.images).toHaveLength(1);
  });

  test("a changed image replaces the running one", async () => {
    await project.change();
    const output = expectSuccess(await project.command("up", ["custom", "--yes"]));
    console.log(times(output));
    await expect.poll(() => agent.images.length, { timeout: 30_000 }).toBe(2);
    expect(agent.images[1]).toMatch(DIGEST);
    expect(agent.images[1]).not.toBe(agent.images[0]);
    expect(expectSuccess(await project.command("verify", ["custom-stack", "--wait", "20"]))).toContain(
      "22.35",
    );
  });

  test("verify says what is wrong when the model is", async () => {
    world.model.behave("service unavailable");
    const { status, output } = await project.command("verify", ["custom-stack", "--wait", "5"]);
    world.model.behave("ok");
    expect(status).toBe(1);
    expect(output).toMatch(/^FAILED +receipt .*503/m);
    expect(output).toContain("npm run logs -- custom-stack");
  });

  test("down keeps images unless told, and says what is left", async () => {
    const first = expectSuccess(await project.command("down", ["custom", "--yes"]));
    console.log(times(first));
    expect(first).toMatch(/Destroy complete! Resources: \d+ destroyed/);
    expect(first).toMatch(/registry-stack: its repository .* holds 2 images; RECEIPTS_FORCE_DELETE=true/);
    expect(first).toContain("sagemaker-stack: its GPU instance costs by the hour");

    const environment = { RECEIPTS_FORCE_DELETE: "true" };
    const second = expectSuccess(
      await project.command("down", ["custom", "--with-model", "--yes"], { environment }),
    );
    console.log(times(second));
    expect(second).toContain("Nothing is left.");
    expect(expectSuccess(await project.command("down", ["custom", "--yes"]))).toContain("Nothing is left.");
  });
});

describe("express, with the reader in the image", () => {
  let world: World;
  let project: Project;
  let standIn: ExpressStandIn;
  let agent: EcsAgent;

  beforeAll(async () => {
    world = await startWorld();
    standIn = await startExpressStandIn(world.emulator.url);
    project = await copyProject({
      ...world.environment,
      AWS_ENDPOINT_URL: standIn.url,
      RECEIPTS_EXTRACTOR: "local",
    });
    agent = startEcsAgent(world, new URL(EXPRESS_URL).host, async (): Promise<Definition | undefined> => {
      await readFile(join(project.folder, "terraform.express-stack.tfstate"));
      const text = await readFile(join(project.folder, "express-service.json"), "utf8");
      const { primary_container: containers, cpu, memory } = JSON.parse(text);
      const [{ image, environment }] = containers;
      return {
        image: image.replace(/^.*amazonaws\.com/, REGISTRY_HOST),
        environment,
        cpu: Number(cpu),
        memory: Number(memory),
      };
    });
  });
  afterAll(async () => {
    await agent.stop();
    standIn.close();
    await world.close();
    await project.remove();
  });

  test("up, verify, change of the image, down", async () => {
    const first = expectSuccess(await project.command("up", ["express", "--yes"]));
    console.log(times(first));
    expect(agent.trouble).toBeUndefined();
    expect(first).toMatch(/^ok +receipt .*22.35 \(local\)$/m);
    expect(first).toMatch(/^ok +Express service +ACTIVE$/m);
    expect(agent.images).toEqual([expect.stringMatching(DIGEST)]);

    await project.change();
    console.log(times(expectSuccess(await project.command("up", ["express", "--yes"]))));
    await expect.poll(() => agent.images.length, { timeout: 30_000 }).toBe(2);
    expectSuccess(await project.command("verify", ["express-stack", "--wait", "30"]));

    const environment = { RECEIPTS_FORCE_DELETE: "true" };
    const last = expectSuccess(await project.command("down", ["express", "--yes"], { environment }));
    console.log(times(last));
    expect(last).toContain("Nothing is left.");
  });
});
