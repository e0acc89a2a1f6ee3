import { type Context, Hono } from "hono";
import { listen } from "../../app/http/listen.ts";
import { problemResponse } from "../../app/http/problem-response.ts";
import type { RequestEnv } from "../../app/http/request-env.ts";
import { requireKey } from "../../app/http/require-key.ts";
import { UploadTurns } from "../../app/http/upload-turns.ts";
import { createPage } from "../../app/page/create-page.ts";
import { Problem } from "../../app/problem.ts";
import { FIELDS, type ReceiptValues } from "../../app/receipt.ts";
import { png } from "../../fixtures/uploads.ts";

/** How a scripted server answers the n-th upload, from 1, of a file with this name. */
export type Predict = (upload: { name: string; nth: number; c: Context }) => Response | Promise<Response>;

export interface Scripted {
  readonly url: string;
  /** Names of the files that were sent since {@link follow}, in order. */
  readonly uploads: string[];
  /** Pages that were drawn. */
  readonly previews: number;
  /** The most requests that were open at once since then. */
  readonly peak: number;
  /** From now on answers so. A config of null is that of a server which knows no `/config`. With keys it wants one. */
  follow(predict: Predict, config?: object | null, keys?: readonly string[]): void;
  /** Ends all requests without an answer. */
  cutConnections(): void;
  close(): Promise<void>;
}

const CONFIG = {
  engine: "local",
  mediaTypes: ["image/jpeg", "image/png", "image/webp"],
  maxUploadBytes: 1_000_000,
  concurrentUploads: 3,
  usefulPixels: 6_400_000,
};

export const VALUES: ReceiptValues = {
  storeName: "Harbour Bakery",
  purchaseDate: "2026-03-14",
  total: 12.8,
  currency: "SGD",
};

/** A 200 of this API. Confidence is high where nothing else is said. */
export function answer(
  values: Partial<ReceiptValues> = {},
  extras: {
    confidence?: object;
    reasons?: object;
    evidence?: object;
    warnings?: string[];
    turned?: number;
    lines?: object[];
    details?: object;
  } = {},
): Response {
  const receipt = { ...VALUES, ...values };
  return Response.json({
    prediction: JSON.stringify(receipt),
    receipt: {
      ...receipt,
      confidence: {
        ...Object.fromEntries(FIELDS.map((field) => [field, receipt[field] === null ? null : 0.98])),
        ...extras.confidence,
      },
      reasons: extras.reasons ?? {},
      evidence: extras.evidence ?? {},
      lines: extras.lines ?? [],
      ...(extras.details === undefined ? {} : { details: extras.details }),
      ...(extras.turned === undefined ? {} : { turned: extras.turned }),
    },
    engine: "local",
    warnings: extras.warnings ?? [],
  });
}

/** A 200 to `all=true`: a receipt for each total, on the pages given with it. */
export async function answerOfSeveral(
  receipts: readonly { readonly total: number; readonly pages: readonly number[] }[],
  notes: readonly object[] = [],
): Promise<Response> {
  const answers = receipts.map(async ({ total, pages }) => ({
    ...(await receiptOf(answer({ total }))),
    pages,
  }));
  const all = await Promise.all(answers);
  return Response.json({ receipt: all[0], receipts: all, engine: "local", warnings: [], notes });
}

async function receiptOf(response: Response): Promise<object> {
  const { receipt } = await response.json();
  return receipt;
}

/** An RFC 9457 problem as the API sends it. */
export function problem(status: number, detail: string, headers: Record<string, string> = {}): Response {
  return Response.json(
    { type: "urn:problem-type:receipts:test", title: "Test", status, detail },
    { status, headers: { "Content-Type": "application/problem+json", ...headers } },
  );
}

/** The real page with a `/predict` that does what a test says. */
export async function startScripted(): Promise<Scripted> {
  let predict: Predict = () => answer();
  let config: object | null = CONFIG;
  let uploads: string[] = [];
  let previews = 0;
  let open = 0;
  let peak = 0;
  let keys: readonly string[] | undefined;
  const app = new Hono<RequestEnv>();
  app.onError((error) => problemResponse(error instanceof Problem ? error : new Problem("internal", "")));
  app.use("/:path{config|predict}", async (c, next) => {
    await (keys === undefined ? next() : requireKey(keys)(c, next));
  });
  app.route("/", createPage({ engine: "local" }));
  app.get("/config", (c) => (config === null ? c.notFound() : c.json(config)));
  app.post("/preview", async (c) => {
    await c.req.parseBody();
    previews += 1;
    const [width, height] = c.req.query("page") === "1" ? [200, 400] : [400, 200];
    return c.body(Uint8Array.from(png(width, height)), 200, { "Content-Type": "image/png" });
  });
  app.post("/predict", async (c) => {
    open += 1;
    peak = Math.max(peak, open);
    try {
      const { file } = await c.req.parseBody();
      const name = file instanceof File ? file.name : "";
      uploads.push(name);
      return await predict({ name, nth: uploads.length, c });
    } finally {
      open -= 1;
    }
  });
  const { port, server, drain } = await listen(app, {
    host: "127.0.0.1",
    port: 0,
    deadline: 60_000,
    keepAlive: 5_000,
    turns: new UploadTurns(),
  });
  return {
    url: `http://127.0.0.1:${port}/`,
    get uploads() {
      return uploads;
    },
    get previews() {
      return previews;
    },
    get peak() {
      return peak;
    },
    follow(nextPredict, nextConfig = CONFIG, nextKeys = undefined) {
      [predict, config, keys, uploads, open, peak] = [nextPredict, nextConfig, nextKeys, [], 0, 0];
    },
    cutConnections: () => server.closeAllConnections(),
    close() {
      server.closeAllConnections();
      return drain();
    },
  };
}
