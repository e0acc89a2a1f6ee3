import type { Construct } from "constructs";
import { BaseStack } from "../parts/base-stack.ts";
import type { Settings } from "../settings.ts";
import type { StackId } from "../stack-ids.ts";
import { repository } from "./ecr.ts";

/** The registry of the API's image. The article's readers made it by hand. */
export class RegistryStack extends BaseStack {
  constructor(scope: Construct, id: StackId, settings: Settings) {
    super(scope, id, settings);
    this.output("repository_url", repository(this, settings).repositoryUrl, "Where to push the API's image.");
  }
}
