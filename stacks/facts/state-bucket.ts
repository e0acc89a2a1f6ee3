/**
 * A name of S3 without dots, which do not fit the certificate of S3, and without what S3 keeps for itself:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export const STATE_BUCKET =
  /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(?:-s3alias|--ol-s3|--x-s3|--table-s3)$)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/** Where the states are in the bucket, which may hold other things too. */
export const STATE_FOLDER = "receipts-on-ecs/";
