/** Express mode, with the reader in the image. Only its own service is not made: see synth-for-emulator.ts. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Definition, type EcsAgent, startEcsAgent } from "./ecs-agent.ts";
import { EXPRESS_URL, type ExpressStandIn, startExpressStandIn } from "./express-stand-in.ts";
import { DIGEST, expectSuccess } from "./outcome.ts";
import { copyProject, type Project } from "./project.ts";
import { REGISTRY_HOST } from "./registry.ts";
import { startWorld, type World } from "./world.ts";

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
      // The outputs come last. A plan makes an empty state already.
      const state = await readFile(join(project.folder, "terraform.express-stack.tfstate"), "utf8");
      if (!state.includes("service_url")) return undefined;
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
    expect(agent.trouble).toBeUndefined();
    expect(first).toMatch(/^ok +receipt .*22.35 \(local\)$/m);
    expect(first).toMatch(/^ok +Express service +ACTIVE$/m);
    expect(agent.images).toEqual([expect.stringMatching(DIGEST)]);

    await project.change();
    expectSuccess(await project.command("up", ["express", "--yes"]));
    await expect.poll(() => agent.images.length, { timeout: 30_000 }).toBe(2);
    expectSuccess(await project.command("verify", ["express-stack", "--wait", "30"]));

    const environment = { RECEIPTS_FORCE_DELETE: "true" };
    const last = expectSuccess(await project.command("down", ["express", "--yes"], { environment }));
    expect(last).toContain("Nothing is left.");
  });
});
