/** Text that was on a picture, or that a model says, is harmless where it is shown. */
import { expect, test } from "vitest";
import { csvLine } from "../../app/csv.ts";
import { predictionSchema } from "../../app/http/contract.ts";
import { png } from "../../fixtures/uploads.ts";
import { post, scriptedEngine, startApi } from "../support/api.ts";
import { fileOf, READING } from "../support/reading.ts";

/** Characters of a name at most. */
const LONGEST_NAME = 200;

async function predictionOf(storeName: string) {
  const text = `TOTAL ${storeName}`;
  const box = { left: 0, top: 0, width: 1, height: 1 };
  const api = await startApi(
    { PORT: "0" },
    scriptedEngine(async () =>
      fileOf({ ...READING, storeName, evidence: { total: { text, box, page: 1 } } }),
    ),
  );
  try {
    const response = await post(`${api.url}`, png());
    expect(response.status).toBe(200);
    return predictionSchema.parse(await response.json());
  } finally {
    await api.close();
  }
}

test.each([
  ["escape sequences", "Caf\u001b[2Je\u001b]0;owned\u0007", /\p{Cc}/u],
  ["C1 controls", "Caf\u009b31m\u0085e", /\p{Cc}/u],
  ["nulls", "Ca\u0000fe", /\p{Cc}/u],
  [
    "text that runs the other way",
    "\u202eevil\u202c \u2066x\u2069 \u200e\u200f\u061c",
    /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/,
  ],
  ["rows and tabs", "one\ntwo\tthree\r\nfour", /\p{Cc}/u],
])("%s do not leave the service", async (_what, name, forbidden) => {
  const { receipt, prediction } = await predictionOf(name);
  expect(receipt.storeName).not.toMatch(forbidden);
  expect(JSON.parse(prediction).storeName).not.toMatch(forbidden);
  expect(receipt.storeName).toMatch(/[a-zé]/);
});

test("letters of every script stay as they are", async () => {
  for (const name of ["مطعم السلام", "בית קפה", "喫茶店", "Café Zoë 😀"]) {
    expect((await predictionOf(name)).receipt.storeName).toBe(name);
  }
});

test("a name that is too long is cut, which is said", async () => {
  const { receipt, warnings } = await predictionOf(`${"Long Name ".repeat(100)}end`);
  expect(receipt.storeName?.length).toBeLessThanOrEqual(LONGEST_NAME);
  expect(warnings.join(" ")).toMatch(/name/i);
});

test.each([
  "=cmd|' /C calc'!A0",
  "+1+1",
  "-1+1",
  "@SUM(1)",
  "\t=1",
  "\r=1",
  "\n=1",
  "＝1",
  "＋1",
  "－1+1",
  "＠SUM(1)",
])("a spreadsheet does not run %j", (text) => {
  // Some take the wide characters of East Asian texts for the usual ones.
  expect(csvLine([text])).not.toMatch(/^"?[=+\-@\t\r\n＝＋－＠]/);
});
