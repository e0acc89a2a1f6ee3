import { copy, nothing, remove } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

const BUCKET = "aws_s3_bucket.states";

export const CASES: Cases = {
  invalid: [
    ...of("bootstrap", [
      ...["versioning", "public_access_block", "server_side_encryption_configuration"].map(
        (part) => [`no ${part}`, remove(`aws_s3_bucket_${part}.states`), BUCKET, "bucket/protected"] as const,
      ),
      [
        "versioning twice",
        copy("aws_s3_bucket_versioning.states", "aws_s3_bucket_versioning.other"),
        BUCKET,
        "bucket/protected",
      ],
    ]),
  ],
  valid: [...right("bootstrap", [["as synthesized", nothing, "bucket/protected"]])],
};
