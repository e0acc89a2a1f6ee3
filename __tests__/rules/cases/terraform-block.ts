import { add, nothing, rename, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

/** The state of custom-stack in a bucket. */
const inBucket = (other: object = {}) =>
  set("terraform.backend", {
    s3: {
      ...{ bucket: "states", key: "receipts-on-ecs/terraform.custom-stack.tfstate" },
      ...{ region: "us-west-2", encrypt: true, use_lockfile: true },
      ...other,
    },
  });

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      [
        "unknown top-level block",
        (json) => {
          json.resources = {};
        },
        "(top)",
        "terraform-block/top",
      ],
      [
        "Region that does not exist",
        set("provider.aws.0.region", "us-west-3"),
        "provider.aws",
        "provider/region",
      ],
      [
        "Region of another partition",
        set("provider.aws.0.region", "cn-north-1"),
        "provider.aws",
        "provider/region",
      ],
      [
        "provider argument mistyped",
        rename("provider.aws.0.region", "regoin"),
        "provider.aws",
        "provider/arguments",
      ],
      [
        "credentials in the file",
        set("provider.aws.0.access_key", "AKIAIOSFODNN7EXAMPLE"),
        "provider.aws",
        "provider/arguments",
      ],
      [
        "tag for everything that is AWS's",
        set("provider.aws.0.default_tags", [{ tags: { "aws:team": "receipts" } }]),
        "provider.aws",
        "provider/default-tags",
      ],
      [
        "one name for everything",
        set("provider.aws.0.default_tags", [{ tags: { Name: "receipts" } }]),
        "provider.aws",
        "provider/default-tags",
      ],
      [
        "provider source",
        set("terraform.required_providers.aws.source", "hashicorp/awss"),
        "terraform.required_providers.aws",
        "terraform-block/provider-source",
      ],
      [
        "provider version that does not know Express",
        set("terraform.required_providers.aws.version", "6.22.0"),
        "terraform.required_providers.aws",
        "terraform-block/provider-version",
      ],
      [
        "provider version left open",
        set("terraform.required_providers.aws.version", "~> 6.0"),
        "terraform.required_providers.aws",
        "terraform-block/provider-version",
      ],
      [
        "state path of one machine",
        set("terraform.backend.local.path", "/home/me/terraform.custom-stack.tfstate"),
        "terraform.backend.local",
        "terraform-block/state",
      ],
      [
        "state of another stack",
        set("terraform.backend.local.path", "../../../terraform.express-stack.tfstate"),
        "terraform.backend.local",
        "terraform-block/state",
      ],
      [
        "required_version, which checkov does not take",
        set("terraform.required_version", ">= 1.5"),
        "terraform",
        "terraform-block/known",
      ],
      [
        "import to nowhere",
        (json) => {
          json.import = [{ to: "aws_cloudwatch_log_group.other", id: "/aws/other" }];
        },
        "import",
        "terraform-block/import",
      ],
      ["another provider", set("provider.google", [{}]), "provider", "provider/only-aws"],
      [
        "two Regions",
        add("provider.aws", { region: "eu-west-1", alias: "other" }),
        "provider.aws",
        "provider/one",
      ],
      [
        "state in a file and a bucket",
        (json) => {
          inBucket()(json);
          set("terraform.backend.local", { path: "../../../terraform.custom-stack.tfstate" })(json);
        },
        "terraform.backend.local",
        "terraform-block/state",
      ],
      ...Object.entries({
        bucket: "Team.States",
        key: "receipts-on-ecs/terraform.express-stack.tfstate",
        region: "eu-west-1",
        encrypt: false,
        use_lockfile: false,
      }).map(
        ([argument, value]) =>
          [
            `${argument} of the state's bucket`,
            inBucket({ [argument]: value }),
            "terraform.backend.s3",
            "terraform-block/state-bucket",
          ] as const,
      ),
    ]),
  ],
  valid: [
    ...right("custom", [
      ["state in a bucket", inBucket(), "terraform-block/state-bucket", "terraform-block/state"],
      [
        "the article's provider",
        set("terraform.required_providers.aws.version", "6.45.0"),
        "terraform-block/top",
        "terraform-block/known",
        "terraform-block/provider-source",
        "terraform-block/provider-version",
      ],
      ["as synthesized", nothing, "terraform-block/state"],
      [
        "tags for everything",
        set("provider.aws.0.default_tags", [{ tags: { team: "receipts", stage: "" } }]),
        "provider/default-tags",
        "provider/arguments",
      ],
      [
        "a log group that is there",
        (json) => {
          json.import = [{ to: "aws_cloudwatch_log_group.fastapi", id: "/ecs/fastapi" }];
        },
        "terraform-block/import",
      ],
    ]),
    ...right("registry", [
      [
        "another Region",
        set("provider.aws.0.region", "eu-west-1"),
        "provider/only-aws",
        "provider/one",
        "provider/arguments",
        "provider/region",
      ],
    ]),
  ],
};
