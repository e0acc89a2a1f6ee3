/** Terraform's own parts of the JSON, which are not evaluated. */
import { nearest } from "../../helpers/nearest.ts";
import type { Finding } from "./finding.ts";

export const LANGUAGE = "https://developer.hashicorp.com/terraform/language";

export const isRawObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const get = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (isRawObject(inner) ? inner[key] : undefined), value);

/** Keys of an object that Terraform does not have there. */
export function* unknownKeys(
  address: string,
  value: unknown,
  known: readonly string[],
  source: string,
): Iterable<Finding> {
  for (const [key, inner] of Object.entries(isRawObject(value) ? value : {})) {
    if (key !== "//" && !known.includes(key)) {
      yield {
        address,
        argument: key,
        value: inner,
        allowed: `${known.join(", ")}; ${nearest(key, known)}?`,
        source,
      };
    }
  }
}
