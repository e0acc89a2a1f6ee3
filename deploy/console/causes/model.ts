import type { Symptom } from "./symptom.ts";

/** What the model's endpoint and its container say. */
export const MODEL_SYMPTOMS: readonly Symptom[] = [
  {
    says: /did not pass the ping health check/i,
    cause: "The model's container started, but did not answer in time.",
    remedy:
      "Its log says why: the weights did not load, or the GPU's memory is too small. No log at all: the driver is too old for the image, see RECEIPTS_MODEL_HOST_IMAGE.",
  },
  {
    says: /CUDA driver version is insufficient|NVIDIA driver on your system is too old|unsatisfied condition: cuda/i,
    cause: "The endpoint's NVIDIA driver is too old for the image's CUDA.",
    remedy: "Set RECEIPTS_MODEL_HOST_IMAGE to the newer one.",
  },
  {
    says: /CUDA out of memory|torch\.(?:cuda\.)?OutOfMemoryError|No available memory for the cache blocks/i,
    cause: "The model does not fit into the GPU's memory.",
    remedy:
      "Choose a larger RECEIPTS_MODEL_INSTANCE_TYPE, a smaller RECEIPTS_MODEL_ID, or a shorter RECEIPTS_MODEL_MAX_LENGTH.",
  },
  {
    says: /GatedRepoError|Access to model .* is restricted|gated repo/i,
    cause: "The model needs a token of Hugging Face, and the endpoint has none.",
    remedy: "Choose a model that anybody may download, such as google/gemma-4-E4B-it: RECEIPTS_MODEL_ID.",
  },
  {
    says: /RepositoryNotFoundError|is not a valid model identifier/i,
    cause: "Hugging Face has no such model.",
    remedy: "Check RECEIPTS_MODEL_ID and RECEIPTS_MODEL_REVISION.",
  },
  {
    says: /Requested image .* not found/i,
    cause: "The model server's image is not in ECR.",
    remedy: "Copy it there, or name AWS's own: see RECEIPTS_MODEL_IMAGE and docs/deploy.md.",
  },
  {
    says: /Unable to provision requested ML compute capacity|InsufficientInstanceCapacity|insufficient capacity/i,
    cause: "AWS has no such instance free at the moment.",
    remedy: "Wait and run this again, or choose another RECEIPTS_MODEL_INSTANCE_TYPE or Region.",
  },
  {
    says: /inference ?ami ?version/i,
    cause: "The host image does not go with the model's instance.",
    remedy: "Unset RECEIPTS_MODEL_HOST_IMAGE, or choose one that AWS has for this instance type.",
  },
];
