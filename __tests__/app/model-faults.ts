import type { BehaviourName } from "../support/model-stand-in.ts";

/** What a client gets for each thing that the model's side can do. Rendered to docs/behaviour.md. */
export interface ModelFault {
  readonly behaviour: BehaviourName;
  readonly status: 200 | 502 | 503 | 504;
  /** Calls of the model; 1 unless given. */
  readonly attempts?: number;
  /** Only what the chat API of a plain vLLM can do as well is tested with both engines. */
  readonly engines?: readonly ("sagemaker" | "openai")[];
  /** Part of the receipt that differs from the stand-in's standard answer. */
  readonly receipt?: object;
}

const SAGEMAKER = ["sagemaker"] as const;

export const MODEL_FAULTS: readonly ModelFault[] = [
  { behaviour: "ok", status: 200 },
  { behaviour: "slow", status: 200 },
  { behaviour: "with reasoning", status: 200 },
  { behaviour: "JSON in prose", status: 200 },
  { behaviour: "JSON in a fence", status: 200 },
  { behaviour: "date as ISO", status: 200 },
  { behaviour: "date with slashes", status: 200 },
  { behaviour: "date with month name", status: 200 },
  { behaviour: "impossible date", status: 200, receipt: { purchaseDate: null } },
  { behaviour: "total with separators", status: 200, receipt: { total: 1042.58 } },
  { behaviour: "total with decimal comma", status: 200, receipt: { total: 1042.58 } },
  { behaviour: "total in words", status: 200, receipt: { total: null } },
  {
    behaviour: "null fields",
    status: 200,
    receipt: { storeName: null, purchaseDate: null, total: null, currency: null },
  },
  { behaviour: "wrong JSON", status: 502 },
  { behaviour: "prose only", status: 502 },
  { behaviour: "wrong types", status: 502 },
  { behaviour: "truncated", status: 502 },
  { behaviour: "empty content", status: 502 },
  { behaviour: "no content", status: 502 },
  { behaviour: "refusal", status: 502 },
  { behaviour: "no completion", status: 502 },
  { behaviour: "not JSON", status: 502 },
  { behaviour: "10 MB of answer", status: 502 },
  { behaviour: "throttled", status: 503, attempts: 2 },
  { behaviour: "model not ready", status: 503, attempts: 2 },
  { behaviour: "service unavailable", status: 503, attempts: 2 },
  { behaviour: "internal failure", status: 502, attempts: 2 },
  { behaviour: "dependency failure", status: 502, engines: SAGEMAKER },
  { behaviour: "no such endpoint", status: 502 },
  { behaviour: "access denied", status: 502 },
  { behaviour: "424 of a 500", status: 502, engines: SAGEMAKER },
  { behaviour: "424 of a 400", status: 502, engines: SAGEMAKER },
  { behaviour: "424 of a 503", status: 503, engines: SAGEMAKER },
  { behaviour: "424 of a timeout", status: 504, engines: SAGEMAKER },
  { behaviour: "cut before the answer", status: 502, attempts: 2 },
  { behaviour: "cut in the answer", status: 502, attempts: 2 },
  { behaviour: "cut after the headers", status: 502, attempts: 2 },
  { behaviour: "hangs", status: 504 },
  { behaviour: "hangs in the answer", status: 504 },
];
