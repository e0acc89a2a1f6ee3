import type { Resource } from "../terraform/configuration.ts";
import { get } from "../terraform/json.ts";

/** Arguments whose changes Terraform leaves to others. */
export const ignoredChanges = ({ body }: Resource): unknown[] => {
  const ignored = get(body, "lifecycle", "ignore_changes");
  return Array.isArray(ignored) ? ignored : [];
};
