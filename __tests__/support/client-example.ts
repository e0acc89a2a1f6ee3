import { execFile } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../../fixtures/loopback.ts";
import { type ModelStandIn, startModelStandIn } from "../../fixtures/model-stand-in.ts";
import { remoteVariables, startApi } from "./api.ts";

const SAMPLE = "app/page/sample-receipt.jpg";

/** How a program of `examples/` ended. */
interface Ending {
  readonly code: unknown;
  readonly output: string;
  readonly errors: string;
}

/** Tests of one program of `examples/`: what it does with each kind of answer. `command` gets a picture and a URL. */
export function describeClient(name: string, [program, ...options]: readonly [string, ...string[]]): void {
  const run = (...args: string[]) =>
    new Promise<Ending>((resolve, reject) => {
      execFile(program, [...options, ...args], (error, output, errors) => {
        if (error?.code === "ENOENT") {
          reject(new Error(`Missing: ${program}`));
        } else {
          resolve({ code: error?.code ?? 0, output, errors });
        }
      });
    });

  describe(name, () => {
    let model: ModelStandIn;
    let url: string;
    let close: () => Promise<void>;
    beforeAll(async () => {
      model = await startModelStandIn();
      const api = await startApi(remoteVariables("openai", model.url));
      url = api.url;
      close = async () => {
        await api.close();
        await model.close();
      };
    });
    afterAll(() => close());

    test("reads a receipt with its details", async () => {
      model.behave("details");
      const { code, output, errors } = await run(SAMPLE, url, "details=true");
      expect([code, errors]).toEqual([0, ""]);
      const answer = JSON.parse(output);
      expect(answer.receipt ?? answer).toMatchObject({
        storeName: "Oak Street Market",
        purchaseDate: "2023-10-26",
        total: 42.58,
        currency: "USD",
        details: { time: "14:05", items: [{ description: "Oats", amount: 39.24 }] },
      });
    });

    test("comes again when the API is busy, not before it says so", async () => {
      // The API itself asks the model twice.
      model.behave({ name: "service unavailable", times: 2 });
      const started = performance.now();
      const { code, output } = await run(SAMPLE, url);
      expect(performance.now() - started).toBeGreaterThanOrEqual(2_000);
      expect(code).toBe(0);
      const answer = JSON.parse(output);
      expect(answer.receipt ?? answer).toMatchObject({ total: 42.58 });
      expect(output).not.toContain("details");
      expect(model.calls).toHaveLength(3);
    });

    test.each([
      ["a file that is no picture", "package.json", /The file is not one of JPEG/],
      ["a file that is not there", "missing.jpg", /open|No such file/],
    ])("%s", async (_, file, message) => {
      const { code, output, errors } = await run(file, url);
      expect(code).not.toBe(0);
      expect(output + errors).toMatch(message);
      expect(errors).not.toMatch(/Traceback|^ +at /m);
    });

    test("nothing at the address", async () => {
      const port = await freePort();
      const { code, errors } = await run(SAMPLE, `http://127.0.0.1:${port}`);
      expect(code).not.toBe(0);
      expect(errors).toMatch(/127\.0\.0\.1/);
    });

    test("without a picture it says how it is used", async () => {
      const { code, errors } = await run();
      expect(code).not.toBe(0);
      expect(errors).toMatch(/usage: .*PICTURE \[URL\] \[QUERY\]/);
    });
  });
}
