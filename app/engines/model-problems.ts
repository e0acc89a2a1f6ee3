import { Problem } from "../problem.ts";

/**
 * The problem for a status that the model's server gave. A wrong key (401), a wrong model (404), a refused picture (400,
 * 413) and a redirect are the same for the client; the log and the metrics have the status.
 */
export function problemOfStatus(status: number, cause?: unknown): Problem {
  if (status === 429 || status === 503) {
    return new Problem(
      "engine-unavailable",
      "The model is not ready or has too much to do. Try again shortly.",
      { cause, modelStatus: status },
    );
  }
  if (status === 504 || status === 408) {
    return tooSlow(cause, status);
  }
  return new Problem("engine-failed", "The model could not read this picture.", {
    cause,
    modelStatus: status,
  });
}

export function unreachable(cause: unknown): Problem {
  return new Problem("engine-failed", "The model could not be reached, or its answer was cut off.", {
    cause,
  });
}

export function tooSlow(cause?: unknown, modelStatus?: number): Problem {
  return new Problem("engine-too-slow", "The model did not answer in time.", { cause, modelStatus });
}
