import { GPU_INSTANCES } from "./gpu-instances.ts";

interface KnownModel {
  /** GB of GPU memory, all GPUs together: the weights in bfloat16, a tenth that vLLM leaves free, and a picture's work. */
  readonly leastMemoryGb: number;
  /** Most tokens of a request with its answer. */
  readonly longestContext: number;
}

/**
 * What is known of the models that people ask for, by id in lowercase letters; the parameters are those of the models'
 * cards. Any other model passes.
 */
const KNOWN: Readonly<Record<string, KnownModel>> = {
  "google/gemma-4-e2b-it": { leastMemoryGb: 14, longestContext: 131_072 },
  "google/gemma-4-e4b-it": { leastMemoryGb: 20, longestContext: 131_072 },
  "google/gemma-4-26b-a4b-it": { leastMemoryGb: 60, longestContext: 262_144 },
  "google/gemma-4-31b-it": { leastMemoryGb: 72, longestContext: 262_144 },
};

/** Models that Hugging Face gives only to who has accepted their licence and shows a token. */
const GATED =
  /^(?:google\/(?:gemma-(?:[123]|\db)|(?:paligemma|medgemma|shieldgemma|codegemma|recurrentgemma|t5gemma))|meta-llama\/|coherelabs\/)/i;

/**
 * Why a server without a token cannot load a model; undefined when it can. SageMaker shows a container's environment to
 * whoever may describe the model, so a token has no place there.
 */
export const gatedRefusal = (modelId: string): string | undefined =>
  GATED.test(modelId)
    ? "a model that anybody may download, such as google/gemma-4-E4B-it: this one needs a token of Hugging Face, which the endpoint has no safe place for"
    : undefined;

/** Why a model does not fit on some of an instance's GPUs; undefined when it does, or when either is not known. */
export function memoryRefusal(modelId: string, instanceType: string, gpus: number): string | undefined {
  const least = KNOWN[modelId.toLowerCase()]?.leastMemoryGb;
  const instance = GPU_INSTANCES.get(instanceType);
  if (least === undefined || instance === undefined || instance.memoryGb * gpus >= least) {
    return undefined;
  }
  const large = [...GPU_INSTANCES].filter((entry) => entry[1].memoryGb * entry[1].gpus >= least);
  const smallest = large.slice(0, 3).map(([type]) => type);
  return `GPUs with at least ${least} GB together for ${modelId}, such as all of ${smallest.join(", ")}`;
}

/** Why a model cannot have a context of so many tokens; undefined when it can, or when it is not known. */
export function contextRefusal(modelId: string, tokens: number): string | undefined {
  const most = KNOWN[modelId.toLowerCase()]?.longestContext;
  return most !== undefined && tokens > most ? `at most ${most} for ${modelId}` : undefined;
}

/** Why a model cannot be spread over so many GPUs of an instance; undefined when it can. */
export function parallelismRefusal(instanceType: string, gpus: number): string | undefined {
  const most = GPU_INSTANCES.get(instanceType)?.gpus;
  return most !== undefined && gpus > most
    ? `at most the GPUs of ${instanceType}, which are ${most}`
    : undefined;
}
