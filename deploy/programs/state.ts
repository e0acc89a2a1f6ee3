/** Reads Terraform's state files, which are in the project's root: see stacks/parts/state-file.ts. */
import { readdir, readFile } from "node:fs/promises";
import { z } from "zod";
import { stateFile } from "../../stacks/parts/state-file.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../stacks/settings.ts";
import type { StackId } from "../../stacks/stack-ids.ts";
import type { CallerIdentity } from "../aws/caller-identity.ts";
import { Failure } from "../console/failure.ts";
import { errorCode } from "./error-code.ts";
import { ownerOf } from "./state-owner.ts";

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

/** The settings that decide which state is meant. */
type Owner = Pick<Settings, "namePrefix" | "endpointName">;

/**
 * The state of a stack; empty if it was never deployed.
 * @throws Failure if the file is not a Terraform state, or if the deployment's state still has the name that all
 *   deployments shared once
 */
export async function readState(stack: StackId, owner: Owner): Promise<State> {
  const file = stateFile(stack, owner);
  const text = await textOf(file);
  await checkName(stack, file, text);
  return text === "" ? { outputs: {}, addresses: [], arns: [] } : stateIn(file, text);
}

/** The states of all other deployments' service stacks that are not empty, with their files. */
export async function otherServices(
  stack: StackId,
  owner: Owner,
): Promise<{ readonly file: string; readonly state: State }[]> {
  const own = stateFile(stack, owner);
  const files = (await readdir(".")).filter(
    (file) => /^terraform\.(?:.*)(?:express|custom)-stack\.tfstate$/.test(file) && file !== own,
  );
  const others = [];
  for (const file of files.sort()) {
    const text = await textOf(file);
    const state = text === "" ? undefined : stateIn(file, text);
    if (state !== undefined && state.addresses.length > 0) {
      others.push({ file, state });
    }
  }
  return others;
}

/** Empty if there is no such file; Terraform makes an empty one when it takes the lock. */
const textOf = (file: string): Promise<string> =>
  readFile(file, "utf8").catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") {
      return "";
    }
    throw error;
  });

/**
 * Until 0.1.0 all deployments had one file for each stack, whatever their prefix. Terraform would make everything again,
 * or replace the other deployment, if it took the wrong one.
 */
async function checkName(stack: StackId, file: string, text: string): Promise<void> {
  const plain = stateFile(stack, PLAIN);
  const old = file === plain ? text : text === "" ? await textOf(plain) : "";
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
      `${file} is not a complete Terraform state. Terraform keeps the previous one in ${file}.backup.`,
      { cause: error },
    );
  }
}

/** @throws Failure if the stack was deployed to another account or Region: Terraform would create everything again */
export async function checkStateFits(
  stack: StackId,
  identity: CallerIdentity,
  { region, ...owner }: Pick<Settings, "region" | "namePrefix" | "endpointName">,
): Promise<void> {
  for (const arn of (await readState(stack, owner)).arns) {
    // ARNs of IAM have no Region.
    const [, , , arnRegion, arnAccount] = arn.split(":");
    if (
      (arnAccount && arnAccount !== identity.id && arnAccount !== "aws") ||
      (arnRegion && arnRegion !== region)
    ) {
      throw new Failure(
        `${stateFile(stack, owner)} belongs to account ${arnAccount}, Region ${arnRegion || "any"}; but this run would use account ${identity.id}, Region ${region}. Use the credentials and RECEIPTS_REGION of that deployment, or move the file away.`,
      );
    }
  }
}

/** One output. @throws Failure if the stack is not deployed */
export async function outputOf(stack: StackId, owner: Owner, name: string): Promise<string> {
  const value = (await readState(stack, owner)).outputs[name];
  if (value === undefined) {
    throw new Failure(
      `${stack} is not deployed: its state, ${stateFile(stack, owner)}, has no output ${name}.`,
    );
  }
  return value;
}
