/** Command-line arguments that name a stack with the API in it. */
import { parseArgs } from "node:util";
import type { Settings } from "../../stacks/settings.ts";
import { MODES, type Mode, type StackId, stackId } from "../../stacks/stack-ids.ts";
import { Failure } from "./failure.ts";

/** A stack with the API in it. */
export type ServiceStack = StackId<Mode>;

export const SERVICE_STACKS: readonly ServiceStack[] = MODES.map(stackId);

/** The stack with this id; undefined if there is none, or if it has no API in it. */
export const findServiceStack = (id: string): ServiceStack | undefined =>
  SERVICE_STACKS.find((stack) => stack === id);

export interface ServiceArguments {
  readonly stack: ServiceStack;
  /** Whether the command includes the model endpoint. */
  readonly withModel: boolean;
  /** Whether the question is already answered. */
  readonly yes: boolean;
}

/** @throws Failure if the settings leave the stack out */
export function checkMode(stack: ServiceStack, modes: Settings["modes"]): void {
  if (modes !== "both" && stack !== stackId(modes)) {
    throw new Failure(`The setting modes is ${modes}, which leaves ${stack} out.`);
  }
}

/** Reads `express|custom [--with-model] [--yes]`. @throws Failure with the usage */
export function serviceArguments(usage: string): ServiceArguments {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { "with-model": { type: "boolean" }, yes: { type: "boolean" } },
  });
  const [given, ...rest] = positionals;
  const mode = MODES.find((name) => name === given);
  if (mode === undefined || rest.length > 0) {
    throw new Failure(usage);
  }
  return { stack: stackId(mode), withModel: values["with-model"] ?? false, yes: values.yes ?? false };
}
