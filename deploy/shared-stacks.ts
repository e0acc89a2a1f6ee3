/** The stacks that several deployments may share: the registry, and the model with its endpoint. */
import type { Settings } from "../stacks/settings.ts";
import type { StackId } from "../stacks/stack-ids.ts";
import { countImages } from "./aws/registry.ts";
import type { ServiceStack } from "./console/service-arguments.ts";
import { otherServices } from "./programs/state.ts";

/**
 * Why a shared stack stays when a service's stack is destroyed; undefined if it can go. Only states in the
 * same place are seen: this folder, or the bucket.
 */
export async function whyStays(
  stack: Exclude<StackId, ServiceStack>,
  service: ServiceStack,
  settings: Settings,
): Promise<string | undefined> {
  const users = (await otherServices(service, settings)).filter(
    ({ state }) => stack === "registry-stack" || state.outputs.model_endpoint_name === settings.endpointName,
  );
  if (users.length > 0) {
    const names = users.map(({ file }) => file.replace(/^terraform\.|\.tfstate$/g, ""));
    return names.length === 1 ? `${names[0]} uses it` : `${names.join(" and ")} use it`;
  }
  const images = stack === "registry-stack" && !settings.forceDelete ? await countImages(settings) : 0;
  return images > 0
    ? `its repository ${settings.repository} holds ${images} image${images === 1 ? "" : "s"}; RECEIPTS_FORCE_DELETE=true deletes them with it`
    : undefined;
}
