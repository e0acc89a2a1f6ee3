/** SageMaker instances whose GPU vLLM runs Gemma on. */
export const GPU_INSTANCE =
  /^ml\.(?:g5|g6|g6e|p4d|p4de|p5|p5e|p5en)\.(?:xlarge|(?:2|4|8|12|16|24|48)xlarge)$/;

export const GPU_INSTANCE_ALLOWED =
  "a GPU instance that vLLM runs on: ml.g5, g6, g6e, p4d, p4de, p5, p5e or p5en";
