/** Custom mode, with the model and a bucket for the states, from a checkout to a URL and back. */
import { readdir } from "node:fs/promises";
import { CreateRepositoryCommand, ECRClient, PutImageCommand } from "@aws-sdk/client-ecr";
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SAMPLE_VALUES } from "../../deploy/verify/api-checks.ts";
import { imagePlace } from "../../stacks/facts/aws-images.ts";
import { DEFAULT_SETTINGS } from "../../stacks/settings.ts";
import { customWork, type EcsAgent, startEcsAgent } from "./ecs-agent.ts";
import { DIGEST, expectSuccess } from "./expect-command.ts";
import { copyProject, type Project } from "./project.ts";
import { startWorld, type World } from "./world.ts";

/** The model server's image, as somebody has copied it there. */
async function putModelImage(endpoint: string): Promise<void> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const ecr = new ECRClient({ region: DEFAULT_SETTINGS.region, endpoint, credentials });
  const { repository: repositoryName, version: imageTag } = imagePlace(DEFAULT_SETTINGS.modelImage);
  await ecr.send(new CreateRepositoryCommand({ repositoryName }));
  const mediaType = "application/vnd.docker.distribution.manifest.v2+json";
  const imageManifest = JSON.stringify({ schemaVersion: 2, mediaType, layers: [], config: { size: 1 } });
  await ecr.send(new PutImageCommand({ repositoryName, imageTag, imageManifest }));
}

/** The states of this file are in a bucket, those of express.test.ts in the folder. */
const BUCKET = "states-of-a-team";
const s3 = ({ emulator }: World) =>
  new S3Client({
    region: DEFAULT_SETTINGS.region,
    endpoint: emulator.url,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });

describe("custom", () => {
  let world: World;
  let project: Project;
  let agent: EcsAgent;

  beforeAll(async () => {
    world = await startWorld();
    project = await copyProject({ ...world.environment, RECEIPTS_STATE_BUCKET: BUCKET });
    const CreateBucketConfiguration = { LocationConstraint: "us-west-2" } as const;
    await s3(world).send(new CreateBucketCommand({ Bucket: BUCKET, CreateBucketConfiguration }));
    await putModelImage(world.emulator.url);
    agent = startEcsAgent(world, ".elb.amazonaws.com", customWork(world));
  });
  afterAll(async () => {
    await agent?.stop();
    await world?.close();
    await project?.remove();
  });

  test("up makes everything, verifies it, and runs the digest that it pushed", async () => {
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
    const { Contents = [] } = await s3(world).send(new ListObjectsV2Command({ Bucket: BUCKET }));
    expect(Contents.map(({ Key }) => Key)).toEqual(
      ["custom", "registry", "sagemaker"].map((name) => `receipts-on-ecs/terraform.${name}-stack.tfstate`),
    );
    expect((await readdir(project.folder)).filter((file) => file.includes("tfstate"))).toEqual([]);
  });

  test("a changed image replaces the running one", async () => {
    await project.change();
    const output = expectSuccess(await project.command("up", ["custom", "--yes"]));
    // It may be over when AWS is asked first.
    expect(output).toMatch(
      /== rollout\n(?:(?:in progress|waiting).*\n)*deployment completed; \S+:2 runs\n== rollout: done/,
    );
    expect(agent.images).toHaveLength(2);
    expect(agent.images[1]).toMatch(DIGEST);
    expect(agent.images[1]).not.toBe(agent.images[0]);
    expect(expectSuccess(await project.command("verify", ["custom-stack", "--wait", "30"]))).toContain(
      "(sagemaker)",
    );
    expect(agent.trouble).toBeUndefined();
  });

  test("a version that does not start is taken back, and up says so", async () => {
    await project.change('throw new Error("does not start");');
    const { status, output } = await project.command("up", ["custom", "--yes"]);
    // The rollback may be over when AWS is asked.
    expect(output).toMatch(
      /The deployment of fastapi-task-definition:3 failed, and ECS (?:is taking|took) it back to fastapi-task-definition:2: .*tasks failed to start\./,
    );
    expect(output).not.toContain("== verify");
    expect(status).toBe(1);
    expect(agent.images).toHaveLength(3);
    const verified = expectSuccess(await project.command("verify", ["custom-stack", "--wait", "5"]));
    expect(verified).toMatch(/^ok +runs +fastapi-task-definition:2$/m);
    expect(verified).toMatch(
      /^LOOK +deployment .*:3 failed, and ECS took it back to fastapi-task-definition:2/m,
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
