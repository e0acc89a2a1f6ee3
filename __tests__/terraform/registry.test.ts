import { DescribeRepositoriesCommand, GetLifecyclePolicyCommand } from "@aws-sdk/client-ecr";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changes, plannedValues } from "./changes.ts";
import { type Deployment, startStack } from "./deployment.ts";
import { type Clients, inventory } from "./inventory.ts";
import { plannedAddresses } from "./planned-addresses.ts";
import { synthesize } from "./synthesize.ts";

const NAME = "receipt-extraction-gemma-4";

describe("registry-stack", () => {
  let deployment: Deployment;
  let aws: Clients;
  let emptyAccount: readonly string[];

  beforeAll(async () => {
    ({ deployment, aws, emptyAccount } = await startStack("registry"));
  });
  afterAll(() => deployment.stop());

  test("the plan from nothing makes the repository", async () => {
    const values = plannedValues(await deployment.plan("plan", await synthesize("registry")));
    expect(Object.keys(values).sort()).toEqual(plannedAddresses("registry"));
    expect(values).toMatchObject({
      "aws_ecr_repository.api": { name: NAME, image_tag_mutability: "MUTABLE" },
    });
  });

  test("after the apply a second plan finds nothing to do", async () => {
    expect((await deployment.apply()).added).toBe(plannedAddresses("registry").length);
    expect(changes(await deployment.plan("plan again", await synthesize("registry")))).toEqual([]);
  });

  test("from outside: it scans what is pushed, and keeps the newest 20 images without a tag, and the newest 20 that lost theirs", async () => {
    const { repositories } = await aws.ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [NAME] }));
    expect(repositories).toMatchObject([{ imageScanningConfiguration: { scanOnPush: true } }]);
    const { lifecyclePolicyText = "" } = await aws.ecr.send(
      new GetLifecyclePolicyCommand({ repositoryName: NAME }),
    );
    expect(JSON.parse(lifecyclePolicyText)).toMatchObject({
      rules: [
        { selection: { tagStatus: "untagged", countType: "imageCountMoreThan", countNumber: 20 } },
        {
          selection: {
            tagStatus: "tagged",
            tagPrefixList: ["was-"],
            countType: "imageCountMoreThan",
            countNumber: 20,
          },
        },
      ],
    });
  });

  test("immutable tags are set in place: no image is lost", async () => {
    const immutable = await synthesize("registry", { RECEIPTS_IMAGE: "v2", RECEIPTS_IMMUTABLE_TAGS: "true" });
    expect(changes(await deployment.plan("immutable tags", immutable))).toEqual([
      "update aws_ecr_repository.api: image_tag_mutability",
    ]);
  });

  test("the destroy leaves nothing", async () => {
    expect((await deployment.destroy()).destroyed).toBe(plannedAddresses("registry").length);
    expect(await inventory(aws)).toEqual(emptyAccount);
  });
});
