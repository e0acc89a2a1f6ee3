/** The example of a workflow, and the policy of who deploys: they fit this project, and nobody else is let in. */
import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { readSettings } from "../../stacks/read-settings.ts";
import { ALL_STACK_NAMES, stackId } from "../../stacks/stack-ids.ts";
import { notAllowed, readDeployPolicy, statementsOf } from "../../tools/deploy-policy.ts";

const step = z.strictObject({
  uses: z
    .string()
    .regex(/^[\w-]+\/[\w-]+@v\d+$/)
    .optional(),
  with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  run: z.string().optional(),
  env: z.record(z.string(), z.string()).default({}),
});
const job = z.looseObject({
  if: z.string(),
  permissions: z.strictObject({ contents: z.literal("read"), "id-token": z.literal("write") }),
  steps: z.array(step),
});
const workflow = z
  .strictObject({
    name: z.string(),
    on: z.strictObject({
      pull_request: z.null(),
      push: z.strictObject({ branches: z.tuple([z.literal("main")]) }),
    }),
    permissions: z.strictObject({ contents: z.literal("read") }),
    env: z.record(z.string(), z.string()),
    jobs: z.strictObject({ plan: job, apply: job }),
  })
  .parse(parse(readFileSync("examples/deploy-workflow.yml", "utf8")));

const { plan, apply } = workflow.jobs;
const commandsOf = ({ steps }: z.infer<typeof job>) => steps.flatMap(({ run }) => run ?? []);

describe("the workflow", () => {
  test("plans for pull requests of this repository alone, and deploys what is on main", () => {
    expect(plan.if).toBe(
      "github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name == github.repository",
    );
    expect(apply.if).toBe("github.event_name == 'push' && github.ref == 'refs/heads/main'");
    expect(commandsOf(plan).join("\n")).not.toMatch(/\b(?:up|down|deploy|destroy|move-state)\b/);
    const roles = [plan, apply].map(({ steps }) =>
      steps.flatMap(({ with: { "role-to-assume": role } }) => role ?? []).join(),
    );
    expect(roles).toEqual(
      ["plan", "deploy"].map((name) => `arn:aws:iam::123456789012:role/receipts-${name}`),
    );
  });

  test("has commands, settings and versions of this project", () => {
    const scripts = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync("package.json", "utf8"))).scripts;
    const diffs = ALL_STACK_NAMES.map((name) => `npx cdktf diff ${stackId(name)} --skip-provider-lock`);
    for (const command of [plan, apply].flatMap(commandsOf)) {
      const [, script = ""] = /^npm run ([\w:-]+)(?: -- .+)?$/.exec(command) ?? [];
      expect([command === "npm ci", diffs.includes(command), script in scripts]).toContain(true);
    }
    expect(readSettings("{}", workflow.env)).toMatchObject({ stateBucket: "my-team-receipts-states" });
    const versions = (text: string) => new Set(text.match(/(?:node-version|terraform_version): \S+/g));
    const [own, example] = [".github/workflows/ci.yml", "examples/deploy-workflow.yml"].map((file) =>
      readFileSync(file, "utf8"),
    );
    expect([...versions(example ?? "")]).toEqual(expect.arrayContaining([...versions(own ?? "")]));
  });

  test("is trusted by its repository and branch, without a wildcard", () => {
    const docs = readFileSync("docs/deploy.md", "utf8");
    const policies = [...docs.matchAll(/```json\n(.*?)```/gs)]
      .map(([, text = ""]) => JSON.parse(text))
      .filter((json) => JSON.stringify(json).includes("AssumeRoleWithWebIdentity"));
    expect(policies.map(({ Statement }) => Statement)).toMatchObject([
      [
        {
          Condition: {
            StringEquals: {
              "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
              "token.actions.githubusercontent.com:sub": "repo:my-team/receipts:pull_request",
            },
          },
        },
      ],
    ]);
    expect(docs).toContain('"repo:my-team/receipts:ref:refs/heads/main"');
    expect(JSON.stringify(policies)).not.toContain("*");
  });
});

/** Prefixes in IAM, by the name of the SDK's client. */
const PREFIX: Readonly<Record<string, string>> = {
  "cloudwatch-logs": "logs",
  "elastic-load-balancing-v2": "elasticloadbalancing",
  "resource-groups-tagging-api": "tag",
};
/** Rights that are not called like the call. */
const RIGHT: Readonly<Record<string, string>> = { "s3:ListObjectsV2": "s3:ListBucket" };

describe("docs/deploy-policy.json", () => {
  test("has two parts, each of which AWS takes as a policy, with a source for all", async () => {
    const parts = statementsOf(await readDeployPolicy());
    for (const part of parts) {
      // Without white space: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
      expect(JSON.stringify(part).length).toBeLessThan(6144 - 100);
    }
    const all = parts.flat();
    expect(new Set(all.map(({ Sid }) => Sid)).size).toBe(all.length);
    // Only what reads is allowed by its first word, and no role but the stacks' can be made or given.
    for (const action of all.flatMap(({ Action }) => Action).filter((name) => name.endsWith("*"))) {
      expect(action).toMatch(/:(?:Describe|Get|List)\*$/);
    }
    const open = all.filter(({ Resource }) => Resource === "*").flatMap(({ Action }) => Action);
    expect(open.filter((action) => /^iam:(?!Get\*|List\*)/.test(action))).toEqual([]);
  });

  test("allows every call of up, verify, logs and down", async () => {
    const calls = globSync("deploy/**/*.ts").flatMap((file) =>
      [
        ...readFileSync(file, "utf8").matchAll(/import \{([^}]+)\} from "@aws-sdk\/client-([\w-]+)"/g),
      ].flatMap(([, names = "", client = ""]) =>
        [...names.matchAll(/\b(?:paginate(\w+)|(\w+)Command)\b/g)].map(
          ([, pages, command]) => `${PREFIX[client] ?? client}:${pages ?? command}`,
        ),
      ),
    );
    expect(calls.length).toBeGreaterThan(20);
    expect(await notAllowed(calls.map((call) => RIGHT[call] ?? call))).toEqual([]);
  });

  test("does not allow what is not in it", async () => {
    expect(await notAllowed(["ec2:DescribeVpcs", "ec2:RunInstances", "iam:CreateUser"])).toEqual([
      "ec2:RunInstances",
      "iam:CreateUser",
    ]);
  });
});
