/** Provider and state. */

import { PROVIDER_VERSIONS } from "../../facts/provider-versions.ts";
import { REGIONS } from "../../facts/regions.ts";
import { nearest } from "../../helpers/nearest.ts";
import type { Rule } from "../rule.ts";
import { get, LANGUAGE, unknownKeys } from "../terraform/json.ts";

export const terraformBlock: Rule = function* ({ configuration }) {
  yield* unknownKeys(
    "(top)",
    configuration,
    ["terraform", "provider", "data", "resource", "output"],
    LANGUAGE,
  );
  const { terraform } = configuration;
  const settings = `${LANGUAGE}/terraform`;
  // checkov stops at a required_version that is a text.
  yield* unknownKeys("terraform", terraform, ["backend", "required_providers"], settings);
  yield* unknownKeys("terraform.required_providers", terraform.required_providers, ["aws"], settings);
  const aws = get(terraform, "required_providers", "aws");
  yield* unknownKeys("terraform.required_providers.aws", aws, ["source", "version"], settings);
  const source = get(aws, "source");
  if (source !== "hashicorp/aws") {
    yield {
      address: "terraform.required_providers.aws",
      argument: "source",
      value: source,
      allowed: "hashicorp/aws",
      source: settings,
    };
  }
  const version = get(aws, "version");
  if (!PROVIDER_VERSIONS.some((known) => known === version)) {
    yield {
      address: "terraform.required_providers.aws",
      argument: "version",
      value: version,
      allowed: PROVIDER_VERSIONS.join(" or "),
      source: "stacks/facts/provider-versions.ts",
    };
  }
  yield* unknownKeys("terraform.backend", terraform.backend, ["local"], settings);
  yield* unknownKeys("terraform.backend.local", get(terraform, "backend", "local"), ["path"], settings);
  const path = get(terraform, "backend", "local", "path");
  // Two stacks with one state would destroy each other.
  const stack = get(configuration, "//", "metadata", "stackName") ?? "[\\w-]+";
  if (
    typeof path !== "string" ||
    !new RegExp(`^\\.\\./\\.\\./\\.\\./terraform\\.${stack}\\.tfstate$`).test(path)
  ) {
    yield {
      address: "terraform.backend.local",
      argument: "path",
      value: path,
      allowed: "../../../terraform.<stack>.tfstate, the project's root on every machine",
      source: `${LANGUAGE}/backend/local`,
    };
  }
};

export const provider: Rule = function* ({ configuration, region }) {
  yield* unknownKeys("provider", configuration.provider, ["aws"], `${LANGUAGE}/providers/configuration`);
  const aws = [configuration.provider.aws].flat();
  if (aws.length !== 1) {
    yield {
      address: "provider.aws",
      argument: "",
      value: aws,
      allowed: "one configuration",
      source: LANGUAGE,
    };
  }
  yield* unknownKeys(
    "provider.aws",
    aws[0],
    ["region"],
    "the stacks set no more; credentials come from the environment",
  );
  if (!REGIONS.some((known) => known === region)) {
    yield {
      address: "provider.aws",
      argument: "region",
      value: region,
      allowed: `a Region of the commercial partition, such as ${nearest(region, REGIONS)}`,
      source: "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html",
    };
  }
};
