/** A real registry with TLS and login, which tells emulators what was pushed, as ECR would know it itself. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { ECRClient, PutImageCommand } from "@aws-sdk/client-ecr";
import { z } from "zod";
import { freePort, listenOnLoopback } from "../../fixtures/loopback.ts";

const run = promisify(execFile);

/** Of the emulator's only account. */
export const REGISTRY_HOST = "123456789012.dkr.ecr.us-west-2.amazonaws.com";

/** bcrypt of the password in the login that the emulator gives: 123456789012-auth-token. */
const PASSWORD_FILE = "AWS:$2b$04$H9p13QOH095MGwrZbspuPej6D7f497Nu7ZeOkSyBEmcP4DSRrI.pe\n";

const eventsSchema = z.object({
  events: z.array(
    z.object({
      action: z.string(),
      target: z.object({
        repository: z.string(),
        tag: z.string().optional(),
        digest: z.string(),
        mediaType: z.string(),
        url: z.string(),
      }),
    }),
  ),
});

export interface Registry {
  readonly port: number;
  /** A file with its certificate and the system's, for programs in Go. */
  readonly certificates: string;
  /** Tells the emulator at this URL of all pushes. */
  announceTo(emulator: string): void;
  close(): Promise<void>;
}

export async function startRegistry(folder: string): Promise<Registry> {
  const [certificate, key] = [join(folder, "registry.crt"), join(folder, "registry.key")];
  await run("openssl", [
    ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=registry"],
    ...["-addext", `subjectAltName=DNS:${REGISTRY_HOST}`, "-keyout", key, "-out", certificate],
  ]);
  const certificates = join(folder, "certificates.pem");
  await writeFile(certificates, await readFile(certificate));
  const system = process.env.SSL_CERT_FILE ?? "/etc/ssl/certs/ca-certificates.crt";
  await appendFile(certificates, await readFile(system).catch(() => ""));

  const emulators: string[] = [];
  const notified = createServer(async (request, response) => {
    for (const { action, target } of eventsSchema.parse(await json(request)).events) {
      const { tag } = target;
      if (action !== "push" || tag === undefined || !/manifest/.test(target.mediaType)) {
        continue;
      }
      await Promise.all(emulators.map((emulator) => putImage(emulator, { ...target, tag })));
    }
    response.end();
  });
  const notifications = await listenOnLoopback(notified);

  const manifestOf = async (digest: string) =>
    readFile(
      join(folder, `blobs/docker/registry/v2/blobs/sha256/${digest.slice(7, 9)}/${digest.slice(7)}/data`),
      "utf8",
    );
  async function putImage(
    emulator: string,
    target: { repository: string; tag: string; digest: string; mediaType: string },
  ) {
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const client = new ECRClient({ region: "us-west-2", endpoint: emulator, credentials });
    const command = new PutImageCommand({
      repositoryName: target.repository,
      imageTag: target.tag,
      imageManifest: await manifestOf(target.digest),
      imageManifestMediaType: target.mediaType,
      imageDigest: target.digest,
    });
    // Another emulator's repository, or pushed again: what AWS refuses it refuses.
    await client.send(command).catch(() => undefined);
  }

  const port = await freePort();
  const passwords = join(folder, "htpasswd");
  await writeFile(passwords, PASSWORD_FILE);
  const configuration = join(folder, "registry.json");
  await writeFile(
    configuration,
    // YAML takes JSON.
    JSON.stringify({
      version: "0.1",
      log: { level: "error" },
      storage: { filesystem: { rootdirectory: join(folder, "blobs") } },
      http: { addr: `127.0.0.1:${port}`, secret: "test", tls: { certificate, key } },
      auth: { htpasswd: { realm: "registry", path: passwords } },
      notifications: {
        endpoints: [
          {
            name: "test",
            url: notifications,
            timeout: "5s",
            threshold: 3,
            backoff: "1s",
          },
        ],
      },
    }),
  );
  const server = spawn("docker-registry", ["serve", configuration], { stdio: "ignore" });
  const ended = once(server, "exit");
  const reachable = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => socket.end(() => resolve(true)));
      socket.on("error", () => resolve(false));
    });
  for (let tries = 0; !(await reachable()); tries += 1) {
    if (tries > 100 || server.exitCode !== null) {
      throw new Error("docker-registry does not start.");
    }
    await sleep(100);
  }
  return {
    port,
    certificates,
    announceTo: (emulator) => void emulators.push(emulator),
    async close() {
      notified.close();
      server.kill();
      await ended;
    },
  };
}
