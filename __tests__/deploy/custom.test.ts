/** Custom mode, with the model, from a checkout to a URL and back. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SAMPLE_VALUES } from "../../deploy/verify/api-checks.ts";
import { customDefinition, type EcsAgent, startEcsAgent } from "./ecs-agent.ts";
import { DIGEST, expectInterrupted, expectSuccess } from "./expect-command.ts";
import { copyProject, type Project } from "./project.ts";
import { startWorld, type World } from "./world.ts";

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
    await agent?.stop();
    await world?.close();
    await project?.remove();
  });

  test.each([
    ["sagemaker-stack", /\n== sagemaker-stack\n[\s\S]*aws_iam_role\b.*Creation complete/],
    ["custom-stack", /\n== custom-stack\n[\s\S]*aws_subnet\.public.*Still creating/],
  ])("Ctrl-C in the step %s keeps the state", async (title, interruptAt) => {
    const outcome = await project.command("up", ["custom", "--with-model", "--yes"], { interruptAt });
    await expectInterrupted(outcome, title, project);
    expect(await readFile(join(project.folder, `terraform.${title}.tfstate`), "utf8")).toContain(
      '"aws_iam_role"',
    );
  });

  test("the next up continues, verifies it, and runs the digest that it pushed", async () => {
    const output = expectSuccess(await project.command("up", ["custom", "--with-model", "--yes"]));
    expect(agent.trouble).toBeUndefined();
    expect(output).toMatch(
      new RegExp(`^ok +receipt .*${Object.values(SAMPLE_VALUES).join(", ")} \\(sagemaker\\)$`, "m"),
    );
    expect(output).toMatch(/^ok +targets .*10\.0\.0\.10 healthy$/m);
    expect(output).toMatch(/^ok +model endpoint .*InService$/m);
    expect(agent.images).toEqual([expect.stringMatching(DIGEST)]);
    const [, digest] = DIGEST.exec(agent.images[0] ?? "") ?? [];
    expect(output).toContain(`\nIt runs ${digest}.`);
  });

  test("a changed image replaces the running one", async () => {
    await project.change();
    expectSuccess(await project.command("up", ["custom", "--yes"]));
    await expect.poll(() => agent.images.length, { timeout: 30_000 }).toBe(2);
    expect(agent.images[1]).toMatch(DIGEST);
    expect(agent.images[1]).not.toBe(agent.images[0]);
    expect(expectSuccess(await project.command("verify", ["custom-stack", "--wait", "30"]))).toContain(
      "(sagemaker)",
    );
    expect(agent.trouble).toBeUndefined();
  });

  test("verify says what is wrong when the model is", async () => {
    world.model.behave("service unavailable");
    const { status, output } = await project.command("verify", ["custom-stack", "--wait", "5"]);
    world.model.behave("ok");
    expect(status).toBe(1);
    expect(output).toMatch(/^FAILED +receipt .*503/m);
    expect(output).toContain("npm run logs -- custom-stack");
  });

  test("down destroys everything, and a second one finds nothing", async () => {
    const environment = { RECEIPTS_FORCE_DELETE: "true" };
    const first = expectSuccess(
      await project.command("down", ["custom", "--with-model", "--yes"], { environment }),
    );
    expect(first).toMatch(/Destroy complete! Resources: \d+ destroyed/);
    expect(first).toContain("Nothing is left.");
    expect(expectSuccess(await project.command("down", ["custom", "--yes"]))).toContain("Nothing is left.");
  });
});
