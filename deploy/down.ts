/** `npm run down -- express|custom`: destroys what `npm run up` created, in reverse order. */
import { readSettings } from "../stacks/read-settings.ts";
import type { Settings } from "../stacks/settings.ts";
import { type StackId, stackId } from "../stacks/stack-ids.ts";
import { findIdentity } from "./aws/caller-identity.ts";
import { endpointStatus } from "./aws/model-endpoint.ts";
import { countImages } from "./aws/registry.ts";
import { endWithMessage } from "./console/failure.ts";
import {
  SERVICE_STACKS,
  type ServiceArguments,
  type ServiceStack,
  serviceArguments,
} from "./console/service-arguments.ts";
import { confirm, step } from "./console/steps.ts";
import { cdktf } from "./programs/cdktf.ts";
import { checkStateFits, readState } from "./programs/state.ts";

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

/** Why the registry stays: the other mode may use it, and images are deleted only on request. Undefined if it can go. */
async function whyRegistryStays(service: ServiceStack, settings: Settings): Promise<string | undefined> {
  for (const other of SERVICE_STACKS) {
    const runs = other !== service && (await readState(other)).addresses.length > 0;
    if (runs) {
      return `${other} uses it`;
    }
  }
  const images = await countImages(settings);
  if (images > 0 && !settings.forceDelete) {
    return `its repository ${settings.repository} holds ${images} image${images === 1 ? "" : "s"}; RECEIPTS_FORCE_DELETE=true deletes them with it`;
  }
  return undefined;
}

async function down({ stack: service, withModel, yes }: ServiceArguments): Promise<void> {
  const settings = readSettings();
  const all: StackId[] = [service, MODEL, REGISTRY];
  const kept: Kept[] = [];
  const doomed: StackId[] = [];
  await step("check", async () => {
    const identity = await findIdentity(settings);
    for (const stack of all) {
      await checkStateFits(stack, identity, settings);
      const { addresses } = await readState(stack);
      if (addresses.length === 0) {
        process.stdout.write(`${stack}: nothing in its state\n`);
        continue;
      }
      const reason =
        stack === REGISTRY
          ? await whyRegistryStays(service, settings)
          : stack === MODEL && !withModel
            ? "its GPU instance costs money by the hour; --with-model destroys it too"
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
  process.stdout.write(await whatIsLeft(kept, settings));
}

/** What still exists and may cost money. */
async function whatIsLeft(kept: readonly Kept[], settings: Settings): Promise<string> {
  const { status } = await endpointStatus(settings);
  const endpointIsOurs = kept.some(({ stack }) => stack === MODEL);
  const left = [
    ...kept.map(({ stack, reason }) => `${stack}: ${reason}`),
    ...(status === "missing" || endpointIsOurs
      ? []
      : [`model endpoint ${settings.endpointName} (${status}): it is in no state file here`]),
  ];
  return left.length === 0
    ? "\nNothing is left. The registrations of ECS task definitions stay, which cost nothing.\n"
    : `\nLeft:\n${left.map((each) => `  ${each}\n`).join("")}`;
}

await endWithMessage(async () => down(serviceArguments(USAGE)));
