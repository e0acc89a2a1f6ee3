import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SAMPLE_VALUES } from "../../deploy/verify/api-checks.ts";
import { startModelStandIn } from "../../fixtures/model-stand-in.ts";
import { startContainer } from "./container.ts";
import { type ContainerStore, openStore } from "./store.ts";
import { requireTools } from "./tools.ts";

const run = promisify(execFile);

const SAMPLE = join(import.meta.dirname, "../../app/page/sample-receipt.jpg");

/** What the stacks give a task, and how large the image may be: bytes of the layers as a registry keeps them. */
const TARGETS = {
  cloud: { cpus: 0.25, memory: 512, mostBytes: 60e6 },
  local: { cpus: 1, memory: 2048, mostBytes: 160e6 },
} as const;
type Target = keyof typeof TARGETS;
const NAMES: Target[] = ["cloud", "local"];

let store: ContainerStore;
let scratch: string;
const images = new Map<Target | "arm64", string>();
let materials = "";

/** Builds as people do. */
async function build(key: Target | "arm64", ...options: string[]): Promise<void> {
  const { stdout } = await run("npm", ["run", "--silent", "image", "--", "build", ...options], {
    env: { ...process.env, ...store.environment },
    maxBuffer: 2 ** 26,
  });
  const named = (what: string) => new RegExp(`^${what}: (.*)$`, "m").exec(stdout)?.[1] ?? "";
  images.set(key, named("image"));
  materials = named("bill of materials");
}

const buildah = async (...args: string[]) =>
  (await run("buildah", args, { env: { ...process.env, ...store.environment }, maxBuffer: 2 ** 26 })).stdout;

const imageOf = (key: Target | "arm64") => images.get(key) ?? "";

/** Everything in an image, as an OCI layout and as files. */
async function unpack(key: Target | "arm64"): Promise<{ files: string; bytes: number; config: ImageConfig }> {
  const layout = join(scratch, `${key}-oci`);
  const files = join(scratch, `${key}-files`);
  await buildah("push", "--quiet", imageOf(key), `oci:${layout}`);
  const blob = async (digest: string) =>
    JSON.parse(await readFile(join(layout, "blobs", digest.replace(":", "/")), "utf8"));
  const { manifests } = JSON.parse(await readFile(join(layout, "index.json"), "utf8"));
  const manifest = await blob(manifests[0].digest);
  await mkdir(files);
  let bytes = 0;
  for (const { digest, size } of manifest.layers) {
    bytes += size;
    await run("tar", ["-xzpf", join(layout, "blobs", digest.replace(":", "/")), "-C", files]);
  }
  return { files, bytes, config: await blob(manifest.config.digest) };
}

interface ImageConfig {
  readonly architecture: string;
  readonly config: {
    readonly User: string;
    readonly Entrypoint: string[];
    readonly Env: string[];
    readonly Labels: Record<string, string>;
  };
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function postSample(url: string): Promise<Response> {
  const body = new FormData();
  body.set("file", new Blob([await readFile(SAMPLE)]), "receipt.jpg");
  return fetch(`${url}/predict`, { method: "POST", body });
}

/** Sends the sample, and is done once the server has asked for its bytes and they are on their way. */
async function sendSample(url: string): Promise<{ answered: Promise<number | undefined> }> {
  const form = new FormData();
  form.set("file", new Blob([await readFile(SAMPLE)]), "receipt.jpg");
  const encoded = new Response(form);
  const body = Buffer.from(await encoded.arrayBuffer());
  const sending = request(`${url}/predict`, {
    method: "POST",
    headers: { "Content-Type": encoded.headers.get("Content-Type") ?? "", Expect: "100-continue" },
  });
  const answered = new Promise<number | undefined>((resolve, reject) => {
    sending.on("error", reject).on("response", (response) => resolve(response.resume().statusCode));
  });
  sending.flushHeaders();
  await once(sending, "continue");
  sending.end(body);
  return { answered };
}

/** As ECS gives them to the container, with a model on loopback. */
const variablesFor = (modelUrl: string) => ({
  AWS_REGION: "us-west-2",
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: modelUrl,
});

beforeAll(async () => {
  await requireTools("buildah", "podman", "runc", "git", "readelf");
  store = await openStore();
  console.log(`base: ${store.base}`);
  scratch = await mkdtemp(join(tmpdir(), "image-test-"));
  await build("cloud", "--target", "cloud");
  await build("local", "--target", "local");
  await build("arm64", "--target", "local", "--platform", "linux/arm64");
});

afterAll(() => rm(scratch, { recursive: true, force: true }));

describe.each(NAMES)("%s", (target) => {
  const { cpus, memory, mostBytes } = TARGETS[target];

  test("holds what it needs and nothing else", async () => {
    const { files, bytes, config } = await unpack(target);
    console.log(`${target}: ${(bytes / 1e6).toFixed(1)} MB compressed`);
    expect(bytes).toBeLessThan(mostBytes);
    expect(config.config).toMatchObject({ User: "1000:1000", Entrypoint: ["/usr/local/bin/node"] });
    expect(config.config.Labels).toMatchObject({ "org.opencontainers.image.licenses": "MIT" });
    expect(config.config.Labels["org.opencontainers.image.revision"]).toMatch(/^[0-9a-f]{40}/);

    const paths = await filesIn(files);
    const named = (pattern: RegExp) =>
      paths.map((path) => path.slice(files.length)).filter((path) => pattern.test(path));
    expect(named(/\/(?:sh|bash|dash|busybox|apt|apk|npm|yarn|curl)$/)).toEqual([]);
    expect(named(/\.(?:map|pem|key|tfstate)$|\.npmrc$|\.env$|\/\.git/)).toEqual([]);
    if (target === "cloud") {
      expect(named(/onnx|sharp|\.node$/)).toEqual([]);
    }
    const notices = await readFile(join(files, "app/NOTICES.txt"), "utf8");
    const shipped = named(/\/app\/node_modules\/(?:@[^/]+\/)?[^/]+\/package\.json$/);
    expect(shipped.length > 5).toBe(target === "local");
    for (const path of [...shipped, "/app/node_modules/hono/package.json"]) {
      const [, name] = /node_modules\/(.+)\/package/.exec(path) ?? [];
      expect(notices).toMatch(new RegExp(`^${name} [\\d.]+, licence `, "m"));
    }
    expect(named(/^\/usr\/(?:local\/LICENSE|share\/doc\/libc6\/copyright)$/)).toHaveLength(2);
    for (const path of paths) {
      const { mode } = await stat(path);
      expect(mode & 0o6000, `${path} is setuid or setgid`).toBe(0);
      if (/\.(?:m?js|json)$/.test(path) && !/\/(?:page-files|node_modules)\//.test(path)) {
        expect(await readFile(path, "utf8"), path).not.toMatch(
          /sourceMappingURL|\/project\/app|BEGIN [A-Z ]*PRIVATE KEY/,
        );
      }
    }
  });

  test("reads a receipt as ECS runs it, with nothing to write to, and ends cleanly under load", async () => {
    const model = await startModelStandIn();
    try {
      await using container = await startContainer(store, {
        image: imageOf(target),
        memory,
        cpus,
        variables: variablesFor(model.url),
      });
      const status = await container.status();
      expect(status).toMatch(/^Uid:\s+1000\s/m);
      expect(status).toMatch(/^CapEff:\s+0+$/m);
      expect(status).toMatch(/^NoNewPrivs:\s+1$/m);

      const first = await postSample(container.url);
      expect(await first.json()).toMatchObject({
        engine: target === "cloud" ? "sagemaker" : "local",
        receipt:
          target === "cloud"
            ? { total: 42.58 }
            : { purchaseDate: SAMPLE_VALUES.purchaseDate, total: SAMPLE_VALUES.total },
      });
      expect((await fetch(`${container.url}/`)).status).toBe(200);
      const four = () => Promise.all([1, 2, 3, 4].map(() => postSample(container.url)));
      expect((await four()).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      const peak = await container.peakMemory();

      // Four receipts on their way when ECS takes the task away.
      model.behave({ name: "ok", delay: 1_000 });
      const sent = await Promise.all([1, 2, 3, 4].map(() => sendSample(container.url)));
      const stopped = container.stop();
      expect(await Promise.all(sent.map(({ answered }) => answered))).toEqual([200, 200, 200, 200]);
      expect(await stopped).toBe(0);
      console.log(
        `${target}: first 200 of /health after ${Math.round(container.startTime)} ms at ${cpus} vCPU, peak with four receipts at once ${Math.round(peak / 2 ** 20)} MiB`,
      );
      expect(await container.log()).not.toMatch(/Error|Oak Street|Harbour/i);
    } finally {
      await model.close();
    }
  });
});

test("every binary of the image for arm64 is for arm64", async () => {
  const { files, config } = await unpack("arm64");
  expect(config.architecture).toBe("arm64");
  const binaries = (await filesIn(files)).filter((path) => /\.node$|\.so(?:\.|$)|\/bin\/node$/.test(path));
  expect(binaries.length).toBeGreaterThan(10);
  const machines = await Promise.all(
    binaries.map(async (path) => {
      const { stdout } = await run("readelf", ["--file-header", path]);
      return `${path.slice(files.length)}: ${/Machine:\s+(.*)/.exec(stdout)?.[1]}`;
    }),
  );
  expect(machines.filter((line) => !line.endsWith(": AArch64"))).toEqual([]);
});

test("the build writes a bill of materials", async () => {
  const { bomFormat, components } = JSON.parse(await readFile(materials, "utf8"));
  expect(bomFormat).toBe("CycloneDX");
  expect(components.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(["hono", "zod"]),
  );
});

test("the image for remote engines refuses to start as the local one, in one line", async () => {
  await expect(
    startContainer(store, {
      image: imageOf("cloud"),
      memory: 512,
      cpus: 1,
      variables: { EXTRACTOR: "local" },
    }),
  ).rejects.toThrow("Use the image built for the target local");
});
