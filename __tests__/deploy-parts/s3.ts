/** A stand-in for the calls of S3 that states need: objects of one bucket, and writing only what is not there. */
import type { IncomingMessage, ServerResponse } from "node:http";

/** Texts by bucket and key, such as `states/receipts-on-ecs/x.tfstate`. */
export type Objects = Map<string, string>;

export function answerS3(
  objects: Objects,
  { method, url = "", headers }: IncomingMessage,
  body: string,
  response: ServerResponse,
): void {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  const path = decodeURIComponent(pathname.slice(1));
  response.setHeader("Content-Type", "application/xml");
  const refuse = (status: number, code: string) =>
    response.writeHead(status).end(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
  const [bucket = ""] = path.split("/");
  if (![...objects.keys()].some((key) => key.startsWith(`${bucket}/`))) {
    refuse(404, "NoSuchBucket");
  } else if (searchParams.has("list-type")) {
    const prefix = `${bucket}/${searchParams.get("prefix")}`;
    const keys = [...objects.keys()].filter((key) => key.startsWith(prefix));
    const contents = keys.map((key) => `<Contents><Key>${key.slice(bucket.length + 1)}</Key></Contents>`);
    response.end(`<ListBucketResult>${contents.join("")}</ListBucketResult>`);
  } else if (method === "PUT") {
    if (headers["if-none-match"] === "*" && objects.has(path)) {
      refuse(412, "PreconditionFailed");
    } else {
      objects.set(path, body);
      response.end();
    }
  } else if (method === "DELETE") {
    objects.delete(path);
    response.writeHead(204).end();
  } else if (objects.has(path)) {
    response.setHeader("Content-Type", "application/json").end(objects.get(path));
  } else {
    refuse(404, "NoSuchKey");
  }
}
