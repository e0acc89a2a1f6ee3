import { App } from "cdktf";
import { STACKS } from "../../stacks/all-stacks.ts";
import { readSettings } from "../../stacks/read-settings.ts";
import type { Settings } from "../../stacks/settings.ts";
import { type StackName, stackId } from "../../stacks/stack-ids.ts";

export type Json = Record<string, unknown>;

export const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What `cdktf.json` with these settings would give; without the environment of the machine. */
export const settings = (given: Json = {}): Settings =>
  readSettings(JSON.stringify({ context: { receipts: given } }), {});

/** The Terraform JSON of one stack, as it would be written. */
export const terraformJson = (stack: StackName, given: Json = {}): unknown =>
  new STACKS[stack](new App({ outdir: "cdktf.out" }), stackId(stack), settings(given)).toTerraform();

/** The Terraform JSON of one stack, without CDKTF's metadata and without nulls. */
export function synth(stack: StackName, given: Json = {}): Json {
  const plain = clean(terraformJson(stack, given));
  if (!isJson(plain)) {
    throw new Error(`${stack}: no object`);
  }
  return plain;
}

/** Without CDKTF's metadata, and without nulls, which mean the same as leaving the argument out. */
function clean(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(clean);
  }
  if (!isJson(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => key !== "//" && inner !== null && inner !== undefined)
      .map(([key, inner]) => [key, clean(inner)]),
  );
}

/** A value at a path such as `resource.aws_vpc.main.tags.Name`; undefined where there is none. */
export function at(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (inner, key) => (Array.isArray(inner) ? inner[Number(key)] : isJson(inner) ? inner[key] : undefined),
      value,
    );
}
