/** Reads Terraform's states, which are files in the project's root, or in a bucket. */
import { z } from "zod";
import { stateFile } from "../../stacks/parts/state-file.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../stacks/settings.ts";
import type { StackId } from "../../stacks/stack-ids.ts";
import type { CallerIdentity } from "../aws/caller-identity.ts";
import { Failure } from "../console/failure.ts";
import { ownerOf } from "./state-owner.ts";
import { stateStore, statesInFolder } from "./state-store.ts";

const stateSchema = z.object({
  version: z.literal(4),
  outputs: z.record(z.string(), z.object({ value: z.unknown() })),
  resources: z.array(
    z.object({
      mode: z.enum(["managed", "data"]),
      type: z.string(),
      name: z.string(),
      instances: z.array(
        z.object({
          index_key: z.union([z.number(), z.string()]).optional(),
          // Null after an interruption, for a resource that was made but not yet read.
          attributes: z.looseObject({ arn: z.string().nullish() }),
        }),
      ),
    }),
  ),
});

export interface State {
  /** Only those that are texts. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Addresses of what Terraform made, such as aws_subnet.public[1]. */
  readonly addresses: readonly string[];
  /** The ARNs of those that have one. */
  readonly arns: readonly string[];
  /** ARN of the task definition that custom-stack's service was told to run. */
  readonly taskDefinition?: string | undefined;
  /** Model endpoints that the tasks may call. */
  readonly endpoints?: readonly string[];
  /** DNS name of custom-stack's load balancer. */
  readonly loadBalancer?: string | undefined;
  /** The image that the Express service was told to run. */
  readonly image?: string | undefined;
}

const containersSchema = z.array(z.object({ image: z.string() }));

/** The settings that decide which state is meant, and where it is. */
type Owner = Pick<Settings, "namePrefix" | "endpointName" | "stateBucket" | "region">;

/**
 * The state of a stack; empty if it was never deployed.
 * @throws Failure if it is not a Terraform state, or if the deployment's state is still in the folder although it should
 *   be in a bucket, or still has the name that all deployments shared once
 */
export async function readState(stack: StackId, owner: Owner): Promise<State> {
  const file = stateFile(stack, owner);
  const store = stateStore(stack, owner);
  const inFolder = await statesInFolder.read(file);
  await checkName(stack, file, inFolder);
  if (store !== statesInFolder) {
    checkMoved(file, inFolder, store.place(file));
  }
  const text = store === statesInFolder ? inFolder : await store.read(file);
  return text === "" ? { outputs: {}, addresses: [], arns: [] } : stateIn(store.place(file), text);
}

/** @throws Failure if the folder holds a state of what is deployed: Terraform would make everything again */
function checkMoved(file: string, text: string, place: string): void {
  if (text !== "" && resourcesIn(file, text).length > 0) {
    throw new Failure(
      `${file} is in this folder, but the setting stateBucket says that this state is ${place}. Move it there: npm run move-state -- to-bucket\nIf the bucket already has the right one, take the file away: mv -n ${file} ${file}.moved`,
    );
  }
}

/** The states of all other deployments' service stacks in the same place that are not empty, with their files. */
export async function otherServices(
  stack: StackId,
  owner: Owner,
): Promise<{ readonly file: string; readonly state: State }[]> {
  const own = stateFile(stack, owner);
  const store = stateStore(stack, owner);
  const files = (await store.list()).filter(
    (file) => /^terraform\.(?:.*)(?:express|custom)-stack\.tfstate$/.test(file) && file !== own,
  );
  const others = [];
  for (const file of files) {
    const text = await store.read(file);
    const state = text === "" ? undefined : stateIn(store.place(file), text);
    if (state !== undefined && state.addresses.length > 0) {
      others.push({ file, state });
    }
  }
  return others;
}

/**
 * Until 0.1.0 all deployments had one file for each stack, whatever their prefix. Terraform would make everything again,
 * or replace the other deployment, if it took the wrong one.
 */
async function checkName(stack: StackId, file: string, text: string): Promise<void> {
  const plain = stateFile(stack, PLAIN);
  const old = file === plain ? text : text === "" ? await statesInFolder.read(plain) : "";
  if (old === "") {
    return;
  }
  const found = ownerOf(stack, resourcesIn(plain, old));
  const right = stateFile(stack, { ...PLAIN, ...found });
  if (right === plain || (right !== file && file !== plain)) {
    return;
  }
  const of = found.endpointName ?? `prefix ${found.namePrefix}`;
  throw new Failure(
    `${plain} is the state of ${found.endpointName === undefined ? "" : "the model endpoint "}${of}, which has a file of its own now. Move it there, which keeps a copy:\n  cp ${plain} ${plain}.copy && mv -n ${plain} ${right}`,
  );
}

/** Settings whose states have the plain names. */
const PLAIN: Owner = DEFAULT_SETTINGS;

function resourcesIn(file: string, text: string) {
  return parse(file, text).resources.flatMap(({ mode, type, name, instances }) =>
    mode === "managed" ? instances.map(({ attributes }) => ({ address: `${type}.${name}`, attributes })) : [],
  );
}

function stateIn(file: string, text: string): State {
  const { outputs, resources } = parse(file, text);
  const instances = resources
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ type, name, instances }) =>
      instances.map(({ index_key: key, attributes: { arn } }) => ({
        address: `${type}.${name}${key === undefined ? "" : `[${JSON.stringify(key)}]`}`,
        arn,
      })),
    );
  const attributesOf = (wanted: string, called?: string) =>
    resources.find(({ type, name }) => type === wanted && name === (called ?? name))?.instances[0]
      ?.attributes;
  return {
    taskDefinition: z.string().safeParse(attributesOf("aws_ecs_service")?.task_definition).data,
    endpoints: [
      ...String(attributesOf("aws_iam_role_policy", "sagemaker")?.policy ?? "").matchAll(
        /:endpoint\/([\w-]+)/g,
      ),
    ].map(([, name = ""]) => name),
    loadBalancer: z.string().safeParse(attributesOf("aws_lb")?.dns_name).data,
    image: containersSchema.safeParse(attributesOf("aws_ecs_express_gateway_service")?.primary_container)
      .data?.[0]?.image,
    outputs: Object.fromEntries(
      Object.entries(outputs).flatMap(([name, { value }]) =>
        typeof value === "string" ? [[name, value]] : [],
      ),
    ),
    addresses: instances.map(({ address }) => address),
    arns: instances.flatMap(({ arn }) => (arn ? [arn] : [])),
  };
}

function parse(file: string, text: string): z.infer<typeof stateSchema> {
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new Failure(
      file.startsWith("s3://")
        ? `${file} is not a complete Terraform state. The bucket keeps the previous versions.`
        : `${file} is not a complete Terraform state. Terraform keeps the previous one in ${file}.backup.`,
      { cause: error },
    );
  }
}

const placeOf = (stack: StackId, owner: Owner): string =>
  stateStore(stack, owner).place(stateFile(stack, owner));

/**
 * The state of a stack, as readState has it.
 * @throws Failure if the stack was deployed to another account or Region: Terraform would create everything again
 */
export async function checkStateFits(stack: StackId, identity: CallerIdentity, owner: Owner): Promise<State> {
  const { region } = owner;
  const state = await readState(stack, owner);
  for (const arn of state.arns) {
    // ARNs of IAM have no Region.
    const [, , , arnRegion, arnAccount] = arn.split(":");
    if (
      (arnAccount && arnAccount !== identity.id && arnAccount !== "aws") ||
      (arnRegion && arnRegion !== region)
    ) {
      throw new Failure(
        `${placeOf(stack, owner)} belongs to account ${arnAccount}, Region ${arnRegion || "any"}; but this run would use account ${identity.id}, Region ${region}. Use the credentials and RECEIPTS_REGION of that deployment, or move it away.`,
      );
    }
  }
  return state;
}

/** One output. @throws Failure if the stack is not deployed */
export const outputOf = async (stack: StackId, owner: Owner, name: string): Promise<string> =>
  outputIn(await readState(stack, owner), stack, owner, name);

/** One output of a state that was read. @throws Failure if the stack is not deployed */
export function outputIn({ outputs }: State, stack: StackId, owner: Owner, name: string): string {
  const value = outputs[name];
  if (value === undefined) {
    throw new Failure(
      `${stack} is not deployed: its state, ${placeOf(stack, owner)}, has no output ${name}.`,
    );
  }
  return value;
}
