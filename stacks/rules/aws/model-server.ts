/** vLLM in the model's container: its flags, and whether model, image, machine and GPUs go together. */
import { z } from "zod";
import { hostRefusal } from "../../facts/model-hosts.ts";
import { contextRefusal, gatedRefusal, memoryRefusal, parallelismRefusal } from "../../facts/models.ts";
import { between, fits, oneOf } from "../allowed.ts";
import { type Fault, faultOf, type Rule, rule, ruleForEach } from "../rule.ts";
import { type Instance, instancesOf, type Plan, targets } from "../terraform/plan.ts";
import { entriesAt, jsonAt, stringAt } from "../terraform/value.ts";
import { docs } from "./common.ts";

const SERVER = "https://aws.github.io/deep-learning-containers/vllm/";
const HOSTS = docs("sagemaker/latest/dg/inference-gpu-drivers.html");
const VARIANT = "production_variants.0";
const ENVIRONMENT = "primary_container.environment";
const tokensSchema = z.strictObject({ max_soft_tokens: z.literal([70, 140, 280, 560, 1120]) });

/** The server's flags that these stacks set, each with what it takes: SM_VLLM_FOO_BAR is --foo-bar. */
const FLAGS: Readonly<
  Record<string, { readonly allowed: string; readonly accepts: (text: string) => boolean }>
> = {
  SM_VLLM_MODEL: { allowed: "organisation/model", accepts: (text) => /^[\w.-]+\/[\w.-]+$/.test(text) },
  SM_VLLM_REVISION: {
    allowed: "a commit, tag or branch",
    accepts: (text) => /^[A-Za-z0-9][\w./-]{0,127}$/.test(text),
  },
  SM_VLLM_MAX_MODEL_LEN: {
    allowed: "a number of tokens from 2048 to 262144",
    accepts: (text) => fits(between(2_048, 262_144), text),
  },
  SM_VLLM_TENSOR_PARALLEL_SIZE: {
    allowed: "1, 2, 4 or 8 GPUs",
    accepts: (text) => fits(oneOf(1, 2, 4, 8), text),
  },
  SM_VLLM_MM_PROCESSOR_KWARGS: {
    allowed: "JSON with max_soft_tokens",
    accepts: (text) => tokensSchema.safeParse(jsonAt({ text }, "text")).success,
  },
};

interface Server {
  readonly model: Instance;
  readonly configuration: Instance;
  readonly instanceType: string;
  readonly host: string;
  readonly image: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** Each model with the configuration that runs it. */
const servers = (plan: Plan): Server[] =>
  instancesOf(plan, "aws_sagemaker_endpoint_configuration").flatMap((configuration) =>
    targets(plan, configuration, "production_variants", "aws_sagemaker_model").map((model) => ({
      model,
      configuration,
      instanceType: stringAt(configuration.values, `${VARIANT}.instance_type`) ?? "",
      host: stringAt(configuration.values, `${VARIANT}.inference_ami_version`) ?? "",
      image: stringAt(model.values, "primary_container.image") ?? "",
      variables: Object.fromEntries(
        entriesAt(model.values, ENVIRONMENT).map(([name, value]) => [name, String(value)]),
      ),
    })),
  );

/** A rule about a model where it runs; undefined when there is nothing to say. */
const forEachServer = (
  id: string,
  source: string,
  refusal: (server: Server) => readonly [user: Instance, argument: string, allowed: string | undefined],
): Rule =>
  rule(id, source, function* (plan): Iterable<Fault> {
    for (const server of servers(plan)) {
      const [user, argument, allowed] = refusal(server);
      if (allowed !== undefined) {
        yield faultOf(user, [argument, allowed]);
      }
    }
  });

const GPUS = "stacks/facts/gpu-instances.ts";
const MODELS = "stacks/facts/models.ts";
const gpusOf = ({ variables }: Server): number => Number(variables.SM_VLLM_TENSOR_PARALLEL_SIZE ?? 1);

export const MODEL_SERVER_RULES: readonly Rule[] = [
  ruleForEach("aws_sagemaker_model", "model/server-flags", SERVER, function* ({ values }) {
    for (const [name, value] of entriesAt(values, ENVIRONMENT)) {
      const flag = FLAGS[name];
      if (flag === undefined) {
        yield [`${ENVIRONMENT}.${name}`, Object.keys(FLAGS).join(", ")];
      } else if (!flag.accepts(String(value))) {
        yield [`${ENVIRONMENT}.${name}`, flag.allowed];
      }
    }
  }),

  forEachServer("model/no-token-needed", MODELS, ({ model, variables }) => [
    model,
    `${ENVIRONMENT}.SM_VLLM_MODEL`,
    gatedRefusal(variables.SM_VLLM_MODEL ?? ""),
  ]),

  forEachServer("model/context", MODELS, ({ model, variables }) => [
    model,
    `${ENVIRONMENT}.SM_VLLM_MAX_MODEL_LEN`,
    contextRefusal(variables.SM_VLLM_MODEL ?? "", Number(variables.SM_VLLM_MAX_MODEL_LEN ?? 0)),
  ]),

  forEachServer("model/parallelism", GPUS, (server) => [
    server.model,
    `${ENVIRONMENT}.SM_VLLM_TENSOR_PARALLEL_SIZE`,
    parallelismRefusal(server.instanceType, gpusOf(server)),
  ]),

  forEachServer("endpoint-configuration/gpu-memory", MODELS, (server) => [
    server.configuration,
    `${VARIANT}.instance_type`,
    memoryRefusal(server.variables.SM_VLLM_MODEL ?? "", server.instanceType, gpusOf(server)),
  ]),

  forEachServer(
    "endpoint-configuration/host-of-image",
    HOSTS,
    ({ configuration, host, image, instanceType }) => [
      configuration,
      `${VARIANT}.inference_ami_version`,
      hostRefusal(host, image, instanceType),
    ],
  ),

  ruleForEach("aws_sagemaker_model", "model/which", SERVER, function* ({ values }) {
    if (!entriesAt(values, ENVIRONMENT).some(([name]) => name === "SM_VLLM_MODEL")) {
      yield [`${ENVIRONMENT}.SM_VLLM_MODEL`, "the model"];
    }
  }),
];
