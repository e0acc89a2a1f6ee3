/** What belongs to Terraform and not to AWS: versions, state, meta-arguments, outputs, circles. */

import { nearest } from "../shared/nearest.ts";
import { REGIONS } from "../shared/regions.ts";
import { Computed } from "./evaluate.ts";
import type { Finding } from "./finding.ts";
import type { Element, Plan } from "./plan.ts";
import type { Rule } from "./rule.ts";

const LANGUAGE = "https://developer.hashicorp.com/terraform/language";

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const get = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);

/** Keys of an object that Terraform does not have there. */
function* unknownKeys(
  address: string,
  value: unknown,
  known: readonly string[],
  source: string,
): Iterable<Finding> {
  for (const [key, inner] of Object.entries(isObject(value) ? value : {})) {
    if (key !== "//" && !known.includes(key)) {
      yield {
        address,
        argument: key,
        value: inner,
        allowed: `${known.join(", ")}; ${nearest(key, known)}?`,
        source,
      };
    }
  }
}

export const terraformBlock: Rule = function* ({ configuration }) {
  yield* unknownKeys(
    "(top)",
    configuration,
    ["terraform", "provider", "data", "resource", "output"],
    LANGUAGE,
  );
  const { terraform } = configuration;
  const settings = `${LANGUAGE}/terraform`;
  // checkov stops at a required_version that is a text.
  yield* unknownKeys("terraform", terraform, ["backend", "required_providers"], settings);
  yield* unknownKeys("terraform.required_providers", terraform.required_providers, ["aws"], settings);
  const aws = get(terraform, "required_providers", "aws");
  yield* unknownKeys("terraform.required_providers.aws", aws, ["source", "version"], settings);
  const source = get(aws, "source");
  if (source !== "hashicorp/aws") {
    yield {
      address: "terraform.required_providers.aws",
      argument: "source",
      value: source,
      allowed: "hashicorp/aws",
      source: settings,
    };
  }
  const version = get(aws, "version");
  // 6.23.0 is the first with aws_ecs_express_gateway_service.
  if (typeof version !== "string" || !/^6\.(?:2[3-9]|[3-9]\d|\d{3,})\.\d+$/.test(version)) {
    yield {
      address: "terraform.required_providers.aws",
      argument: "version",
      value: version,
      allowed: "one version from 6.23.0 on, without an operator",
      source: "the first that has aws_ecs_express_gateway_service",
    };
  }
  yield* unknownKeys("terraform.backend", terraform.backend, ["local"], settings);
  yield* unknownKeys("terraform.backend.local", get(terraform, "backend", "local"), ["path"], settings);
  const path = get(terraform, "backend", "local", "path");
  // Two stacks with one state would destroy each other.
  const stack = get(configuration, "//", "metadata", "stackName") ?? "[\\w-]+";
  if (
    typeof path !== "string" ||
    !new RegExp(`^\\.\\./\\.\\./\\.\\./terraform\\.${stack}\\.tfstate$`).test(path)
  ) {
    yield {
      address: "terraform.backend.local",
      argument: "path",
      value: path,
      allowed: "../../../terraform.<stack>.tfstate, the project's root on every machine",
      source: `${LANGUAGE}/backend/local`,
    };
  }
};

export const provider: Rule = function* ({ configuration, region }) {
  yield* unknownKeys("provider", configuration.provider, ["aws"], `${LANGUAGE}/providers/configuration`);
  const aws = [configuration.provider.aws].flat();
  if (aws.length !== 1) {
    yield {
      address: "provider.aws",
      argument: "",
      value: aws,
      allowed: "one configuration",
      source: LANGUAGE,
    };
  }
  yield* unknownKeys(
    "provider.aws",
    aws[0],
    ["region"],
    "the stacks set no more; credentials come from the environment",
  );
  if (!REGIONS.some((known) => known === region)) {
    yield {
      address: "provider.aws",
      argument: "region",
      value: region,
      allowed: `a Region of the commercial partition, such as ${nearest(region, REGIONS)}`,
      source: "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html",
    };
  }
};

const LIFECYCLE: Readonly<Record<string, (value: unknown) => boolean>> = {
  create_before_destroy: (value) => typeof value === "boolean",
  // A demonstration that cannot be destroyed costs money for ever.
  prevent_destroy: (value) => value === false,
  ignore_changes: Array.isArray,
  replace_triggered_by: Array.isArray,
  precondition: () => true,
  postcondition: () => true,
};

/** A name that must be unique in the account makes a second one impossible while the first still stands. */
const MAY_STAND_TWICE = ["aws_sagemaker_model", "aws_sagemaker_endpoint_configuration"];

/** Arguments whose changes Terraform leaves to others. */
export const ignoredChanges = ({ body }: Element): unknown[] => {
  const ignored = get(body, "lifecycle", "ignore_changes");
  return Array.isArray(ignored) ? ignored : [];
};

function* lifecycleOf(element: Element): Iterable<Finding> {
  const { address, body, schema, type } = element;
  const { lifecycle } = body;
  if (lifecycle === undefined) return;
  const source = `${LANGUAGE}/meta-arguments/lifecycle`;
  const found = (argument: string, value: unknown, allowed: string, why = source): Finding => ({
    address,
    argument: `lifecycle.${argument}`,
    value,
    allowed,
    source: why,
  });
  yield* unknownKeys(address, lifecycle, Object.keys(LIFECYCLE), source);
  for (const [key, value] of Object.entries(isObject(lifecycle) ? lifecycle : {})) {
    const accepts = LIFECYCLE[key];
    if (accepts !== undefined && !accepts(value))
      yield found(key, value, "what Terraform has there, and a stack that can be destroyed");
  }
  for (const path of ignoredChanges(element)) {
    const [name = ""] = String(path).split(/[.[]/);
    if (!(name in schema.arguments)) {
      yield found(
        "ignore_changes",
        path,
        `arguments of ${type}, such as ${nearest(name, Object.keys(schema.arguments))}`,
      );
    }
  }
  const named = typeof body.name === "string" || typeof body.family === "string";
  if (get(lifecycle, "create_before_destroy") === true && named && !MAY_STAND_TWICE.includes(type)) {
    yield found("create_before_destroy", true, "false, since the name is taken until the old one has gone");
  }
}

function* dependsOnOf({ address, body }: Element, plan: Plan): Iterable<Finding> {
  const { depends_on: names } = body;
  if (names === undefined) return;
  const source = `${LANGUAGE}/meta-arguments/depends_on`;
  const list = Array.isArray(names) ? names : [names];
  for (const [index, name] of list.entries()) {
    const wrong =
      !Array.isArray(names) ||
      typeof name !== "string" ||
      name === address ||
      !plan.elements.has(name) ||
      list.indexOf(name) !== index;
    if (wrong) {
      yield {
        address,
        argument: `depends_on.${index}`,
        value: name,
        allowed: `other addresses of this stack, each once, such as ${nearest(String(name), plan.elements.keys())}`,
        source,
      };
    }
  }
}

export const metaArguments: Rule = function* (plan) {
  for (const element of plan.elements.values()) {
    yield* lifecycleOf(element);
    yield* dependsOnOf(element, plan);
  }
};

/** What `npm run up`, `verify` and `logs` read, by the resource that has it to give. */
const OUTPUTS: Readonly<Record<string, readonly string[]>> = {
  aws_ecs_express_gateway_service: ["service_url", "service_arn", "cluster_name", "log_group_name"],
  aws_ecs_service: ["service_url", "service_name", "cluster_name", "log_group_name"],
  aws_sagemaker_endpoint: ["endpoint_name"],
  aws_ecr_repository: ["repository_url"],
};

export const outputs: Rule = function* (plan) {
  const source = `${LANGUAGE}/values/outputs`;
  for (const [type, names] of Object.entries(OUTPUTS)) {
    for (const name of plan.of(type).length > 0 ? names : []) {
      if (!plan.outputs.has(name)) {
        yield {
          address: `output.${name}`,
          argument: "",
          value: undefined,
          allowed: "an output",
          source: "docs/deploy.md",
        };
      }
    }
  }
  for (const [name, output] of Object.entries(plan.configuration.output)) {
    const address = `output.${name}`;
    yield* unknownKeys(address, output, ["value", "description"], source);
    for (const key of ["value", "description"]) {
      if (typeof output[key] !== "string" || output[key] === "") {
        yield { address, argument: key, value: output[key], allowed: "a text", source };
      }
    }
    const value = plan.outputs.get(name);
    const text = typeof value === "string" ? value : "";
    if (!/^(?:https?:\/\/\{[^{}]+\}|[^{}]*)$/.test(text)) {
      yield {
        address,
        argument: "value",
        value,
        allowed: "an attribute and nothing around it, or a URL",
        source,
      };
    }
    if (/current_deployment/.test(value instanceof Computed ? value.reference : String(value))) {
      yield {
        address,
        argument: "value",
        value,
        allowed: "another attribute, since this one becomes null",
        source: "https://github.com/hashicorp/terraform-provider-aws/issues/47377",
      };
    }
  }
};

/** Terraform refuses resources that wait for each other. */
export const circles: Rule = function* (plan) {
  const done = new Set<string>();
  const path: string[] = [];
  function* visit(element: Element): Iterable<Finding> {
    const { address } = element;
    if (path.includes(address)) {
      const circle = [...path.slice(path.indexOf(address)), address].join(" -> ");
      yield {
        address,
        argument: "",
        value: circle,
        allowed: "no circle",
        source: `${LANGUAGE}/resources/behavior`,
      };
      return;
    }
    if (done.has(address)) return;
    path.push(address);
    for (const other of plan.dependencies(element)) yield* visit(other);
    path.pop();
    done.add(address);
  }
  for (const element of plan.elements.values()) yield* visit(element);
};
