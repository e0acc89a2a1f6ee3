/** A family of SageMaker instances with an NVIDIA GPU. */
interface GpuFamily {
  /** GB of one GPU. */
  readonly memoryGb: number;
  /** The oldest NVIDIA driver that knows this GPU, of those that SageMaker's host images have. */
  readonly leastDriver: number;
  /** Number of GPUs by size. */
  readonly gpus: Readonly<Record<string, number>>;
}

/** In g5, g6 and g6e, 12xlarge and 24xlarge have four GPUs, and 16xlarge has one. */
const G5_SIZES = {
  xlarge: 1,
  "2xlarge": 1,
  "4xlarge": 1,
  "8xlarge": 1,
  "16xlarge": 1,
  "12xlarge": 4,
  "24xlarge": 4,
  "48xlarge": 8,
};
/** Of g7, AWS's pages confirm the sizes with one GPU only; the others are taken to be as in g7e. */
const G7_SIZES = { "2xlarge": 1, "4xlarge": 1, "8xlarge": 1, "12xlarge": 2, "24xlarge": 4, "48xlarge": 8 };

/**
 * Families whose GPU vLLM runs Gemma on: those with bfloat16, in machines of x86.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/ac.html
 */
const FAMILIES: Readonly<Record<string, GpuFamily>> = {
  g5: { memoryGb: 24, leastDriver: 470, gpus: G5_SIZES },
  g6: { memoryGb: 24, leastDriver: 535, gpus: G5_SIZES },
  g6e: { memoryGb: 48, leastDriver: 535, gpus: G5_SIZES },
  g7: { memoryGb: 32, leastDriver: 580, gpus: G7_SIZES },
  g7e: { memoryGb: 96, leastDriver: 580, gpus: G7_SIZES },
  p4d: { memoryGb: 40, leastDriver: 470, gpus: { "24xlarge": 8 } },
  p4de: { memoryGb: 80, leastDriver: 470, gpus: { "24xlarge": 8 } },
  p5: { memoryGb: 80, leastDriver: 535, gpus: { "4xlarge": 1, "48xlarge": 8 } },
  p5e: { memoryGb: 141, leastDriver: 550, gpus: { "48xlarge": 8 } },
  p5en: { memoryGb: 141, leastDriver: 550, gpus: { "48xlarge": 8 } },
  "p6-b200": { memoryGb: 180, leastDriver: 580, gpus: { "48xlarge": 8 } },
  "p6-b300": { memoryGb: 268, leastDriver: 580, gpus: { "48xlarge": 8 } },
};

/** Families with a GPU on which vLLM does not run Gemma, with the reason. */
export const OTHER_GPU_FAMILIES: Readonly<Record<string, string>> = {
  g4dn: "its GPU has no bfloat16",
  p2: "its GPU is too old for CUDA 12",
  p3: "its GPU has no bfloat16",
  "p6e-gb200": "its processors are Arm, and the images of the model server are for x86",
};

export interface GpuInstance {
  readonly gpus: number;
  /** GB of one GPU. */
  readonly memoryGb: number;
  readonly leastDriver: number;
}

/** SageMaker's instances by type. A test compares the list with the AWS SDK's. */
export const GPU_INSTANCES: ReadonlyMap<string, GpuInstance> = new Map(
  Object.entries(FAMILIES).flatMap(([family, { memoryGb, leastDriver, gpus }]) =>
    Object.entries(gpus).map(([size, count]) => [
      `ml.${family}.${size}`,
      { gpus: count, memoryGb, leastDriver },
    ]),
  ),
);

export const GPU_INSTANCE_ALLOWED = `a GPU instance of SageMaker that vLLM runs on: a size that exists of ml.${Object.keys(FAMILIES).join(", ")}`;
