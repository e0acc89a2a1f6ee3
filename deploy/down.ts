/** `npm run down -- express|custom`: destroys what `npm run up` created, in reverse order. */
import { readSettings } from "../stacks/read-settings.ts";
import type { Settings } from "../stacks/settings.ts";
import { type StackId, stackId } from "../stacks/stack-ids.ts";
import { findIdentity } from "./aws/caller-identity.ts";
import { expressLeftovers, findModelLogGroup } from "./aws/leftovers.ts";
import { endpointStatus } from "./aws/model-endpoint.ts";
import { endWithMessage } from "./console/failure.ts";
import {
  checkMode,
  type ServiceArguments,
  type ServiceStack,
  serviceArguments,
} from "./console/service-arguments.ts";
import { confirm, step } from "./console/steps.ts";
import { cdktf } from "./programs/cdktf.ts";
import { checkStateFits } from "./programs/state.ts";
import { checkTerraform } from "./programs/terraform-version.ts";
import { whyStays } from "./shared-stacks.ts";

const USAGE = `usage: npm run down -- express|custom [--with-model] [--yes]
  --with-model  also the SageMaker endpoint
  --yes         do not ask`;

const REGISTRY = stackId("registry");
const MODEL = stackId("sagemaker");

/** A stack that is not destroyed, and why. */
interface Kept {
  readonly stack: StackId;
  readonly reason: string;
}

async function down({ stack: service, withModel, yes }: ServiceArguments): Promise<void> {
  const settings = readSettings();
  checkMode(service, settings.modes);
  const all = [service, MODEL, REGISTRY] as const;
  const kept: Kept[] = [];
  const doomed: StackId[] = [];
  await step("check", async () => {
    await checkTerraform(settings);
    const identity = await findIdentity(settings);
    for (const stack of all) {
      const { addresses } = await checkStateFits(stack, identity, settings);
      if (addresses.length === 0) {
        process.stdout.write(`${stack}: nothing in its state\n`);
        continue;
      }
      const reason =
        stack === MODEL && !withModel
          ? "its GPU instance costs money by the hour; --with-model destroys it too"
          : stack === MODEL || stack === REGISTRY
            ? await whyStays(stack, service, settings)
            : undefined;
      if (reason === undefined) {
        doomed.push(stack);
        process.stdout.write(
          `${stack}: ${addresses.length} to destroy\n${addresses.map((each) => `  - ${each}\n`).join("")}`,
        );
      } else {
        kept.push({ stack, reason });
        process.stdout.write(`${stack}: stays\n`);
      }
    }
  });

  if (doomed.length > 0) {
    await confirm("Destroy all of that?", yes);
    for (const stack of doomed) {
      await step(stack, async () => {
        // Terraform looks in its state whether it may delete the images, so the state must say so first.
        if (stack === REGISTRY && settings.forceDelete) {
          await cdktf("deploy", stack);
        }
        await cdktf("destroy", stack);
      });
    }
  }
  process.stdout.write(await whatIsLeft(kept, service, settings));
}

/** What still exists and may cost money. */
async function whatIsLeft(kept: readonly Kept[], service: ServiceStack, settings: Settings): Promise<string> {
  const { status } = await endpointStatus(settings);
  const endpointIsOurs = kept.some(({ stack }) => stack === MODEL);
  const logs = endpointIsOurs ? undefined : await findModelLogGroup(settings);
  const express = service === "express-stack" ? await expressLeftovers(settings) : [];
  const left = [
    ...kept.map(({ stack, reason }) => `${stack}: ${reason}`),
    ...(status === "missing" || endpointIsOurs
      ? []
      : [`model endpoint ${settings.endpointName} (${status}): it is in no state file here`]),
    ...(logs === undefined
      ? []
      : [`log group ${logs}, made by SageMaker: aws logs delete-log-group --log-group-name ${logs}`]),
    ...express.map(
      (arn) =>
        `${arn}: made by ECS for an Express service; ECS removes it some minutes after its last service`,
    ),
  ];
  return left.length === 0
    ? "\nNothing is left. The registrations of ECS task definitions stay, which cost nothing.\n"
    : `\nLeft:\n${left.map((each) => `  ${each}\n`).join("")}`;
}

await endWithMessage(async () => down(serviceArguments(USAGE)));
