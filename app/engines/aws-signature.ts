import { createHash, createHmac } from "node:crypto";

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface AwsRequest {
  readonly url: URL;
  readonly service: string;
  readonly region: string;
  /** All that are signed, by their names in small letters. `host` and `x-amz-date` among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of the body, in hexadecimal. */
  readonly sha256: string;
}

/** The time of a signature as `x-amz-date` has it, for example 20261026T142530Z. */
export const amzDate = (time: Date): string => time.toISOString().replace(/[:-]|\.\d+/g, "");

/**
 * The header `authorization` of a POST without a query: Signature Version 4, as AWS documents it under "Create a signed
 * AWS API request", for a body whose hash is known.
 */
export function signPost(
  { url, service, region, headers, sha256 }: AwsRequest,
  { accessKeyId, secretAccessKey }: AwsCredentials,
): string {
  const names = Object.keys(headers).sort();
  const signedHeaders = names.join(";");
  // Except for S3, the path of the URL is encoded once more.
  const path = url.pathname.split("/").map(encodeURIComponent).join("/");
  const lines = names.map((name) => `${name}:${headers[name]?.trim()}`);
  const canonical = ["POST", path, "", ...lines, "", signedHeaders, sha256].join("\n");

  const date = headers["x-amz-date"] ?? "";
  const scope = [date.slice(0, 8), region, service, "aws4_request"];
  const toSign = [ALGORITHM, date, scope.join("/"), createHash("sha256").update(canonical).digest("hex")];
  const key = scope.reduce<Buffer | string>(hmac, `AWS4${secretAccessKey}`);
  const signature = hmac(key, toSign.join("\n")).toString("hex");
  return `${ALGORITHM} Credential=${accessKeyId}/${scope.join("/")}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}

const ALGORITHM = "AWS4-HMAC-SHA256";

const hmac = (key: Buffer | string, text: string): Buffer => createHmac("sha256", key).update(text).digest();
