import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { z } from "zod";
import { createPage } from "../../app/page/create-page.ts";
import { loadPageFiles, writePageFiles } from "../../app/page/page-files.ts";

const text = async (response: Response | Promise<Response>) => (await response).text();
const fileIn = (html: string, name: string) =>
  new RegExp(`/page-files/${name}-\\w{8}\\.\\w+`).exec(html)?.[0] ?? "";

test.each([
  ["local", "http://localhost:8000/", "Read on this computer. Nothing leaves it."],
  ["local", "https://receipts.example/", "Read on this server. Nothing is passed on."],
  ["sagemaker", "http://localhost:8000/", "Read by a model on Amazon SageMaker."],
  ["openai", "https://receipts.example/", "Read by a model server that this site’s operator runs."],
] as const)("%s at %s says: %s", async (engine, address, sentence) => {
  expect(await text(createPage({ engine }).request(address))).toContain(sentence);
});

test("files are found by name and hash only, compressed where that is taken", async () => {
  const page = createPage({ engine: "local" });
  const script = fileIn(await text(page.request("/")), "home");
  const plain = await page.request(script);
  expect(plain.headers.get("Content-Encoding")).toBeNull();
  for (const address of ["/", "/docs", script]) {
    const packed = await page.request(address, { headers: { "Accept-Encoding": "br, gzip" } });
    expect([address, packed.headers.get("Content-Encoding")]).toEqual([address, "gzip"]);
    expect(packed.headers.get("Vary")).toBe("Accept-Encoding");
  }
  expect((await page.request(script.replace(/-\w{8}/, ""))).status).toBe(404);
  expect((await page.request("/page-files/..%2fstrings.ts")).status).toBe(404);
});

test("the documentation needs nothing from elsewhere", async () => {
  const html = await text(createPage({ engine: "local" }).request("/docs"));
  expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  expect(fileIn(html, "swagger-ui-bundle")).not.toBe("");
});

const manifestSchema = z.object({
  name: z.string(),
  start_url: z.string(),
  icons: z.array(z.object({ src: z.string(), type: z.string() })),
});

test("the manifest names the page and icons that are there", async () => {
  const page = createPage({ engine: "local" });
  const html = await text(page.request("/"));
  const address = /rel="manifest" href="(.*?)"/.exec(html)?.[1] ?? "";
  const response = await page.request(address);
  expect(response.headers.get("Content-Type")).toBe("application/manifest+json");
  const { name, start_url, icons } = manifestSchema.parse(await response.json());
  expect([name, start_url]).toEqual(["Receipts", "/"]);
  for (const { src, type } of icons) {
    expect((await page.request(src)).headers.get("Content-Type")).toBe(type);
  }
});

test("what is loaded when it is used is small", async () => {
  const late = [...(await loadPageFiles())].filter(([name]) => /^(xlsx|zip|chunk)-/.test(name));
  expect(late.length).toBeGreaterThan(1);
  const bytes = late.reduce((sum, [, { body }]) => sum + gzipSync(body).length, 0);
  expect(bytes).toBeLessThan(60_000);
});

test("an image holds the same files as are built in memory", async () => {
  const folder = await mkdtemp(join(tmpdir(), "page-"));
  try {
    await writePageFiles(pathToFileURL(`${folder}/page-files/`));
    const html = await text(createPage({ engine: "local" }).request("/"));
    expect(await readdir(join(folder, "page-files"))).toContain(fileIn(html, "home").split("/").at(-1));
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("people at an unknown address get a page, programs the answer that follows", async () => {
  const page = createPage({ engine: "local" });
  const accept = (Accept: string) => page.request("/none", { headers: { Accept } });
  const response = await accept("text/html,application/xhtml+xml,*/*;q=0.8");
  expect([response.status, response.headers.get("Content-Type")]).toEqual([404, "text/html; charset=UTF-8"]);
  expect(response.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
  expect(await text(response)).toContain("There is nothing at this address");
  for (const type of ["*/*", "application/json"]) {
    expect(await text(accept(type))).toBe("404 Not Found");
  }
  expect((await page.request("/none", { method: "POST", headers: { Accept: "text/html" } })).status).toBe(
    404,
  );
});
