/**
 * Checks synthesized stacks: `npm run validate [DIR]`, where DIR holds a cdk.tf.json or is the output of a synth
 * (cdktf.out by default). Prints a line for each finding; ends with 1 if there is any.
 */
import { existsSync, globSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { SynthError } from "../../stacks/helpers/errors.ts";
import { leftOut } from "../../stacks/left-out.ts";
import { readSettings } from "../../stacks/read-settings.ts";
import { checkStack, RULES } from "../../stacks/rules/check-stack.ts";
import { checkStacksAgree } from "../../stacks/rules/stacks-agree.ts";
import { describeFinding } from "../../stacks/rules/terraform/finding.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../stacks/settings.ts";
import { OLDER_PROVIDER, stackSchema } from "../terraform/older-provider.ts";
import { STUB_ENVIRONMENT, stubProvider } from "../terraform/stub-provider.ts";
import { findTerraform, type Terraform } from "../terraform/terraform.ts";
import { Workspace } from "../terraform/workspace.ts";

const FILE = "cdk.tf.json";

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The folders of the stacks, sorted. */
function stackFolders(directory: string): string[] {
  if (existsSync(join(directory, FILE))) {
    return [directory];
  }
  return globSync(join(directory, "stacks", "*", FILE))
    .map((file) => resolve(file, ".."))
    .sort();
}

/** What `terraform validate` finds, as lines; the last line of each run names the provider. */
async function validate(json: unknown, terraform: Terraform): Promise<{ count: number; lines: string[] }> {
  const root = await mkdtemp(join(tmpdir(), "validate-"));
  try {
    const { version } = stackSchema.parse(json).terraform.required_providers.aws;
    const real = new Workspace(join(root, "real"), "stack", terraform);
    const { count, lines } = await validateIn(real, json, `AWS provider ${terraform.provider.version}`);
    if (real.leftOut.length === 0) {
      return { count, lines };
    }
    const provider = await stubProvider(join(root, "mirror"), version);
    const stub = new Workspace(join(root, "stub"), "stack", { ...terraform, provider }, STUB_ENVIRONMENT);
    const whole = await validateIn(stub, json, `a stand-in for ${version} that knows the Express service`);
    const leftOut = `the former did not see ${real.leftOut.join(", ")}`;
    return { count: count + whole.count, lines: [...lines, ...whole.lines, leftOut] };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function validateIn(
  workspace: Workspace,
  json: unknown,
  provider: string,
): Promise<{ count: number; lines: string[] }> {
  await workspace.write(json);
  // The state may be in a bucket, which has nothing to do with this.
  await workspace.init("-backend=false");
  const diagnostics = await workspace.validate();
  const lines = diagnostics.map(
    ({ summary, detail, address }) => `${address ?? "(stack)"}: ${summary}. ${detail}`,
  );
  return {
    count: lines.length,
    lines: [...lines, `${lines.length} findings of terraform validate with ${provider}`],
  };
}

const print = (name: string, line: string) => console.log(`${name}: ${line.replaceAll(/\s*\n\s*/g, " ")}`);

/** @returns how many findings there were */
async function check(name: string, json: unknown, terraform: Terraform | undefined): Promise<number> {
  const findings = checkStack(json).map(describeFinding);
  for (const finding of findings) {
    print(name, finding);
  }
  print(name, `${findings.length} findings of ${RULES.length} rules`);
  if (terraform === undefined) {
    return findings.length;
  }
  try {
    const { count, lines } = await validate(json, terraform);
    for (const line of lines) {
      print(name, line);
    }
    return findings.length + count;
  } catch (error) {
    print(name, `terraform validate could not run: ${message(error)}`);
    return findings.length + 1;
  }
}

/** Undefined when they are wrong, which is for the synth to say. */
function settingsOfNow(): Settings | undefined {
  try {
    return readSettings();
  } catch (error) {
    if (error instanceof SynthError) {
      return undefined;
    }
    throw error;
  }
}

const [directory = "cdktf.out"] = process.argv.slice(2);
const folders = stackFolders(directory);
if (folders.length === 0) {
  console.error(`${directory} holds neither ${FILE} nor stacks/*/${FILE}; run npm run synth first.`);
  process.exitCode = 1;
} else {
  const terraform = await findTerraform(DEFAULT_SETTINGS.providerVersion).catch((error: unknown) => {
    console.log(`Only our own rules: ${message(error)}`);
    return undefined;
  });
  if (terraform !== undefined && terraform.provider.version === OLDER_PROVIDER) {
    console.log(
      `Terraform ${terraform.version} sees the stacks translated to AWS provider ${OLDER_PROVIDER}.`,
    );
  }
  let findings = 0;
  const stacks = new Map<string, unknown>();
  for (const folder of folders) {
    const name = basename(resolve(folder));
    try {
      stacks.set(name, JSON.parse(readFileSync(join(folder, FILE), "utf8")));
    } catch (error) {
      print(name, `${FILE} cannot be read: ${message(error)}`);
      findings += 1;
    }
  }
  const settings = settingsOfNow();
  for (const [name, json] of stacks) {
    for (const line of settings === undefined ? [] : leftOut(name, settings)) {
      console.log(line);
    }
    findings += await check(name, json, terraform);
  }
  for (const finding of checkStacksAgree(stacks)) {
    print("together", describeFinding(finding));
    findings += 1;
  }
  process.exitCode = findings > 0 ? 1 : 0;
}
