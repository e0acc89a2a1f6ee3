import type { Handler } from "hono";
import { Problem } from "../problem.ts";
import { parsePage } from "./query.ts";
import { type ReceiveOptions, receiveFile } from "./receive-file.ts";
import type { RequestEnv } from "./request-env.ts";

/** `POST /preview`: a page of a file as a JPEG file. */
export function preview(options: ReceiveOptions): Handler<RequestEnv> {
  const { engine } = options;
  return async (c) => {
    const page = parsePage(c.req.query("page"));
    if (!engine.hasPreview) {
      throw new Problem("not-found", `The ${engine.name} engine makes no previews.`);
    }
    const jpeg = await receiveFile(c, options, (intake, signal) => intake.preview(page, signal));
    c.header("Cache-Control", "no-store");
    c.header("Content-Type", "image/jpeg");
    return c.body(new Uint8Array(jpeg));
  };
}
