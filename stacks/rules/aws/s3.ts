/** The bucket of the states, which hold all that Terraform knows: private, versioned and encrypted. */
import { STATE_BUCKET } from "../../facts/state-bucket.ts";
import { matches, oneOf } from "../allowed.ts";
import { type Rule, ruleForEach } from "../rule.ts";
import { optional, reference, required, rulesOf, type Table } from "../table.ts";
import { instancesOf, targets } from "../terraform/plan.ts";
import { docs } from "./common.ts";

const BUCKETS = docs("AmazonS3/latest/userguide/bucketnamingrules.html");
const BUCKET = reference("aws_s3_bucket.bucket");

const TABLES: readonly Table[] = [
  {
    type: "aws_s3_bucket",
    subject: "bucket",
    source: BUCKETS,
    arguments: {
      bucket: required(matches(STATE_BUCKET, "3 to 63 lowercase letters, digits and inner hyphens")),
      // It would delete the states with the bucket.
      force_destroy: optional(oneOf(false)),
    },
  },
  {
    type: "aws_s3_bucket_versioning",
    subject: "bucket-versioning",
    source: docs("AmazonS3/latest/userguide/Versioning.html"),
    arguments: { bucket: BUCKET, "versioning_configuration.status": optional(oneOf("Enabled")) },
  },
  {
    type: "aws_s3_bucket_public_access_block",
    subject: "bucket-access",
    source: docs("AmazonS3/latest/userguide/access-control-block-public-access.html"),
    arguments: {
      bucket: BUCKET,
      block_public_acls: required(oneOf(true)),
      block_public_policy: required(oneOf(true)),
      ignore_public_acls: required(oneOf(true)),
      restrict_public_buckets: required(oneOf(true)),
    },
  },
  {
    type: "aws_s3_bucket_server_side_encryption_configuration",
    subject: "bucket-encryption",
    source: docs("AmazonS3/latest/userguide/default-bucket-encryption.html"),
    arguments: {
      bucket: BUCKET,
      "rule.*.apply_server_side_encryption_by_default.sse_algorithm": optional(oneOf("AES256", "aws:kms")),
    },
  },
];

const PROTECTION = TABLES.map(({ type }) => type).filter((type) => type !== "aws_s3_bucket");

export const S3_RULES: readonly Rule[] = [
  ...TABLES.flatMap(rulesOf),

  ruleForEach("aws_s3_bucket", "bucket/protected", BUCKETS, function* (bucket, plan) {
    for (const type of PROTECTION) {
      const own = instancesOf(plan, type).filter((one) =>
        targets(plan, one, "bucket", "aws_s3_bucket").includes(bucket),
      );
      if (own.length !== 1) {
        yield ["", `one ${type}`];
      }
    }
  }),
];
