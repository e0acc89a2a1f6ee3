import type { Construct } from "constructs";
import { BaseStack } from "../parts/base-stack.ts";
import type { Settings } from "../settings.ts";
import type { StackId } from "../stack-ids.ts";
import { sagemakerRole } from "./iam.ts";
import { modelEndpoint } from "./sagemaker.ts";

/** The model behind the API: vLLM with Gemma 4 on a GPU instance, the article's prerequisite. */
export class SagemakerStack extends BaseStack {
  constructor(scope: Construct, id: StackId, settings: Settings) {
    super(scope, id, settings);
    const { model, configuration, endpoint } = modelEndpoint(this, settings, sagemakerRole(this, settings));

    this.output("endpoint_name", endpoint.name, "SageMaker endpoint, as the API calls it.");
    this.output("endpoint_configuration_name", configuration.name, "Endpoint configuration in use.");
    this.output("model_name", model.name, "SageMaker model in use.");
  }
}
