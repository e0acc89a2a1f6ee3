/** Roles, and that each has the policies that whoever assumes it needs, and no more. */
import { KEPT } from "../../facts/kept-rights.ts";
import { between, matches } from "../allowed.ts";
import { apiTasks, variable } from "../look-up/api-task.ts";
import { instanceAt } from "../look-up/instances.ts";
import { attachedTo, permissionsOf, policiesOf, trustedBy } from "../look-up/roles.ts";
import { faultOf, type Rule, rule, ruleForEach } from "../rule.ts";
import { belongsTo, optional, required, rulesOf, type Table } from "../table.ts";
import { type Instance, instancesOf, type Plan, targets } from "../terraform/plan.ts";
import { stringAt } from "../terraform/value.ts";
import { docs, MANAGED_POLICIES, managedArn, NAME_PREFIX } from "./common.ts";

const GRAMMAR = docs("IAM/latest/UserGuide/reference_policies_grammar.html");
const MANAGED = docs("aws-managed-policy/latest/reference/policy-list.html");

const TABLE: Table = {
  type: "aws_iam_role",
  subject: "role",
  source: docs("IAM/latest/APIReference/API_CreateRole.html"),
  arguments: {
    name: required(matches(/^[\w+=,.@-]{1,64}$/, "up to 64 letters, digits and _+=,.@-")),
    name_prefix: NAME_PREFIX,
    path: optional(matches(/^\/(?:[!-~]+\/)?$/, "a path that begins and ends with /")),
    max_session_duration: optional(between(3600, 43_200)),
    permissions_boundary: optional(
      matches(/^arn:aws:iam::(?:\d{12}|aws):policy\//, "an ARN arn:aws:iam::<account>:policy/…"),
    ),
    description: optional(matches(/^[\t\n\r -~¡-ÿ]{1,1000}$/, "up to 1000 characters of Latin")),
    inline_policy: belongsTo("a role without aws_iam_role_policy"),
    managed_policy_arns: belongsTo("a role without aws_iam_role_policy_attachment"),
  },
};

const EXPRESS = "aws_ecs_express_gateway_service";
const TASK_DEFINITION = "aws_ecs_task_definition";

/** By type and argument: the managed policy that the role there must have. */
const NEEDED_POLICIES = [
  [EXPRESS, "infrastructure_role_arn", "service-role/AmazonECSInfrastructureRoleforExpressGatewayServices"],
  [EXPRESS, "execution_role_arn", "service-role/AmazonECSTaskExecutionRolePolicy"],
  [TASK_DEFINITION, "execution_role_arn", "service-role/AmazonECSTaskExecutionRolePolicy"],
  ["aws_sagemaker_model", "execution_role_arn", "AmazonEC2ContainerRegistryReadOnly"],
] as const;

const isTaskRole = (plan: Plan, role: Instance): boolean =>
  instancesOf(plan, EXPRESS, TASK_DEFINITION).some(
    (user) => instanceAt(plan, user, "task_role_arn") === role,
  );

const forEachTaskRole = (
  id: string,
  source: string,
  refusal: (role: Instance, plan: Plan) => string | undefined,
): Rule =>
  ruleForEach([EXPRESS, TASK_DEFINITION], id, source, function* (user, plan) {
    const role = instanceAt(plan, user, "task_role_arn");
    const allowed = role && refusal(role, plan);
    if (allowed !== undefined) {
      yield ["task_role_arn", allowed];
    }
  });

export const ROLE_RULES: readonly Rule[] = [
  ...rulesOf(TABLE),

  ruleForEach(
    "aws_iam_role_policy_attachment",
    "role-policy-attachment/known-policy",
    MANAGED,
    function* ({ values }) {
      const known = Object.keys(MANAGED_POLICIES).map(managedArn);
      if (!known.includes(stringAt(values, "policy_arn") ?? "")) {
        yield ["policy_arn", known.join(", ")];
      }
    },
  ),

  ruleForEach(
    "aws_iam_role_policy_attachment",
    "role-policy-attachment/fitting-role",
    MANAGED,
    function* (attachment, plan) {
      const arn = stringAt(attachment.values, "policy_arn") ?? "";
      const service = Object.entries(MANAGED_POLICIES).find(([name]) => managedArn(name) === arn)?.[1];
      if (service === undefined) {
        return;
      }
      for (const role of targets(plan, attachment, "role", "aws_iam_role")) {
        if (!trustedBy(role).includes(service)) {
          yield ["policy_arn", `a policy for a role that ${service} may assume`];
        }
      }
    },
  ),

  ruleForEach("aws_iam_role", "role/each-policy-once", MANAGED, function* (role, plan) {
    const arns = attachedTo(plan, role);
    if (new Set(arns).size < arns.length) {
      yield ["name", "no policy attached twice"];
    }
  }),

  ruleForEach("aws_iam_role", "role/may-do-something", MANAGED, function* (role, plan) {
    const policies = policiesOf(plan, role, "aws_iam_role_policy", "aws_iam_role_policy_attachment");
    if (policies.length === 0 && !isTaskRole(plan, role)) {
      yield ["", "at least one policy, without which it may do nothing"];
    }
  }),

  rule("role/needed-policy", MANAGED, function* (plan) {
    for (const [type, argument, policy] of NEEDED_POLICIES) {
      for (const user of instancesOf(plan, type)) {
        const role = instanceAt(plan, user, argument);
        if (role !== undefined && !attachedTo(plan, role).includes(managedArn(policy))) {
          yield faultOf(user, [argument, `a role with ${managedArn(policy)}`]);
        }
      }
    }
  }),

  forEachTaskRole("task-role/trust", GRAMMAR, (role) =>
    trustedBy(role).includes("ecs-tasks.amazonaws.com")
      ? undefined
      : "a role that ecs-tasks.amazonaws.com may assume",
  ),

  // A task with the rights of ECS itself could do much more than call a model.
  forEachTaskRole("task-role/no-policy-of-aws", MANAGED, (role, plan) =>
    attachedTo(plan, role).length > 0 ? "a role without policies of AWS" : undefined,
  ),

  // The API may call the endpoint that its environment names, and no other but what tasks of the version before call.
  rule("task-role/endpoint", "stacks/parts/roles.ts", function* (plan) {
    for (const task of apiTasks(plan)) {
      const role = instanceAt(plan, task.instance, "task_role_arn");
      if (role === undefined) {
        continue;
      }
      const rights = policiesOf(plan, role, "aws_iam_role_policy")
        .flatMap(permissionsOf)
        .filter(({ Action, Sid }) => Action.includes("sagemaker:InvokeEndpoint") && Sid !== KEPT)
        .flatMap(({ Resource }) => Resource.map((resource) => resource.split(":endpoint/")[1]));
      const calls = variable(task, "EXTRACTOR") === "sagemaker";
      const wanted = calls ? [variable(task, "SAGEMAKER_ENDPOINT_NAME")] : [];
      if (String(rights) !== String(wanted)) {
        const allowed = `a role that may invoke ${wanted[0] ?? "no endpoint"}, not ${rights.join(", ") || "none"}`;
        yield faultOf(task.instance, ["task_role_arn", allowed]);
      }
    }
  }),
];
