/**
 * Reads one receipt: node examples/read-receipt.ts PICTURE [URL] [QUERY]
 * With the query details=true also what was bought, taxes and the rest.
 * Needs Node 22.18 or later and the package zod.
 */
import { openAsBlob } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

/** The parts of an answer that this program uses; /openapi.json describes all of it. */
const answerSchema = z.object({
  receipt: z.object({
    storeName: z.string().nullable(),
    /** YYYY-MM-DD */
    purchaseDate: z.string().nullable(),
    /** In units of the currency; negative for a refund. */
    total: z.number().nullable(),
    /** ISO 4217 code */
    currency: z.string().nullable(),
    details: z
      .looseObject({
        items: z.array(
          z.looseObject({
            description: z.string(),
            quantity: z.number().nullable(),
            /** As its row prints it; a discount below it is not taken off. */
            amount: z.number().nullable(),
          }),
        ),
      })
      .optional(),
  }),
});
type Receipt = z.infer<typeof answerSchema>["receipt"];

const problemSchema = z.object({ detail: z.string() });

/** Of a request, in milliseconds: longer than the API's own deadline. */
const PATIENCE = 30_000;
const MOST_ATTEMPTS = 5;

/** @throws Error whose message says why there is no receipt */
async function readReceipt(picture: Blob, url: string, query: string): Promise<Receipt> {
  for (let attempt = 1; ; attempt++) {
    const body = new FormData();
    body.append("file", picture);
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await fetch(`${url}/predict?${query}`, { method: "POST", body, signal }).catch(
      (cause) => {
        throw new Error(`${url} does not answer`, { cause });
      },
    );
    if (response.ok) {
      return answerSchema.parse(await response.json()).receipt;
    }
    // The API is busy and says in how many seconds to come again.
    const retryAfter = response.headers.get("Retry-After");
    if (response.status === 503 && retryAfter !== null && attempt < MOST_ATTEMPTS) {
      await response.body?.cancel();
      await sleep(1_000 * Number(retryAfter));
      continue;
    }
    // What answers in front of the API, such as a load balancer, does not speak of problems.
    const problem = response.headers.get("Content-Type") === "application/problem+json";
    const detail = problem ? problemSchema.parse(await response.json()).detail : response.statusText;
    throw new Error(`${response.status} ${detail}`);
  }
}

const [file, url = "http://localhost:8000", query = ""] = process.argv.slice(2);
try {
  if (file === undefined) {
    throw new Error("usage: node examples/read-receipt.ts PICTURE [URL] [QUERY]");
  }
  console.log(JSON.stringify(await readReceipt(await openAsBlob(file), url, query)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
