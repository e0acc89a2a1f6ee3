/** `image -- push`: what is pushed under which tags, with a docker that notes its arguments. */
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepTagged } from "../../deploy/aws/registry.ts";
import { buildAndPush } from "../../deploy/image/build-and-push.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../stacks/settings.ts";
import { type Answer, standInForAws } from "./aws.ts";

const aws = standInForAws();
const COMMIT = "c0".repeat(20);
const OLD = `sha256:${"0123456789ab".padEnd(64, "0")}`;
const NEW = `sha256:${"a1".repeat(32)}`;

let folder: string;
const before = process.cwd();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "push-"));
  process.chdir(folder);
  await mkdir("bin");
  const script = (name: string, text: string) =>
    writeFile(`bin/${name}`, `#!/bin/sh\n${text}\n`).then(() => chmod(`bin/${name}`, 0o755));
  await script("docker", `echo "$@" >> calls\ncase "$1" in push) echo "digest: ${NEW}" ;; esac`);
  await script("npm", "echo {}");
  await script("git", `case "$1" in rev-parse) echo ${COMMIT} ;; esac`);
  vi.stubEnv("PATH", `${folder}/bin:${process.env.PATH}`);
});
afterEach(async () => {
  process.chdir(before);
  await rm(folder, { recursive: true });
});

/** A repository with images, by tag or digest. */
function repository(images: Readonly<Record<string, { digest: string; tags: string[] }>>) {
  const find = ({ imageIds }: Readonly<Record<string, unknown>>): Answer => {
    const [{ imageTag = "" }] = imageIds as [{ imageTag?: string }];
    const found = images[imageTag];
    return found === undefined
      ? { error: "ImageNotFoundException" }
      : { imageDetails: [{ imageDigest: found.digest, imageTags: found.tags }] };
  };
  aws.script = {
    DescribeRepositories: [{ repositories: [{ repositoryUri: "host/api" }] }],
    GetAuthorizationToken: [
      { authorizationData: [{ authorizationToken: Buffer.from("AWS:secret").toString("base64") }] },
    ],
    DescribeImages: find,
    BatchGetImage: [{ images: [{ imageManifest: "the manifest", imageManifestMediaType: "type" }] }],
  };
}
const pushed = async () =>
  [...(await readFile("calls", "utf8").catch(() => "")).matchAll(/^push (.*)$/gm)].map(([, name]) => name);
const tagged = () =>
  aws.calls
    .filter(({ operation }) => operation === "PutImage")
    .map(({ input }) => [input.imageTag, input.imageDigest]);
const settings = (more: Partial<Settings> = {}): Settings => ({ ...DEFAULT_SETTINGS, ...more });
const CLOUD = { target: "cloud" } as const;

test("a new commit gets its tag and latest", async () => {
  repository({});
  expect(await buildAndPush(settings(), CLOUD)).toBe(NEW);
  expect(await pushed()).toEqual([`host/api:${COMMIT}`, "host/api:latest"]);
  expect(tagged()).toEqual([]);
});

test("a commit that is there is not pushed again, so that no running image loses its tag", async () => {
  repository({ [COMMIT]: { digest: OLD, tags: [COMMIT, "latest"] } });
  expect(await buildAndPush(settings(), CLOUD)).toBe(OLD);
  expect(await pushed()).toEqual([]);
});

test("again: the image that was there gets another tag before its own moves", async () => {
  repository({
    [COMMIT]: { digest: OLD, tags: [COMMIT, "latest"] },
    latest: { digest: OLD, tags: ["was-0123456789ab", "latest"] },
  });
  expect(await buildAndPush(settings(), { ...CLOUD, again: true })).toBe(NEW);
  expect(tagged()).toEqual([["was-0123456789ab", OLD]]);
  const order = aws.calls.map(({ operation }) => operation);
  expect(order.indexOf("PutImage")).toBeGreaterThan(order.indexOf("GetAuthorizationToken"));
  expect(await pushed()).toEqual([`host/api:${COMMIT}`, "host/api:latest"]);
});

test("again, with tags that cannot move, is refused", async () => {
  repository({ [COMMIT]: { digest: OLD, tags: [COMMIT] } });
  const immutable = settings({ immutableTags: true });
  await expect(buildAndPush(immutable, { ...CLOUD, again: true })).rejects.toThrow("cannot move");
  expect(await buildAndPush(immutable, CLOUD)).toBe(OLD);
  expect(await pushed()).toEqual([]);
});

test("an image that had only the tag latest keeps one too", async () => {
  repository({ latest: { digest: OLD, tags: ["latest"] } });
  await buildAndPush(settings(), CLOUD);
  expect(tagged()).toEqual([["was-0123456789ab", OLD]]);
});

test.each<[string, Partial<Settings>, Parameters<typeof buildAndPush>[1], boolean]>([
  ["for arm64", {}, { ...CLOUD, platform: "linux/arm64" }, false],
  ["of the target local for stacks that call the model", {}, { target: "local" }, false],
  ["of the target cloud for stacks with the embedded reader", { extractor: "local" }, CLOUD, false],
  [
    "of the target local for stacks with the embedded reader",
    { extractor: "local" },
    { target: "local" },
    true,
  ],
  ["with tags that cannot move", { immutableTags: true }, CLOUD, false],
])("latest and an image %s", async (_, more, push, moves) => {
  repository({});
  await buildAndPush(settings(more), push);
  expect((await pushed()).includes("host/api:latest")).toBe(moves);
});

test("a tag that is there already is no failure", async () => {
  repository({ latest: { digest: OLD, tags: ["latest"] } });
  aws.script.PutImage = [{ error: "ImageAlreadyExistsException" }];
  expect(await keepTagged(settings(), ["latest"])).toBe("was-0123456789ab");
  aws.script.PutImage = [
    { error: "AccessDeniedException", message: "not authorized to perform: ecr:PutImage" },
  ];
  await expect(keepTagged(settings(), ["latest"])).rejects.toThrow("Cannot give the image");
});
