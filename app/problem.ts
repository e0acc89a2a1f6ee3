/**
 * What can go wrong for a client, as RFC 9457 problem documents. Details are sentences for people; they never carry
 * the text of an upstream error or a stack.
 */

/** Each kind of problem with its status and title. `type` in the document is `urn:problem-type:receipts:<kind>`. */
export const PROBLEMS = {
  "no-file": { status: 400, title: "No file" },
  "bad-upload": { status: 400, title: "Upload cannot be read" },
  "bad-query": { status: 400, title: "Bad query" },
  unauthorized: { status: 401, title: "No valid key" },
  forbidden: { status: 403, title: "Address not allowed" },
  "not-found": { status: 404, title: "Not found" },
  "method-not-allowed": { status: 405, title: "Method not allowed" },
  "upload-too-slow": { status: 408, title: "Upload too slow" },
  "too-large": { status: 413, title: "File too large" },
  "not-an-image": { status: 415, title: "Not an image" },
  "unreadable-image": { status: 422, title: "Image cannot be read" },
  internal: { status: 500, title: "Internal error" },
  "engine-failed": { status: 502, title: "Engine failed" },
  "engine-unavailable": { status: 503, title: "Engine unavailable" },
  overloaded: { status: 503, title: "Overloaded" },
  "engine-too-slow": { status: 504, title: "Engine too slow" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemKind = keyof typeof PROBLEMS;

export interface ProblemOptions extends ErrorOptions {
  /** Methods for the Allow header of a 405. */
  readonly allow?: string;
  /** The status that the model's server gave, for the log and the metrics. */
  readonly modelStatus?: number | undefined;
}

/** Thrown anywhere below a route; becomes the response. Only the name of `cause` is logged. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly kind: ProblemKind;
  readonly allow: string | undefined;
  readonly modelStatus: number | undefined;

  constructor(kind: ProblemKind, detail: string, { allow, modelStatus, ...options }: ProblemOptions = {}) {
    super(detail, options);
    this.kind = kind;
    this.allow = allow;
    this.modelStatus = modelStatus;
  }
}
