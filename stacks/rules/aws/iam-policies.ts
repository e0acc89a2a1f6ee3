/** Policy documents. IAM itself takes many that never match anything. */
import type { z } from "zod";
import { matches } from "../allowed.ts";
import { permissionsOf, permissionsSchema, trustedBy, trustSchema } from "../look-up/roles.ts";
import { type Rule, ruleForEach } from "../rule.ts";
import { reference, required, rulesOf, type Table } from "../table.ts";
import { jsonAt, type ObjectValue } from "../terraform/value.ts";
import { docs, MANAGED_POLICIES, NAME_PREFIX } from "./common.ts";

const GRAMMAR = docs("IAM/latest/UserGuide/reference_policies_grammar.html");
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
