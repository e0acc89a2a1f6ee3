import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning/index.js";
import type { BaseStack } from "../parts/base-stack.ts";

/** Private and encrypted, and each version of a state can be had again. AWS deletes no bucket that holds anything. */
export function stateBucket(stack: BaseStack, name: string): S3Bucket {
  const states = new S3Bucket(stack, "aws_s3_bucket.states", { bucket: name });
  const { bucket } = states;
  new S3BucketVersioningA(stack, "aws_s3_bucket_versioning.states", {
    bucket,
    versioningConfiguration: { status: "Enabled" },
  });
  new S3BucketPublicAccessBlock(stack, "aws_s3_bucket_public_access_block.states", {
    bucket,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  new S3BucketServerSideEncryptionConfigurationA(
    stack,
    "aws_s3_bucket_server_side_encryption_configuration.states",
    { bucket, rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
  );
  return states;
}
