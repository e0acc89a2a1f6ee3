/** Roles and what they may do. IAM itself takes many documents that never match anything. */
import { z } from "zod";
import { apiTasks, variable } from "../look-up/api-task.ts";
import { instanceAt } from "../look-up/network.ts";
import { fault, faultIn, parseJson, type Rule, textAt } from "../rule.ts";
import type { Finding } from "../terraform/finding.ts";
import type { Instance, Plan } from "../terraform/plan.ts";

const GRAMMAR = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html";
const MANAGED = "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html";

/** The policies of AWS that these stacks use, each with the service that takes a role with it. */
const MANAGED_POLICIES: Readonly<Record<string, string>> = {
  "service-role/AmazonECSInfrastructureRoleforExpressGatewayServices": "ecs.amazonaws.com",
  "service-role/AmazonECSTaskExecutionRolePolicy": "ecs-tasks.amazonaws.com",
  AmazonEC2ContainerRegistryReadOnly: "sagemaker.amazonaws.com",
};
const managedArn = (name: string): string => `arn:aws:iam::aws:policy/${name}`;

/** By service: the actions that these stacks need, and the form of what they act on. */
const ACTIONS: Readonly<Record<string, { readonly actions: readonly string[]; readonly resource: string }>> =
  {
    sagemaker: { actions: ["InvokeEndpoint"], resource: "endpoint/[a-z0-9](?:-*[a-z0-9])*" },
    logs: {
      actions: ["CreateLogGroup", "CreateLogStream", "DescribeLogStreams", "PutLogEvents"],
      resource: "log-group:[\\w./#-]+(?::\\*)?",
    },
  };

const eachOnce = (items: readonly unknown[]): boolean =>
  new Set(items.map((item) => JSON.stringify(item))).size === items.length;
const oneOrMany = z.union([
  z.string().transform((one) => [one]),
  z.array(z.string()).min(1).refine(eachOnce, "nothing twice"),
]);
const document = <T extends z.ZodType>(statement: T) =>
  z.strictObject({
    Version: z.literal("2012-10-17"),
    Statement: z.array(statement).min(1).refine(eachOnce, "nothing twice"),
  });

/** An operator or key that IAM does not know never matches. */
const conditionSchema = z.partialRecord(
  z.enum(["StringEquals", "StringLike", "ArnEquals", "ArnLike"]),
  z.partialRecord(z.enum(["aws:SourceAccount", "aws:SourceArn"]), oneOrMany),
);

const trustSchema = document(
  z.strictObject({
    Sid: z.string().optional(),
    Effect: z.literal("Allow"),
    Principal: z.strictObject({ Service: oneOrMany }),
    Action: z.literal("sts:AssumeRole"),
    Condition: conditionSchema.optional(),
  }),
);
const permissionsSchema = document(
  z.strictObject({
    Sid: z.string().optional(),
    Effect: z.literal("Allow"),
    Action: oneOrMany,
    Resource: oneOrMany,
    Condition: conditionSchema.optional(),
  }),
);

/** The services that may take a role. */
const trustedBy = (role: Instance): readonly string[] =>
  trustSchema
    .safeParse(parseJson(textAt(role.values, "assume_role_policy") ?? ""))
    .data?.Statement.flatMap(({ Principal }) => Principal.Service) ?? [];

const permissionsOf = (policy: Instance) =>
  permissionsSchema.safeParse(parseJson(textAt(policy.values, "policy") ?? "")).data?.Statement ?? [];

function* formOf(instance: Instance, argument: string, schema: z.ZodType): Iterable<Finding> {
  const json = parseJson(textAt(instance.values, argument) ?? "");
  const parsed = schema.safeParse(json, { reportInput: true });
  for (const { path, input, message } of parsed.error?.issues ?? []) {
    yield faultIn(instance, [argument, ...path].join("."), input, message, GRAMMAR);
  }
}

export const documents: Rule = function* (plan) {
  for (const role of plan.of("aws_iam_role")) {
    yield* formOf(role, "assume_role_policy", trustSchema);
    for (const service of trustedBy(role)) {
      const known = Object.values(MANAGED_POLICIES);
      if (!known.includes(service)) {
        yield faultIn(
          role,
          "assume_role_policy",
          service,
          `a service of these stacks: ${known.join(", ")}`,
          GRAMMAR,
        );
      }
    }
  }
  for (const policy of plan.of("aws_iam_role_policy")) {
    yield* formOf(policy, "policy", permissionsSchema);
    for (const { Action, Resource } of permissionsOf(policy)) yield* rightsOf(plan, policy, Action, Resource);
  }
};

function* rightsOf(
  plan: Plan,
  policy: Instance,
  actions: readonly string[],
  resources: readonly string[],
): Iterable<Finding> {
  for (const action of actions) {
    const [service = "", name = ""] = action.split(":");
    const known = ACTIONS[service];
    if (known === undefined || !known.actions.includes(name)) {
      const all = Object.entries(ACTIONS).flatMap(([key, one]) =>
        one.actions.map((each) => `${key}:${each}`),
      );
      yield faultIn(policy, "policy", action, `what these stacks do: ${all.join(", ")}`, GRAMMAR);
      continue;
    }
    const form = new RegExp(`^arn:aws:${service}:${plan.region}:\\d{12}:${known.resource}$`);
    for (const resource of resources) {
      if (!form.test(resource)) {
        const allowed = `arn:aws:${service}:${plan.region}:<account>:${known.resource.split(/[[(\\]/)[0]}… for ${action}`;
        yield faultIn(policy, "policy", resource, allowed, GRAMMAR);
      }
    }
  }
}

const policiesOf = (plan: Plan, role: Instance, type: string): Instance[] =>
  plan.of(type).filter((policy) => plan.targets(policy, "role", "aws_iam_role").includes(role));

const attached = (plan: Plan, role: Instance): string[] =>
  policiesOf(plan, role, "aws_iam_role_policy_attachment").map(
    ({ values }) => textAt(values, "policy_arn") ?? "",
  );

export const managedPolicies: Rule = function* (plan) {
  const known = Object.keys(MANAGED_POLICIES).map(managedArn);
  for (const attachment of plan.of("aws_iam_role_policy_attachment")) {
    const arn = textAt(attachment.values, "policy_arn") ?? "";
    if (!known.includes(arn)) {
      yield fault(attachment, "policy_arn", known.join(", "), MANAGED);
      continue;
    }
    const service = MANAGED_POLICIES[arn.slice(managedArn("").length)] ?? "";
    for (const role of plan.targets(attachment, "role", "aws_iam_role")) {
      if (!trustedBy(role).includes(service)) {
        yield fault(attachment, "policy_arn", `a policy for a role that ${service} takes`, MANAGED);
      }
    }
  }
  for (const role of plan.of("aws_iam_role")) {
    const arns = attached(plan, role);
    if (new Set(arns).size < arns.length) yield fault(role, "name", "each policy attached once", MANAGED);
    const powerless = arns.length === 0 && policiesOf(plan, role, "aws_iam_role_policy").length === 0;
    if (powerless && !isTaskRole(plan, role))
      yield fault(role, "", "a policy, since it may do nothing", MANAGED);
  }
};

/** By type and argument: the service that takes the role, and the managed policy that it must have. */
const USES = [
  [
    "aws_ecs_express_gateway_service",
    "infrastructure_role_arn",
    "service-role/AmazonECSInfrastructureRoleforExpressGatewayServices",
  ],
  ["aws_ecs_express_gateway_service", "execution_role_arn", "service-role/AmazonECSTaskExecutionRolePolicy"],
  ["aws_ecs_task_definition", "execution_role_arn", "service-role/AmazonECSTaskExecutionRolePolicy"],
  ["aws_sagemaker_model", "execution_role_arn", "AmazonEC2ContainerRegistryReadOnly"],
] as const;
const TASK_ROLES = ["aws_ecs_express_gateway_service", "aws_ecs_task_definition"];

const isTaskRole = (plan: Plan, role: Instance): boolean =>
  TASK_ROLES.flatMap((type) => plan.of(type)).some(
    (user) => instanceAt(plan, user, "task_role_arn") === role,
  );

export const roleUses: Rule = function* (plan) {
  for (const [type, argument, policy] of USES) {
    for (const user of plan.of(type)) {
      const role = instanceAt(plan, user, argument);
      if (role !== undefined && !attached(plan, role).includes(managedArn(policy))) {
        yield fault(user, argument, `a role with ${managedArn(policy)}`, MANAGED);
      }
    }
  }
  for (const user of TASK_ROLES.flatMap((type) => plan.of(type))) {
    const role = instanceAt(plan, user, "task_role_arn");
    if (role !== undefined && !trustedBy(role).includes("ecs-tasks.amazonaws.com")) {
      yield fault(user, "task_role_arn", "a role that ecs-tasks.amazonaws.com takes", GRAMMAR);
    }
    // A task with the rights of ECS itself could do much more than call a model.
    if (role !== undefined && attached(plan, role).length > 0) {
      yield fault(user, "task_role_arn", "a role without policies of AWS", MANAGED);
    }
  }
};

/** The API may call the endpoint that its environment names, and no other. */
export const invokeRight: Rule = function* (plan) {
  for (const task of apiTasks(plan)) {
    const role = instanceAt(plan, task.instance, "task_role_arn");
    if (role === undefined) continue;
    const rights = policiesOf(plan, role, "aws_iam_role_policy")
      .flatMap(permissionsOf)
      .filter(({ Action }) => Action.includes("sagemaker:InvokeEndpoint"))
      .flatMap(({ Resource }) => Resource.map((resource) => resource.split(":endpoint/")[1]));
    const calls = variable(task, "EXTRACTOR") === "sagemaker";
    const wanted = calls ? [variable(task, "SAGEMAKER_ENDPOINT_NAME")] : [];
    if (String(rights) !== String(wanted)) {
      const allowed = `a role that may invoke ${wanted[0] ?? "no endpoint"}, not ${rights.join(", ") || "none"}`;
      yield fault(task.instance, "task_role_arn", allowed, "stacks/parts/roles.ts");
    }
  }
};
