import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { LocalBackend, S3Backend, type TerraformElement, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct, Node } from "constructs";
import { STATE_FOLDER } from "../facts/state-bucket.ts";
import { SynthError } from "../helpers/errors.ts";
import { checkStack } from "../rules/check-stack.ts";
import { describeFinding } from "../rules/terraform/finding.ts";
import type { Settings } from "../settings.ts";
import type { StackId } from "../stack-ids.ts";
import { checkAddresses, nameOf } from "./addresses.ts";
import { stateBucketOf, stateFile } from "./state-file.ts";

/** What every stack has: the article's main.tf, the place of its state, and checked addresses. */
export abstract class BaseStack extends TerraformStack {
  readonly #namePrefix: string;

  constructor(scope: Construct, id: StackId, settings: Settings) {
    super(scope, id);
    this.#namePrefix = settings.namePrefix;
    new AwsProvider(this, "aws", {
      region: settings.region,
      ...(settings.tags !== undefined && { defaultTags: [{ tags: settings.tags }] }),
    });
    // The bindings would pin the version that they were generated from, under the source "aws".
    this.addOverride("terraform.required_providers.aws", {
      source: "hashicorp/aws",
      version: settings.providerVersion,
    });
    this.#keepState(id, settings);
  }

  #keepState(id: StackId, settings: Settings): void {
    const file = stateFile(id, settings);
    const bucket = stateBucketOf(id, settings);
    if (bucket === undefined) {
      // Terraform runs in cdktf.out/stacks/<id>; the default path is absolute, so other on every machine.
      new LocalBackend(this, { path: `../../../${file}` });
      return;
    }
    new S3Backend(this, { bucket, key: STATE_FOLDER + file, region: settings.region, encrypt: true });
    // The lock is an object next to the state. CDKTF does not know the argument.
    this.addOverride("terraform.backend.s3.use_lockfile", true);
  }

  /** The article's name of something in AWS, behind the prefix of this deployment. */
  named(name: string): string {
    return `${this.#namePrefix}${name}`;
  }

  output(name: string, value: string, description: string): void {
    new TerraformOutput(this, name, { value, description });
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    return "node" in element ? nameOf(element) : element.id;
  }

  /** @throws SynthError with a line for each fault, before anything is written */
  override toTerraform(): unknown {
    checkAddresses(this);
    const json: unknown = super.toTerraform();
    const findings = checkStack(json);
    if (findings.length > 0) {
      throw new SynthError(
        findings.map((finding) => `${this.node.id}: ${describeFinding(finding)}`).join("\n"),
      );
    }
    return json;
  }
}
