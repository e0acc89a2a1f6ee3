/** `npm run up -- express|custom`: deploys this checkout and prints its URL. */

import { leftOut } from "../stacks/left-out.ts";
import { readSettings } from "../stacks/read-settings.ts";
import { DEFAULT_SETTINGS, type Settings } from "../stacks/settings.ts";
import { type StackId, stackId } from "../stacks/stack-ids.ts";
import { textTable } from "../tools/tables.ts";
import { findIdentity } from "./aws/caller-identity.ts";
import { findModelLogGroup } from "./aws/leftovers.ts";
import { waitForEndpoint } from "./aws/model-endpoint.ts";
import { checkModelImage, digestOf } from "./aws/registry.ts";
import { rolloutOf, waitForRollout } from "./aws/rollout/wait.ts";
import { endWithMessage, Failure } from "./console/failure.ts";
import { checkMode, type ServiceArguments, serviceArguments } from "./console/service-arguments.ts";
import { confirm, step } from "./console/steps.ts";
import { buildAndPush } from "./image/build-and-push.ts";
import { tagFor, targetFor } from "./image/names.ts";
import { cdktf, type Differing, type Plan, plan } from "./programs/cdktf.ts";
import { findContainerTool } from "./programs/container-tool.ts";
import { cleanCommit } from "./programs/revision.ts";
import { checkStateFits, outputOf, readState, type State } from "./programs/state.ts";
import { checkTerraform } from "./programs/terraform-version.ts";
import { keyForChecks } from "./verify/key-for-checks.ts";
import { verifyStack } from "./verify/verify-service.ts";

const USAGE = `usage: npm run up -- express|custom [--with-model] [--yes]
  --with-model  also the SageMaker endpoint, whose GPU costs by the hour
  --yes         do not ask`;

const REGISTRY = stackId("registry");
const MODEL = stackId("sagemaker");

/** The image to run. */
interface Image {
  /** Value for the setting image: the digest if the image is already in the repository, else the tag that it will get. */
  readonly version: string;
  readonly isThere: boolean;
}

async function check(settings: Settings, stacks: readonly StackId[]): Promise<Image> {
  const terraform = await checkTerraform(settings);
  const identity = await findIdentity(settings);
  for (const stack of stacks) {
    await checkStateFits(stack, identity, settings);
  }
  if (stacks.includes(MODEL)) {
    await checkModelImage(settings);
  }
  const image = await chooseImage(settings);
  const tool = image.isThere ? "not needed, the image is in the repository" : await findContainerTool();
  process.stdout.write(
    `${textTable([
      ["account", `${identity.id} as ${identity.caller}`],
      ["Region", settings.region],
      ["Terraform", terraform],
      ["container tool", tool],
      ["engine", settings.extractor],
      ["callers", callersOf(settings)],
      ["image", `${settings.repository}, ${image.version}`],
    ])}\n`,
  );
  return image;
}

/** Who may call the API. */
function callersOf({ apiKeysSecret, allowedCidrs }: Settings): string {
  const from = allowedCidrs === undefined ? "" : ` from ${allowedCidrs}`;
  return apiKeysSecret === undefined ? `anybody${from}, without a key` : `who has a key${from}`;
}

/** The image that the settings name, or else the image of this commit. */
async function chooseImage(settings: Settings): Promise<Image> {
  if (settings.image !== DEFAULT_SETTINGS.image) {
    const digest = await digestOf(settings, settings.image);
    if (digest === undefined) {
      throw new Failure(
        `The setting image is ${settings.image}, and the repository ${settings.repository} in ${settings.region} holds no such image. Unset it to build and push the image of this commit.`,
      );
    }
    return { version: digest, isThere: true };
  }
  const commit = await cleanCommit();
  const version = tagFor(commit, targetFor(settings));
  const digest = await digestOf(settings, version);
  return { version: digest ?? version, isThere: digest !== undefined };
}

/** Applies a service's stack, and waits until what it deployed runs. */
async function deployAndWait(stack: StackId, settings: Settings, differing: Differing): Promise<void> {
  const before = await rolloutOf(await readState(stack, settings), settings);
  await step(stack, () => cdktf("deploy", stack, differing));
  await step("rollout", async () =>
    waitForRollout(await readState(stack, settings), settings, {
      stack,
      since: { deployment: before?.deployment },
    }),
  );
}

/** Whether the endpoint's log group is there but not sagemaker-stack's: an endpoint that ran before has made it. */
async function modelLogsAreInNoState(settings: Settings): Promise<boolean> {
  const { addresses } = await readState(MODEL, settings);
  return (
    !addresses.includes("aws_cloudwatch_log_group.endpoint") &&
    (await findModelLogGroup(settings)) !== undefined
  );
}

/** Endpoints that the tasks of now may call, and those of these settings no more. */
const formerEndpoints = ({ endpoints = [] }: State, settings: Settings): readonly string[] =>
  endpoints.filter(
    (name) =>
      !settings.keepEndpoints.includes(name) &&
      !(settings.extractor === "sagemaker" && name === settings.endpointName),
  );

async function up({ stack, withModel, yes }: ServiceArguments): Promise<void> {
  const settings = readSettings();
  checkMode(stack, settings.modes);
  const key = keyForChecks(settings);
  for (const line of leftOut(stack, settings)) {
    process.stdout.write(`${line}\n`);
  }
  if (stack === "express-stack" && (key !== undefined || settings.allowedCidrs !== undefined)) {
    process.stdout.write(
      "While Express watches a new version, each caller that is refused (401 without a key, 403 from another address) counts as an error, and more than 1 % of errors takes the version back.\n",
    );
  }
  if (withModel && settings.extractor === "local") {
    throw new Failure(
      "--with-model would create a model that nothing calls: the setting extractor is local.",
    );
  }
  const stacks = [REGISTRY, ...(withModel ? [MODEL] : []), stack];
  const image = await step("check", () => check(settings, stacks));
  // Before anything is created: without the endpoint the deployed API could not read a receipt.
  if (settings.extractor === "sagemaker" && !withModel) {
    await step("model endpoint", () => waitForEndpoint(settings));
  }
  const modelLogsExist = withModel && (await modelLogsAreInNoState(settings));
  const plans = new Map<StackId, Plan>();
  for (const each of stacks) {
    plans.set(
      each,
      await step(`plan of ${each}`, () => plan(each, { image: image.version, modelLogsExist })),
    );
  }
  const changing = new Set(stacks.filter((each) => plans.get(each)?.isEmpty === false));
  if (image.isThere && changing.size === 0) {
    process.stdout.write("\nEverything is up to date; nothing was changed.\n");
  } else {
    if (!image.isThere) {
      process.stdout.write(
        "\nThe plan names the image by its tag; the deployment will name it by its digest.\n",
      );
    }
    if (settings.apiKeysSecret === undefined && settings.allowedCidrs === undefined) {
      process.stdout.write(
        "\nAnybody who reaches the URL may have receipts read at your cost; the settings apiKeysSecret and allowedCidrs change that.\n",
      );
    }
    await confirm("Carry out the plans above?", yes);
  }

  if (changing.has(REGISTRY)) {
    await step(REGISTRY, () => cdktf("deploy", REGISTRY));
  }
  const digest = image.isThere
    ? image.version
    : await step("image", () => buildAndPush(settings, { target: targetFor(settings) }));
  if (changing.has(MODEL)) {
    await step(MODEL, () => cdktf("deploy", MODEL, { modelLogsExist }));
  }
  if (withModel) {
    await step("model endpoint", () => waitForEndpoint(settings));
  }
  const change = !image.isThere || changing.has(stack);
  const former = change ? formerEndpoints(await readState(stack, settings), settings) : [];
  if (former.length > 0) {
    // The tasks that still serve call these until the rollout has ended.
    const kept = [...settings.keepEndpoints, ...former];
    process.stdout.write(`\nUntil the new version runs, the right to call ${former.join(", ")} stays.\n`);
    await deployAndWait(stack, settings, { image: digest, keepEndpoints: kept });
    const left = await step(`plan of ${stack}: what is left`, () => plan(stack, { image: digest }));
    if (left.changes.some((each) => !plans.get(stack)?.changes.includes(each))) {
      await confirm("Carry out this plan, which differs from the first?", yes);
    }
    if (!left.isEmpty) {
      await step(`${stack}: what is left`, () => cdktf("deploy", stack, { image: digest }));
    }
  } else if (change) {
    await deployAndWait(stack, settings, { image: digest });
  } else {
    await step("rollout", async () => waitForRollout(await readState(stack, settings), settings, { stack }));
  }
  await step("verify", () => verifyStack(stack, settings, undefined, key));
  process.stdout.write(
    `\n${await outputOf(stack, settings, "service_url")}\nIt runs ${digest}. To deploy this image by hand: RECEIPTS_IMAGE=${digest} npx cdktf deploy ${stack}\n`,
  );
}

await endWithMessage(async () => up(serviceArguments(USAGE)));
