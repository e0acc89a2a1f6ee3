/** What `up` and `down` are told on the command line. */
import { parseArgs } from "node:util";
import { Failure } from "./failure.ts";

/** A stack with the API in it. */
export type ServiceStack = "express-stack" | "custom-stack";

export interface ServiceArguments {
  readonly stack: ServiceStack;
  /** Whether the model endpoint is meant too. */
  readonly withModel: boolean;
  /** Whether the answer to the question is given already. */
  readonly yes: boolean;
}

/** Reads `express|custom [--with-model] [--yes]`. @throws Failure with the usage */
export function serviceArguments(usage: string): ServiceArguments {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { "with-model": { type: "boolean" }, yes: { type: "boolean" } },
  });
  const [mode, ...rest] = positionals;
  if ((mode !== "express" && mode !== "custom") || rest.length > 0) throw new Failure(usage);
  return { stack: `${mode}-stack`, withModel: values["with-model"] ?? false, yes: values.yes ?? false };
}
