/** Terraform's own parts of the JSON, which are not evaluated. */
import { nearest } from "../../helpers/nearest.ts";

export const LANGUAGE = "https://developer.hashicorp.com/terraform/language";

export type JsonObject = Readonly<Record<string, unknown>>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value below some keys; undefined where there is none. */
export const get = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (isJsonObject(inner) ? inner[key] : undefined), value);

/** Keys of an object that Terraform does not have there. */
export function* unknownKeys(address: string, value: unknown, known: readonly string[]) {
  for (const [argument, inner] of Object.entries(isJsonObject(value) ? value : {})) {
    if (argument !== "//" && !known.includes(argument)) {
      const allowed = `${known.join(", ")}; ${nearest(argument, known)}?`;
      yield { address, argument, value: inner, allowed };
    }
  }
}
