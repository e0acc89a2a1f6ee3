/** Answers of POST /predict as the contract shows them. The values are those of the sample receipt. */
import { NO_DETAILS } from "../details.ts";
import type { Prediction } from "./prediction.ts";

const ARTICLE_TEXT = '{"storeName":"HARBOUR BAKERY","purchaseDate":"14-03-2026","total":22.35}';
const VALUES = { storeName: "HARBOUR BAKERY", purchaseDate: "2026-03-14", total: 22.35, currency: "SGD" };
const OF_MODEL = {
  ...VALUES,
  confidence: { storeName: null, purchaseDate: null, total: null, currency: null },
  reasons: {},
};
const CONFIDENCE = { storeName: 0.999, purchaseDate: 0.999, total: 0.999, currency: 0.999 };

const LINES = [
  {
    text: "SGD 22.35",
    box: { left: 0.704, top: 0.698, width: 0.226, height: 0.039 },
    page: 2,
    confidence: 0.998,
  },
];

interface Example {
  readonly summary: string;
  readonly value: Prediction;
}

export const PREDICTION_EXAMPLES: Readonly<Record<string, Example>> = {
  read: {
    summary: "Read by the local engine",
    value: {
      prediction: ARTICLE_TEXT,
      receipt: { ...VALUES, confidence: CONFIDENCE, reasons: {} },
      engine: "local",
      warnings: [],
      notes: [],
    },
  },
  evidence: {
    summary: "The same with ?evidence=true",
    value: {
      prediction: ARTICLE_TEXT,
      receipt: {
        ...VALUES,
        confidence: CONFIDENCE,
        reasons: {},
        evidence: {
          storeName: {
            text: "HARBOUR BAKERY",
            box: { left: 0.248, top: 0.085, width: 0.504, height: 0.043 },
          },
          purchaseDate: {
            text: "Date: 14/03/2026 Time: 09:41",
            box: { left: 0.071, top: 0.31, width: 0.859, height: 0.036 },
          },
          total: { text: "SGD 22.35", box: { left: 0.704, top: 0.698, width: 0.226, height: 0.039 } },
        },
        turned: 0,
      },
      engine: "local",
      warnings: [],
      notes: [],
    },
  },
  everything: {
    summary: "With ?all=true&lines=true, a file of two pages with a receipt on the second",
    value: {
      prediction: ARTICLE_TEXT,
      receipt: { ...VALUES, confidence: CONFIDENCE, reasons: {}, lines: LINES },
      receipts: [{ ...VALUES, confidence: CONFIDENCE, reasons: {}, lines: LINES, pages: [2] }],
      engine: "local",
      warnings: [],
      notes: [],
    },
  },
  details: {
    summary: "Read by a model with ?details=true",
    value: {
      prediction: ARTICLE_TEXT,
      receipt: {
        ...OF_MODEL,
        details: {
          ...NO_DETAILS,
          time: "09:41",
          subtotal: 20.5,
          taxes: [{ name: "GST", rate: 9, base: null, amount: 1.85, included: false }],
          payments: [{ method: "cash", amount: 22.35, tendered: 50 }],
          change: 27.65,
          items: [
            {
              description: "Butter croissant",
              quantity: 2,
              unitPrice: null,
              amount: 6.4,
              discount: null,
              unit: null,
            },
          ],
          confidence: null,
        },
      },
      engine: "sagemaker",
      warnings: [],
      notes: [{ code: "items-cut", receipt: 0 }],
    },
  },
  model: {
    summary: "Read by a model, which names no confidence",
    value: {
      prediction: ARTICLE_TEXT,
      receipt: OF_MODEL,
      engine: "sagemaker",
      warnings: [],
      notes: [],
    },
  },
  nothing: {
    summary: "The local engine found no receipt",
    value: {
      prediction: '{"storeName":null,"purchaseDate":null,"total":null}',
      receipt: {
        storeName: null,
        purchaseDate: null,
        total: null,
        currency: null,
        confidence: { storeName: 0, purchaseDate: 0, total: 0, currency: 0 },
        reasons: {
          storeName: "not_found",
          purchaseDate: "not_found",
          total: "not_found",
          currency: "not_found",
        },
      },
      engine: "local",
      warnings: ["No receipt was found in this picture."],
      notes: [{ code: "not-a-receipt" }],
    },
  },
};
