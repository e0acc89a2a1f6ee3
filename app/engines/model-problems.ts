import { Problem } from "../problem.ts";

/** The problem for a status that the model's server gave. */
export function problemOfStatus(status: number, cause?: unknown): Problem {
  if (status === 429 || status === 503) {
    return new Problem(
      "engine-unavailable",
      "The model is not ready or has too much to do. Try again shortly.",
      { cause },
    );
  }
  if (status === 504 || status === 408) {
    return tooSlow(cause);
  }
  return new Problem("engine-failed", "The model could not read this picture.", { cause });
}

export function unreachable(cause: unknown): Problem {
  return new Problem("engine-failed", "The model could not be reached, or its answer was cut off.", {
    cause,
  });
}

export function tooSlow(cause?: unknown): Problem {
  return new Problem("engine-too-slow", "The model did not answer in time.", { cause });
}
