import { GPU_INSTANCES } from "./gpu-instances.ts";

/**
 * The images of the machine under the model's container, by SageMaker's name: the NVIDIA driver, and the newest CUDA, by
 * its first number, that this driver runs. Without a choice SageMaker takes driver 470 for g5 and p4, 535 for g6 and p5.
 * The one for Neuron is left out: it has no NVIDIA driver. A test compares the list with the AWS SDK's.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariant.html
 * https://docs.aws.amazon.com/sagemaker/latest/dg/inference-gpu-drivers.html
 */
const HOSTS = {
  "al2-ami-sagemaker-inference-gpu-2": { driver: 535, cuda: 12 },
  "al2-ami-sagemaker-inference-gpu-2-1": { driver: 535, cuda: 12 },
  "al2-ami-sagemaker-inference-gpu-3-1": { driver: 550, cuda: 12 },
  "al2023-ami-sagemaker-inference-gpu-4-1": { driver: 580, cuda: 13 },
} as const;

export type ModelHost = keyof typeof HOSTS;

const isHost = (name: string): name is ModelHost => name in HOSTS;

export const MODEL_HOSTS: readonly ModelHost[] = Object.keys(HOSTS).filter(isHost);

const FOR_CUDA_12: ModelHost = "al2-ami-sagemaker-inference-gpu-3-1";
/** Its driver runs images of CUDA 12, too. */
const NEWEST: ModelHost = "al2023-ami-sagemaker-inference-gpu-4-1";

/** The first vLLM whose numbered images at AWS have CUDA 13. */
const FIRST_WITH_CUDA_13 = 20;

/**
 * The first number of an image's CUDA, as far as its name tells. AWS's names have it (`cu129`), or the line of the image
 * (`server-sagemaker-cuda-v1` has 12.9, later lines 13), or the version of vLLM. Undefined for all others.
 * https://aws.github.io/deep-learning-containers/vllm/changelog/
 * @param image `repository:tag`, with or without a registry
 */
export function cudaOf(image: string): number | undefined {
  const [, repository = "", tag = ""] = /([^/:@]+(?:\/[^/:@]+)*)[:@](.+)$/.exec(image) ?? [];
  const named = /(?<![a-z])cu(?:da)?[-_]?(1\d)(?![a-z])/i.exec(tag)?.[1];
  if (named !== undefined) {
    return Number(named);
  }
  const line = /(?:^|-)server(?:-sagemaker)?-cuda-v(\d+)/.exec(tag)?.[1];
  if (line !== undefined) {
    return Number(line) === 1 ? 12 : 13;
  }
  const minor = /vllm/i.test(repository) ? /^v?0\.(\d+)(?![\d])/.exec(tag)?.[1] : undefined;
  return minor === undefined ? undefined : Number(minor) < FIRST_WITH_CUDA_13 ? 12 : 13;
}

/** The host that fits both an image and an instance; the newest where the image's CUDA cannot be told. */
export function defaultHost(image: string, instanceType: string): ModelHost {
  const cuda = cudaOf(image);
  const { driver } = HOSTS[FOR_CUDA_12];
  const isNewGpu = (GPU_INSTANCES.get(instanceType)?.leastDriver ?? 0) > driver;
  return isNewGpu || cuda === undefined || cuda > HOSTS[FOR_CUDA_12].cuda ? NEWEST : FOR_CUDA_12;
}

const hostsWith = (fits: (host: (typeof HOSTS)[ModelHost]) => boolean): string =>
  MODEL_HOSTS.filter((name) => fits(HOSTS[name])).join(" or ");

/** What else a host would have to be for an image and an instance; undefined when it can work. */
export function hostRefusal(host: string, image: string, instanceType: string): string | undefined {
  if (!isHost(host)) {
    return undefined;
  }
  const cuda = cudaOf(image);
  if (cuda !== undefined && cuda > HOSTS[host].cuda) {
    return `for an image with CUDA ${cuda}: ${hostsWith((other) => other.cuda >= cuda)}`;
  }
  const least = GPU_INSTANCES.get(instanceType)?.leastDriver ?? 0;
  if (least > HOSTS[host].driver) {
    return `for ${instanceType}, whose GPU needs driver ${least}: ${hostsWith((other) => other.driver >= least)}`;
  }
  return undefined;
}
