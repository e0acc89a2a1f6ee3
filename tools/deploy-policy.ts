/** docs/deploy-policy.json: what the credentials of a deployment must be allowed to do, with where each part is from. */
import { readFile } from "node:fs/promises";
import { z } from "zod";

const actionSchema = z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9]+\*?$/);

const statementSchema = z.strictObject({
  Sid: z.string().regex(/^[A-Za-z0-9]+$/),
  Effect: z.literal("Allow"),
  Action: z.array(actionSchema).min(1),
  Resource: z.union([z.string(), z.array(z.string()).min(1)]),
  Condition: z
    .record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())])))
    .optional(),
});

const policySchema = z.strictObject({
  /** What the emulator was asked to do. */
  seen: z.strictObject({ source: z.string().min(1), statements: z.array(statementSchema) }),
  /** What no emulator asks for, each with the page of AWS that says so. */
  pages: z.array(
    z.strictObject({ source: z.url({ hostname: /(^|\.)aws\.amazon\.com$/ }), statement: statementSchema }),
  ),
});

export type DeployPolicy = z.infer<typeof policySchema>;

export const readDeployPolicy = async (): Promise<DeployPolicy> =>
  policySchema.parse(
    JSON.parse(await readFile(new URL("../docs/deploy-policy.json", import.meta.url), "utf8")),
  );

/** Those of the actions that neither part allows. IAM takes capitals for small letters. */
export async function notAllowed(actions: readonly string[]): Promise<string[]> {
  const allowed = statementsOf(await readDeployPolicy())
    .flat()
    .flatMap(({ Action }) => Action)
    .map((action) => action.toLowerCase());
  return actions.filter((action) => {
    const given = action.toLowerCase();
    return !allowed.some((one) => (one.endsWith("*") ? given.startsWith(one.slice(0, -1)) : given === one));
  });
}

/** The statements of both parts. */
export const statementsOf = ({ seen, pages }: DeployPolicy) => [
  seen.statements,
  pages.map(({ statement }) => statement),
];
