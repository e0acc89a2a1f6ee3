import type { Construct } from "constructs";
import { SynthError } from "../helpers/errors.ts";
import { BaseStack } from "../parts/base-stack.ts";
import type { Settings } from "../settings.ts";
import type { StackId } from "../stack-ids.ts";
import { stateBucket } from "./s3.ts";

/** The bucket of the other stacks' states. Its own state is a file in the project's root. */
export class BootstrapStack extends BaseStack {
  /** @throws SynthError without the setting stateBucket */
  constructor(scope: Construct, id: StackId, settings: Settings) {
    super(scope, id, settings);
    if (settings.stateBucket === undefined) {
      throw new SynthError(`${id} is only there with the setting stateBucket`);
    }
    this.output("state_bucket", stateBucket(this, settings.stateBucket).bucket, "Where the states are.");
  }
}
