import { promisify } from "node:util";
import { Hono } from "hono";
import { compress } from "hono/compress";
import type { Extractor } from "../environment.ts";
import { addressesOf } from "./addresses.ts";
import type { PageFile, PageFiles } from "./page-files.ts";

/** For files whose names contain a hash of the content. */
const FOREVER = "public, max-age=31536000, immutable";

const policy = (directives: Readonly<Record<string, string>>) =>
  Object.entries({
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' blob:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    ...directives,
  })
    .map((directive) => directive.join(" "))
    .join("; ");

const HOME_POLICY = policy({ "require-trusted-types-for": "'script'" });

/** Swagger UI sets style attributes and has its icons as data URLs. */
const DOCS_POLICY = policy({ "style-src": "'self' 'unsafe-inline'", "img-src": "'self' data:" });

export interface PageOptions {
  /** Named on the page before anything is sent. */
  readonly engine: Extractor;
}

/**
 * The page at `/`, the API's documentation at `/docs`, and the files of both. Nothing is built or read before the
 * first request for one of them.
 */
export function createPage({ engine }: PageOptions): Hono {
  let loading: Promise<PageFiles> | undefined;
  const files = () => {
    loading ??= import("./page-files.ts").then(({ loadPageFiles }) => loadPageFiles());
    return loading;
  };
  const compressed = new Map<PageFile, Promise<Uint8Array<ArrayBuffer>>>();
  const compressOnce = (file: PageFile) => {
    const body = compressed.get(file) ?? gzipped(file);
    compressed.set(file, body);
    return body;
  };

  const page = new Hono();
  page.get("/", compress(), async (c) => {
    c.header("Content-Security-Policy", HOME_POLICY);
    c.header("Cache-Control", "no-cache");
    const { homeHtml } = await import("./home-html.ts");
    return c.html(homeHtml(addressesOf(await files()), engine, new URL(c.req.url).hostname));
  });
  page.get("/docs", compress(), async (c) => {
    c.header("Content-Security-Policy", DOCS_POLICY);
    c.header("Cache-Control", "no-cache");
    const { docsHtml } = await import("./docs-html.ts");
    return c.html(docsHtml(addressesOf(await files())));
  });
  page.get("/manifest.webmanifest", async (c) => {
    c.header("Cache-Control", "no-cache");
    const { manifest } = await import("./manifest.ts");
    return c.body(JSON.stringify(manifest(addressesOf(await files()))), 200, {
      "Content-Type": "application/manifest+json",
    });
  });
  // Only for people: what a program asks for passes on to the answer that programs get.
  page.get("*", async (c, next) => {
    await next();
    const { pathname } = new URL(c.req.url);
    const isForPeople = c.req.header("Accept")?.split(",")[0]?.trim() === "text/html";
    if (c.res.status === 404 && isForPeople && !pathname.startsWith("/page-files/")) {
      const { notFoundHtml } = await import("./not-found-html.ts");
      const body = String(await notFoundHtml(addressesOf(await files())));
      c.res = new Response(body, {
        status: 404,
        headers: {
          "Content-Type": "text/html; charset=UTF-8",
          "Content-Security-Policy": HOME_POLICY,
          "Cache-Control": "no-store",
        },
      });
    }
  });
  page.get("/page-files/:name", async (c) => {
    const file = (await files()).get(c.req.param("name"));
    if (file === undefined) {
      return c.notFound();
    }
    c.header("Content-Type", file.type);
    c.header("Cache-Control", FOREVER);
    if (/^image\/(?:jpeg|png)/.test(file.type)) {
      return c.body(file.body);
    }
    c.header("Vary", "Accept-Encoding");
    if (!/\bgzip\b/.test(c.req.header("Accept-Encoding") ?? "")) {
      return c.body(file.body);
    }
    c.header("Content-Encoding", "gzip");
    return c.body(await compressOnce(file));
  });
  return page;
}

async function gzipped({ body }: PageFile): Promise<Uint8Array<ArrayBuffer>> {
  const { gzip } = await import("node:zlib");
  return Uint8Array.from(await promisify(gzip)(body, { level: 9 }));
}
