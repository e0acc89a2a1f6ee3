/** Provider and state. */
import { PROVIDER_VERSIONS } from "../../facts/provider-versions.ts";
import { REGIONS } from "../../facts/regions.ts";
import { STATE_BUCKET, STATE_FOLDER } from "../../facts/state-bucket.ts";
import { nearest } from "../../helpers/nearest.ts";
import { type Fault, type Rule, rule } from "../rule.ts";
import type { Configuration } from "../terraform/configuration.ts";
import { get, isJsonObject, LANGUAGE, unknownKeys } from "../terraform/json.ts";
import { isTag, TAG, TAGS } from "./every-resource.ts";

const SETTINGS = `${LANGUAGE}/terraform`;
const PROVIDER = "terraform.required_providers.aws";

const S3 = "terraform.backend.s3";
const STATE_FILE = "terraform.<prefix><stack>.tfstate";

/** Two stacks with one state would destroy each other. */
function isStateFile(value: unknown, folder: string, configuration: Configuration): boolean {
  const stack = get(configuration, "//", "metadata", "stackName") ?? "[\\w-]+";
  // In front the prefix of a service's deployment, behind it the endpoint of a model.
  const form = new RegExp(`^terraform\\.[a-z0-9-]*${stack}(?:\\.[a-z0-9-]+)?\\.tfstate$`);
  return typeof value === "string" && value.startsWith(folder) && form.test(value.slice(folder.length));
}

export const TERRAFORM_BLOCK_RULES: readonly Rule[] = [
  rule("terraform-block/top", LANGUAGE, ({ configuration }) =>
    unknownKeys("(top)", configuration, ["terraform", "provider", "data", "resource", "output", "import"]),
  ),

  rule("terraform-block/import", `${LANGUAGE}/import`, function* (plan): Iterable<Fault> {
    const { import: blocks = [] } = plan.configuration;
    for (const block of Array.isArray(blocks) ? blocks : [blocks]) {
      const value = get(block, "to");
      if (typeof value !== "string" || !plan.resources.has(value)) {
        yield {
          address: "import",
          argument: "to",
          value,
          allowed: "the address of a resource of this stack",
        };
      }
    }
  }),

  rule("terraform-block/known", SETTINGS, function* ({ configuration: { terraform } }) {
    // checkov stops at a required_version that is a string.
    yield* unknownKeys("terraform", terraform, ["backend", "required_providers"]);
    yield* unknownKeys("terraform.required_providers", terraform.required_providers, ["aws"]);
    yield* unknownKeys(PROVIDER, get(terraform, "required_providers", "aws"), ["source", "version"]);
    yield* unknownKeys("terraform.backend", terraform.backend, ["local", "s3"]);
    yield* unknownKeys("terraform.backend.local", get(terraform, "backend", "local"), ["path"]);
    yield* unknownKeys(S3, get(terraform, "backend", "s3"), [
      ...["bucket", "key", "region", "encrypt", "use_lockfile"],
    ]);
  }),

  rule(
    "terraform-block/provider-source",
    SETTINGS,
    function* ({ configuration: { terraform } }): Iterable<Fault> {
      const value = get(terraform, "required_providers", "aws", "source");
      if (value !== "hashicorp/aws") {
        yield { address: PROVIDER, argument: "source", value, allowed: "hashicorp/aws" };
      }
    },
  ),

  rule(
    "terraform-block/provider-version",
    "stacks/facts/provider-versions.ts",
    function* ({ configuration: { terraform } }): Iterable<Fault> {
      const value = get(terraform, "required_providers", "aws", "version");
      if (!PROVIDER_VERSIONS.some((known) => known === value)) {
        yield { address: PROVIDER, argument: "version", value, allowed: PROVIDER_VERSIONS.join(" or ") };
      }
    },
  ),

  rule("terraform-block/state", `${LANGUAGE}/backend/local`, function* ({ configuration }): Iterable<Fault> {
    const { backend } = configuration.terraform;
    const value = get(backend, "local", "path");
    if (
      get(backend, "s3") !== undefined ? value !== undefined : !isStateFile(value, "../../../", configuration)
    ) {
      const allowed = `../../../${STATE_FILE}, the project's root on every machine; nothing with a bucket`;
      yield { address: "terraform.backend.local", argument: "path", value, allowed };
    }
  }),

  rule(
    "terraform-block/state-bucket",
    `${LANGUAGE}/backend/s3`,
    function* ({ configuration, region }): Iterable<Fault> {
      const block = get(configuration.terraform, "backend", "s3");
      if (block === undefined) {
        return;
      }
      const faultUnless = (argument: string, allowed: string, fits: (value: unknown) => boolean): Fault[] => {
        const value = get(block, argument);
        return fits(value) ? [] : [{ address: S3, argument, value, allowed }];
      };
      yield* faultUnless(
        "bucket",
        "name of a bucket",
        (name) => typeof name === "string" && STATE_BUCKET.test(name),
      );
      yield* faultUnless("key", STATE_FOLDER + STATE_FILE, (key) =>
        isStateFile(key, STATE_FOLDER, configuration),
      );
      yield* faultUnless("region", `the Region of the stack, ${region}`, (name) => name === region);
      // Without the lock two people may write at the same time; states hold all that Terraform knows.
      yield* faultUnless("encrypt", "true", (value) => value === true);
      yield* faultUnless("use_lockfile", "true", (value) => value === true);
    },
  ),

  rule("provider/only-aws", `${LANGUAGE}/providers/configuration`, ({ configuration }) =>
    unknownKeys("provider", configuration.provider, ["aws"]),
  ),

  rule("provider/one", LANGUAGE, function* ({ configuration }): Iterable<Fault> {
    const value = [configuration.provider.aws].flat();
    if (value.length !== 1) {
      yield { address: "provider.aws", argument: "", value, allowed: "one configuration" };
    }
  }),

  rule(
    "provider/arguments",
    "the stacks set no more; credentials come from the environment",
    ({ configuration }) =>
      unknownKeys("provider.aws", [configuration.provider.aws].flat()[0], ["region", "default_tags"]),
  ),

  rule("provider/default-tags", TAGS, function* ({ configuration }): Iterable<Fault> {
    const address = "provider.aws";
    const blocks = get([configuration.provider.aws].flat()[0], "default_tags");
    for (const block of blocks === undefined ? [] : [blocks].flat()) {
      const tags = get(block, "tags");
      yield* unknownKeys(`${address}.default_tags`, block, ["tags"]);
      for (const [key, value] of Object.entries(isJsonObject(tags) ? tags : {})) {
        // A Name for everything would be taken for the names of subnets and VPC.
        if (!isTag(key, value) || key === "Name") {
          yield { address, argument: `default_tags.tags.${key}`, value, allowed: `${TAG}; no Name` };
        }
      }
    }
  }),

  rule(
    "provider/region",
    "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html",
    function* ({ region }): Iterable<Fault> {
      if (!REGIONS.some((known) => known === region)) {
        const allowed = `a Region of the commercial partition, such as ${nearest(region, REGIONS)}`;
        yield { address: "provider.aws", argument: "region", value: region, allowed };
      }
    },
  ),
];
