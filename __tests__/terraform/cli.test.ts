/** The commands of the README, run by the CDKTF CLI itself in a project folder of their own, for a deployment with other names. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DescribeServicesCommand } from "@aws-sdk/client-ecs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { variablesOf } from "../../fixtures/setting-sets.ts";
import { type Emulator, startEmulator } from "../../tools/emulator/emulator.ts";
import { OLDER_PROVIDER } from "../../tools/terraform/older-provider.ts";
import {
  execute,
  findTerraform,
  type Result,
  type Terraform,
  terraformEnvironment,
} from "../../tools/terraform/terraform.ts";
import { type Clients, clients, inventory } from "./inventory.ts";
import { ask } from "./raw-query.ts";
import { step } from "./report.ts";

const PROJECT = join(import.meta.dirname, "../..");
const CLI = join(
  dirname(createRequire(import.meta.url).resolve("cdktf-cli/package.json")),
  "bundle/bin/cdktf",
);

let root: string;
let emulator: Emulator;
let terraform: Terraform;
let aws: Clients;
let certificate: string;
let emptyAccount: string[];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "cli-"));
  emulator = await startEmulator();
  terraform = await findTerraform(OLDER_PROVIDER);
  aws = clients(emulator);
  certificate = await makeCertificate(emulator.url);
  emptyAccount = await inventory(aws);
  const cdktfJson: unknown = JSON.parse(await readFile(join(PROJECT, "cdktf.json"), "utf8"));
  await writeFile(
    join(root, "cdktf.json"),
    JSON.stringify({
      ...z.looseObject({}).parse(cdktfJson),
      app: `${process.execPath} ${join(PROJECT, "tools/terraform/translated-app.ts")}`,
    }),
  );
});
afterAll(async () => {
  await emulator.stop();
  await rm(root, { recursive: true, force: true });
});

/** As somebody has it who uses `certificateArn`; without one the provider asks for minutes. */
async function makeCertificate(url: string): Promise<string> {
  const answer = await ask(url, "acm", JSON.stringify({ DomainName: "receipts.example.com" }), {
    "Content-Type": "application/x-amz-json-1.1",
    "X-Amz-Target": "CertificateManager.RequestCertificate",
  });
  return z.object({ CertificateArn: z.string() }).parse(JSON.parse(answer)).CertificateArn;
}

const cdktf = (...args: string[]): Promise<Result> =>
  execute(process.execPath, [CLI, ...args, "--no-color"], {
    cwd: root,
    env: {
      ...terraformEnvironment(terraform),
      ...emulator.environment,
      ...variablesOf("own names"),
      RECEIPTS_CERTIFICATE_ARN: certificate,
    },
  });

const deploy = () => cdktf("deploy", "custom-stack", "--auto-approve", "--skip-provider-lock");

const ended = ({ status }: Result) => `exit code ${status}`;
const STATE = "terraform.team-custom-stack.tfstate";
let count: number;

test("cdktf deploy makes the stack; a second one at the same time gets the lock's error and loses nothing", async () => {
  const first = step("cdktf deploy", deploy, ended);
  // The load balancer alone takes a minute to come up; by then the first deployment has the lock.
  while (!(await inventory(aws)).some((line) => line.includes("loadbalancer"))) {
    await sleep(500);
  }
  const second = await step("cdktf deploy, second", deploy, ended);
  expect(second.status).toBe(1);
  expect(second.stdout + second.stderr).toContain("Error acquiring the state lock");

  const { status, stdout, stderr } = await first;
  expect(stderr).toBe("");
  const [, added] = /Apply complete! Resources: (\d+) added, 0 changed, 0 destroyed\./.exec(stdout) ?? [];
  count = Number(added);
  expect(count).toBeGreaterThan(40);
  expect(stdout).toContain("service_url = https://");
  expect(status).toBe(0);
  const { services } = await aws.ecs.send(
    new DescribeServicesCommand({ cluster: "team-fastapi-cluster", services: ["team-fastapi-service"] }),
  );
  expect(services).toMatchObject([{ status: "ACTIVE" }]);
});

test("cdktf deploy again finds nothing to do: the state that both wrote is whole", async () => {
  const { status, stdout } = await step("cdktf deploy, again", deploy, ended);
  expect(stdout).toContain("No changes.");
  expect(status).toBe(0);
});

test("a truncated state ends with one error, and nothing is made or lost", async () => {
  const whole = await readFile(join(root, STATE), "utf8");
  const truncated = whole.slice(0, whole.length / 2);
  await writeFile(join(root, STATE), truncated);
  const before = await inventory(aws);
  const { status, stdout, stderr } = await step("cdktf deploy, truncated", deploy, ended);
  expect(status).toBe(1);
  expect(stdout + stderr).toMatch(
    /Error (loading|refreshing|reading|parsing)? ?state|unsupported|unexpected end/i,
  );
  expect(await readFile(join(root, STATE), "utf8")).toBe(truncated);
  expect(await inventory(aws)).toEqual(before);
  await writeFile(join(root, STATE), whole);
});

test("cdktf destroy leaves nothing", async () => {
  const { status, stdout } = await step(
    "cdktf destroy",
    () => cdktf("destroy", "custom-stack", "--auto-approve", "--skip-provider-lock"),
    ended,
  );
  expect(stdout).toContain(`Destroy complete! Resources: ${count} destroyed.`);
  expect(status).toBe(0);
  expect(await inventory(aws)).toEqual(emptyAccount);
});
