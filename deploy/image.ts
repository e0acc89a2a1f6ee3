/** `npm run image -- build|push`: builds the API's image from this checkout and pushes it to ECR. */
import { parseArgs } from "node:util";
import { readSettings } from "../stacks/read-settings.ts";
import { stackId } from "../stacks/stack-ids.ts";
import { endWithMessage, Failure } from "./console/failure.ts";
import { build, buildAndPush } from "./image/build-and-push.ts";
import { PLATFORMS, TARGETS, targetFor } from "./image/names.ts";

const USAGE = `usage: npm run image -- build|push [--target cloud|local] [--platform linux/amd64|linux/arm64] [--again]
  build  builds the image and writes its bill of materials to .cache/images
  push   builds it and pushes it to the repository of registry-stack, tagged with the commit; latest moves to it if
         tags can move and the stacks can run it; does nothing if the commit is already there
  --target    cloud, which calls a model, or local, with the embedded reader; by default the one that the setting extractor needs
  --platform  linux/amd64 by default, which the stacks run
  --again     pushes a commit once more, for example for a newer base image; the image that was there gets the tag was-<digest>`;

const oneOf = <T extends string>(name: string, value: string, allowed: readonly T[]): T => {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) {
    throw new Failure(`${name} is ${value}; allowed: ${allowed.join(", ")}.\n${USAGE}`);
  }
  return found;
};

await endWithMessage(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { target: { type: "string" }, platform: { type: "string" }, again: { type: "boolean" } },
  });
  const [command, ...rest] = positionals;
  const settings = readSettings();
  const target = oneOf("--target", values.target ?? targetFor(settings), TARGETS);
  const platform = oneOf("--platform", values.platform ?? PLATFORMS[0], PLATFORMS);
  const { again = false } = values;
  if (rest.length > 0 || (command !== "push" && (command !== "build" || again))) {
    throw new Failure(USAGE);
  }
  if (command === "build") {
    await build(target, platform);
    return;
  }
  const digest = await buildAndPush(settings, { target, platform, again });
  process.stdout.write(`Deploy it: RECEIPTS_IMAGE=${digest} npx cdktf deploy ${stackId("custom")}\n`);
});
