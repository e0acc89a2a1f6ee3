/** Policy documents. IAM itself takes many that never match anything. */
import type { z } from "zod";
import { matches } from "../allowed.ts";
import {
  permissionsOf,
  permissionsSchema,
  trustedBy,
  trustSchema,
  trustStatements,
} from "../look-up/roles.ts";
import { type Rule, ruleForEach } from "../rule.ts";
import { reference, required, rulesOf, type Table } from "../table.ts";
import { jsonAt, type ObjectValue } from "../terraform/value.ts";
import { docs, MANAGED_POLICIES, NAME_PREFIX } from "./common.ts";

const GRAMMAR = docs("IAM/latest/UserGuide/reference_policies_grammar.html");
const CONDITIONS = docs("IAM/latest/UserGuide/confused-deputy.html");
const ROLE_NAME = reference("aws_iam_role.name", "aws_iam_role.id");

const TABLES: readonly Table[] = [
  {
    type: "aws_iam_role_policy",
    subject: "role-policy",
    source: docs("IAM/latest/APIReference/API_PutRolePolicy.html"),
    arguments: {
      name: required(matches(/^[\w+=,.@-]{1,128}$/, "up to 128 letters, digits and _+=,.@-")),
      name_prefix: NAME_PREFIX,
      role: ROLE_NAME,
    },
  },
  {
    type: "aws_iam_role_policy_attachment",
    subject: "role-policy-attachment",
    source: docs("IAM/latest/APIReference/API_AttachRolePolicy.html"),
    arguments: { role: ROLE_NAME },
  },
];

/** By service: the actions that these stacks need, and the form of what they act on. */
const ACTIONS: Readonly<Record<string, { readonly actions: readonly string[]; readonly resource: string }>> =
  {
    sagemaker: { actions: ["InvokeEndpoint"], resource: "endpoint/[a-z0-9](?:-*[a-z0-9])*" },
    logs: {
      actions: ["CreateLogGroup", "CreateLogStream", "DescribeLogStreams", "PutLogEvents"],
      resource: "log-group:[\\w./#-]+(?::\\*)?",
    },
    // For secrets of a container, and the keys of the account that encrypt them.
    secretsmanager: { actions: ["GetSecretValue"], resource: "secret:[\\w/+=.@-]+[*?]*" },
    ssm: { actions: ["GetParameters"], resource: "parameter/[\\w./-]+\\*?" },
    kms: { actions: ["Decrypt"], resource: "key/[0-9a-f-]+" },
  };
const KNOWN_ACTIONS = Object.entries(ACTIONS).flatMap(([service, { actions }]) =>
  actions.map((action) => `${service}:${action}`),
);

function* formOf(values: ObjectValue, argument: string, schema: z.ZodType) {
  const parsed = schema.safeParse(jsonAt(values, argument), { reportInput: true });
  for (const { path, input, message } of parsed.error?.issues ?? []) {
    yield [[argument, ...path].join("."), message, input] as const;
  }
}

/** By service that assumes a role: the service in the ARNs for which it acts. ECS itself names none for an Express service. */
const SOURCES: Readonly<Record<string, string>> = {
  "ecs-tasks.amazonaws.com": "ecs",
  "sagemaker.amazonaws.com": "sagemaker",
};

/** What a condition of a trust policy would have to be; undefined when it can hold. */
function conditionRefusal(
  services: readonly string[],
  region: string,
  key: string,
  values: readonly string[] | undefined,
): string | undefined {
  const source = SOURCES[services[0] ?? ""];
  if (source === undefined) {
    return `no condition for ${services.join(", ")}, which does not say for whom it acts`;
  }
  const form =
    key === "aws:SourceAccount"
      ? /^\d{12}$/
      : new RegExp(`^arn:aws:${source}:(?:${region}|\\*):\\d{12}:\\S+$`);
  const example = key === "aws:SourceAccount" ? "the account" : `arn:aws:${source}:${region}:<account>:*`;
  return values?.every((value) => form.test(value)) ? undefined : example;
}

export const POLICY_RULES: readonly Rule[] = [
  ...TABLES.flatMap(rulesOf),

  ruleForEach("aws_iam_role", "role/trust-form", GRAMMAR, ({ values }) =>
    formOf(values, "assume_role_policy", trustSchema),
  ),

  ruleForEach("aws_iam_role", "role/trusted-service", GRAMMAR, function* (role) {
    const known = Object.values(MANAGED_POLICIES);
    for (const service of trustedBy(role)) {
      if (!known.includes(service)) {
        yield ["assume_role_policy", `a service of these stacks: ${known.join(", ")}`, service];
      }
    }
  }),

  // A condition that never holds keeps the service from ever using the role.
  ruleForEach("aws_iam_role", "role/trust-condition", CONDITIONS, function* (role, { region }) {
    for (const [index, { Principal, Condition }] of trustStatements(role).entries()) {
      for (const [operator, keys] of Object.entries(Condition ?? {})) {
        for (const [key, values] of Object.entries(keys)) {
          const allowed = conditionRefusal(Principal.Service, region, key, values);
          if (allowed !== undefined) {
            const argument = `assume_role_policy.Statement.${index}.Condition.${operator}.${key}`;
            yield [argument, allowed, values];
          }
        }
      }
    }
  }),

  ruleForEach("aws_iam_role_policy", "role-policy/form", GRAMMAR, ({ values }) =>
    formOf(values, "policy", permissionsSchema),
  ),

  ruleForEach("aws_iam_role_policy", "role-policy/actions", GRAMMAR, function* (policy) {
    for (const action of permissionsOf(policy).flatMap(({ Action }) => Action)) {
      if (!KNOWN_ACTIONS.includes(action)) {
        yield ["policy", `an action that these stacks need: ${KNOWN_ACTIONS.join(", ")}`, action];
      }
    }
  }),

  ruleForEach("aws_iam_role_policy", "role-policy/resources", GRAMMAR, function* (policy, { region }) {
    for (const { Action, Resource } of permissionsOf(policy)) {
      for (const action of Action.filter((one) => KNOWN_ACTIONS.includes(one))) {
        const [service = ""] = action.split(":");
        const known = ACTIONS[service]?.resource ?? "";
        const form = new RegExp(`^arn:aws:${service}:${region}:\\d{12}:${known}$`);
        const start = known.split(/[[(\\]/)[0];
        for (const resource of Resource.filter((one) => !form.test(one))) {
          yield ["policy", `arn:aws:${service}:${region}:<account>:${start}… for ${action}`, resource];
        }
      }
    }
  }),
];
