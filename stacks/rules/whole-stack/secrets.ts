/** Secrets of a container: the app knows the name, the execution role may read them, and in custom mode there is a way. */
import { environmentSchema } from "../../../app/environment.ts";
import { nearest } from "../../helpers/nearest.ts";
import { type ApiTask, apiTasks, type Secret } from "../look-up/api-task.ts";
import { instanceAt } from "../look-up/instances.ts";
import { permissionsOf, policiesOf } from "../look-up/roles.ts";
import { type Fault, faultOf, type Rule, rule } from "../rule.ts";
import { instancesOf, type Plan } from "../terraform/plan.ts";
import { stringAt } from "../terraform/value.ts";

const SOURCE =
  "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html";
const ENDPOINTS = "https://docs.aws.amazon.com/secretsmanager/latest/userguide/vpc-endpoint-overview.html";

const KNOWN = Object.keys(environmentSchema.shape);

/** By service: the form of a secret's ARN, whose first group is what a right must name, and the action of the right. */
const SERVICES = {
  // JSON key, version stage and version id follow the secret, all three or none.
  secretsmanager: {
    form: /^(arn:aws:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+)(?::[^:]*:[^:]*:[^:]*)?$/,
    action: "secretsmanager:GetSecretValue",
    example: "secret:<name>, or secret:<name>:<JSON key>:<version stage>:<version id>",
  },
  ssm: {
    form: /^(arn:aws:ssm:[a-z0-9-]+:\d{12}:parameter\/[\w./-]+)$/,
    action: "ssm:GetParameters",
    example: "parameter/<name>",
  },
} as const;

type Service = keyof typeof SERVICES;

const serviceOf = ({ arn }: Secret): Service | undefined => {
  const name = arn.split(":")[2];
  return name === "secretsmanager" || name === "ssm" ? name : undefined;
};

/** Whether a Resource of a policy, in which `*` and `?` are wildcards, covers an ARN. */
function covers(resource: string, arn: string): boolean {
  const escaped = resource.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
  const form = new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`);
  return form.test(arn);
}

/** What the execution role of a task may read with an action. */
const readable = (plan: Plan, task: ApiTask, action: string): string[] => {
  const role = instanceAt(plan, task.instance, "execution_role_arn");
  return role === undefined
    ? []
    : policiesOf(plan, role, "aws_iam_role_policy")
        .flatMap(permissionsOf)
        .filter(({ Action }) => Action.includes(action))
        .flatMap(({ Resource }) => Resource);
};

/** A rule about each secret; it returns what is allowed, undefined when the secret is that. */
const forEachSecret = (
  id: string,
  source: string,
  refusal: (secret: Secret, task: ApiTask, plan: Plan) => string | undefined,
): Rule =>
  rule(id, source, function* (plan): Iterable<Fault> {
    for (const task of apiTasks(plan)) {
      for (const secret of task.secrets) {
        const allowed = refusal(secret, task, plan);
        if (allowed !== undefined) {
          yield faultOf(task.instance, [secret.path, allowed, secret.name ?? secret.arn]);
        }
      }
    }
  });

export const SECRET_RULES: readonly Rule[] = [
  forEachSecret("secret/known", "app/environment.ts", ({ name }) =>
    name === undefined || KNOWN.includes(name)
      ? undefined
      : `what the app knows, such as ${nearest(name, KNOWN)}`,
  ),

  forEachSecret("secret/each-name-once", SOURCE, ({ name }, { environment, secrets }) => {
    const plain = environment.filter((entry) => stringAt(entry, "name") === name);
    const same = secrets.filter((other) => other.name === name);
    return name !== undefined && plain.length + same.length > 1
      ? "a name that no other variable has"
      : undefined;
  }),

  forEachSecret("secret/arn", SOURCE, (secret, _task, { region }) => {
    const service = serviceOf(secret);
    if (service === undefined) {
      return "an ARN of Secrets Manager or of a parameter of Systems Manager";
    }
    const { form, example } = SERVICES[service];
    return form.test(secret.arn) && secret.arn.split(":")[3] === region
      ? undefined
      : `arn:aws:${service}:${region}:<account>:${example}`;
  }),

  forEachSecret("secret/right", SOURCE, (secret, task, plan) => {
    const service = serviceOf(secret);
    if (service === undefined) {
      return undefined;
    }
    const { form, action } = SERVICES[service];
    const arn = form.exec(secret.arn)?.[1] ?? secret.arn;
    return readable(plan, task, action).some((resource) => covers(resource, arn))
      ? undefined
      : `an execution role that may ${action} ${arn}`;
  }),

  // The tasks of custom mode have no other way out.
  forEachSecret("secret/endpoint", ENDPOINTS, (secret, _task, plan) => {
    const service = serviceOf(secret);
    const name = `com.amazonaws.${plan.region}.${service}`;
    const present = instancesOf(plan, "aws_vpc_endpoint").map(({ values }) =>
      stringAt(values, "service_name"),
    );
    const isPrivate = instancesOf(plan, "aws_ecs_service").length > 0;
    return service !== undefined && isPrivate && !present.includes(name)
      ? `an aws_vpc_endpoint for ${name}`
      : undefined;
  }),
];
