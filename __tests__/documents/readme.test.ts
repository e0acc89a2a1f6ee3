import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { startModelStandIn } from "../../fixtures/model-stand-in.ts";
import { startProcess } from "../../fixtures/process.ts";
import { jpegLike } from "../../fixtures/uploads.ts";
import { post } from "../support/api.ts";

const readme = readFileSync("README.md", "utf8");

test("the line for one's own model starts an API that asks that model", async () => {
  const [, assignments = ""] = /^(EXTRACTOR=openai .*) npm start$/m.exec(readme) ?? [];
  const pairs = [...assignments.matchAll(/(\w+)=(\S+)/g)].map(
    ([, name = "", value = ""]) => [name, value] as const,
  );
  const variables = Object.fromEntries(pairs);
  expect(Object.keys(variables)).toEqual(["EXTRACTOR", "OPENAI_BASE_URL", "OPENAI_MODEL"]);
  const model = await startModelStandIn();
  const address = new URL(variables.OPENAI_BASE_URL ?? "");
  const app = await startProcess({ ...variables, OPENAI_BASE_URL: `${model.url}${address.pathname}` });
  try {
    const response = await post(app.url, jpegLike(5_000));
    expect(await response.json()).toMatchObject({ engine: "openai", receipt: { total: 42.58 } });
    expect(model.calls.map(({ body }) => body)).toEqual([
      expect.objectContaining({ model: variables.OPENAI_MODEL }),
    ]);
  } finally {
    app.child.kill();
    await app.ended;
    await model.close();
  }
});

test("its figures of accuracy are those of docs/accuracy.md", () => {
  const [, photosRight, photos, scansRight, scans] =
    /all three fields right on (\d+) % of (\d+) phone photos and (\d+) % of (\d+) scans,/.exec(readme) ?? [];
  const accuracy = readFileSync("docs/accuracy.md", "utf8");
  const allThree = (set: string, receipts = "") => {
    const row = accuracy
      .split("\n")
      .find((line) => line.startsWith(`| ${set}, `) && line.includes("| fitted |"));
    const cells = row?.split("|").map((cell) => cell.trim()) ?? [];
    expect(cells[2]).toBe(receipts);
    return String(Math.round(Number(cells.at(-2))));
  };
  expect([photosRight, scansRight]).toEqual([allThree("photos", photos), allThree("scans", scans)]);
});
