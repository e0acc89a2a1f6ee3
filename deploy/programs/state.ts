/** Reads Terraform's state files. They are in the project's root: see stacks/parts/base-stack.ts. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Settings } from "../../stacks/settings.ts";
import type { StackId } from "../../stacks/stack-ids.ts";
import type { CallerIdentity } from "../aws/caller-identity.ts";
import { Failure } from "../console/failure.ts";
import { errorCode } from "./error-code.ts";

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
}

const fileOf = (stack: StackId) => `terraform.${stack}.tfstate`;

/** The state of a stack; empty if it was never deployed. @throws Failure if the file is not a Terraform state */
export async function readState(stack: StackId): Promise<State> {
  const text = await readFile(fileOf(stack), "utf8").catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") {
      return undefined;
    }
    throw error;
  });
  // Terraform makes an empty file when it takes the lock.
  if (!text) {
    return { outputs: {}, addresses: [], arns: [] };
  }
  const { outputs, resources } = parse(stack, text);
  const instances = resources
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ type, name, instances }) =>
      instances.map(({ index_key: key, attributes: { arn } }) => ({
        address: `${type}.${name}${key === undefined ? "" : `[${JSON.stringify(key)}]`}`,
        arn,
      })),
    );
  return {
    outputs: Object.fromEntries(
      Object.entries(outputs).flatMap(([name, { value }]) =>
        typeof value === "string" ? [[name, value]] : [],
      ),
    ),
    addresses: instances.map(({ address }) => address),
    arns: instances.flatMap(({ arn }) => (arn ? [arn] : [])),
  };
}

function parse(stack: StackId, text: string): z.infer<typeof stateSchema> {
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new Failure(
      `${fileOf(stack)} is not a complete Terraform state. Terraform keeps the previous one in ${fileOf(stack)}.backup.`,
      { cause: error },
    );
  }
}

/** @throws Failure if the stack was deployed to another account or Region: Terraform would create everything again */
export async function checkStateFits(
  stack: StackId,
  identity: CallerIdentity,
  { region }: Settings,
): Promise<void> {
  for (const arn of (await readState(stack)).arns) {
    // ARNs of IAM have no Region.
    const [, , , arnRegion, arnAccount] = arn.split(":");
    if (
      (arnAccount && arnAccount !== identity.id && arnAccount !== "aws") ||
      (arnRegion && arnRegion !== region)
    ) {
      throw new Failure(
        `${fileOf(stack)} belongs to account ${arnAccount}, Region ${arnRegion || "any"}; but this run would use account ${identity.id}, Region ${region}. Use the credentials and RECEIPTS_REGION of that deployment, or move the file away.`,
      );
    }
  }
}

/** One output. @throws Failure if the stack is not deployed */
export async function outputOf(stack: StackId, name: string): Promise<string> {
  const value = (await readState(stack)).outputs[name];
  if (value === undefined) {
    throw new Failure(`${stack} is not deployed: its state has no output ${name}.`);
  }
  return value;
}
