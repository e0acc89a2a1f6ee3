/** A folder in which Terraform runs on one stack: written, planned, applied and destroyed as the CDKTF CLI would. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { stackSchema, toOlderProvider } from "./older-provider.ts";
import { execute, type Result, type Terraform, terraformEnvironment } from "./terraform.ts";

const changeSchema = z.object({
  address: z.string(),
  mode: z.enum(["managed", "data"]),
  type: z.string(),
  change: z.object({
    actions: z.array(z.enum(["no-op", "create", "read", "update", "delete", "forget"])),
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()).nullable(),
    /** True where the value is known only after apply. */
    after_unknown: z.record(z.string(), z.unknown()).default({}),
    replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).default([]),
  }),
});

const planSchema = z.object({
  resource_changes: z.array(changeSchema).default([]),
  output_changes: z.record(z.string(), z.object({ actions: z.array(z.string()) })).default({}),
});

export type Plan = z.infer<typeof planSchema>;

const diagnosticsSchema = z.object({
  diagnostics: z.array(
    z.object({
      severity: z.enum(["error", "warning"]),
      summary: z.string(),
      detail: z.string().default(""),
      address: z.string().optional(),
    }),
  ),
});

export type Diagnostic = z.infer<typeof diagnosticsSchema>["diagnostics"][number];

/** How many resources an apply or destroy touched, as Terraform counts them. */
export interface Tally {
  readonly added: number;
  readonly changed: number;
  readonly destroyed: number;
}

export class TerraformFailure extends Error {
  readonly result: Result;
  constructor(command: string, result: Result) {
    super(
      `terraform ${command} ended with ${result.status}:\n${result.stderr.trim() || result.stdout.trim()}`,
    );
    this.result = result;
  }
}

export class Workspace {
  /** Where Terraform runs. */
  readonly directory: string;
  readonly stateFile: string;
  /** Addresses that this provider cannot create. */
  leftOut: readonly string[] = [];
  readonly #terraform: Terraform;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<Result>>();

  /**
   * @param root an empty folder; the stack is in it as in a project, so that its relative state path fits
   * @param variables that lead to the emulator; none for commands that need no AWS
   */
  constructor(
    root: string,
    stack: string,
    terraform: Terraform,
    environment: Readonly<Record<string, string>> = {},
  ) {
    this.directory = join(root, "cdktf.out", "stacks", stack);
    this.stateFile = join(root, `terraform.${stack}.tfstate`);
    this.#terraform = terraform;
    this.#environment = { ...terraformEnvironment(terraform), ...environment };
  }

  /** Writes a stack, translated if the provider is older than the stack asks for. */
  async write(synthesized: unknown): Promise<void> {
    const { version } = stackSchema.parse(synthesized).terraform.required_providers.aws;
    const { stack, leftOut } =
      version === this.#terraform.provider.version
        ? { stack: synthesized, leftOut: [] }
        : toOlderProvider(synthesized);
    this.leftOut = leftOut;
    await mkdir(this.directory, { recursive: true });
    await writeFile(join(this.directory, "cdk.tf.json"), JSON.stringify(stack, undefined, 2));
  }

  /** Runs a Terraform command to its end, whatever its status. */
  run(...args: string[]): Promise<Result> {
    const running = execute(this.#terraform.binary, args, {
      cwd: this.directory,
      env: this.#environment,
      signal: this.#stopping.signal,
    }).finally(() => this.#running.delete(running));
    this.#running.add(running);
    return running;
  }

  /** Interrupts running commands, as Ctrl-C does, and waits for their end. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.allSettled(this.#running);
  }

  async #succeed(...args: string[]): Promise<string> {
    const result = await this.run(...args);
    if (result.status !== 0) {
      throw new TerraformFailure(args.join(" "), result);
    }
    return result.stdout;
  }

  async init(...options: string[]): Promise<void> {
    await this.#succeed("init", "-input=false", "-no-color", ...options);
  }

  /** What `terraform validate` finds; needs `init` first. */
  async validate(): Promise<Diagnostic[]> {
    const { stdout } = await this.run("validate", "-json");
    return diagnosticsSchema.parse(JSON.parse(stdout)).diagnostics;
  }

  /** Plans and keeps the plan for `apply`. */
  async plan(...options: string[]): Promise<Plan> {
    await this.#succeed("plan", "-input=false", "-no-color", "-out=plan", ...options);
    return planSchema.parse(JSON.parse(await this.#succeed("show", "-json", "plan")));
  }

  /** Carries out the last plan. */
  async apply(): Promise<Tally> {
    return tally(await this.#succeed("apply", "-input=false", "-no-color", "plan"));
  }

  /** @returns also the addresses, in the order in which they were destroyed */
  async destroy(): Promise<Tally & { readonly order: readonly string[] }> {
    const output = await this.#succeed("destroy", "-auto-approve", "-input=false", "-no-color");
    const order = [...output.matchAll(/^(\S+): Destruction complete/gm)].map(([, address = ""]) => address);
    return { ...tally(output), order };
  }

  state(): Promise<string> {
    return readFile(this.stateFile, "utf8");
  }
}

function tally(output: string): Tally {
  const count = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(output)?.[1] ?? 0);
  return { added: count("added"), changed: count("changed"), destroyed: count("destroyed") };
}
