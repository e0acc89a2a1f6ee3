import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Validator } from "@seriousme/openapi-schema-validator";
import { generateApi } from "swagger-typescript-api";
import { expect, test } from "vitest";
import { openApiDocument } from "../../app/http/contract.ts";
import { PROBLEMS } from "../../app/problem.ts";
import { contractOf } from "../support/contract.ts";

const document = openApiDocument();
const guarded = openApiDocument({ keys: true, addresses: true });

test.each([document, guarded])("is valid OpenAPI 3.1, %#", async (each) => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone({ ...each }));
  expect(errors).toBeUndefined();
  expect([valid, validator.version]).toEqual([true, "3.1"]);
});

test("has every status, each with its headers and examples", () => {
  const { responses = {} } = guarded.paths?.["/predict"]?.post ?? {};
  const statuses = Object.values(PROBLEMS).map(({ status }) => status);
  const elsewhere = [404, 405];
  const expected = new Set([200, ...statuses.filter((status) => !elsewhere.includes(status))]);
  expect(Object.keys(responses).map(Number)).toEqual([...expected].sort());
  for (const [status, response] of Object.entries(responses)) {
    expect(Object.keys(response.headers)).toEqual(expect.arrayContaining(["X-Request-Id", "Server-Timing"]));
    expect(Object.keys(response.headers).includes("Retry-After")).toBe(status === "503");
    const [content] = Object.values<{ examples?: object }>(response.content);
    expect(content?.examples).toBeTruthy();
  }
});

test("its examples are as it says", async () => {
  const contract = contractOf(guarded);
  const differences: string[] = [];
  for (const [status, { headers, content }] of Object.entries(
    contract.paths["/predict"]?.post?.responses ?? {},
  )) {
    for (const [type, { examples }] of Object.entries(content)) {
      for (const { value } of Object.values(examples)) {
        const all = {
          ...Object.fromEntries(Object.keys(headers).map((name) => [name, "x"])),
          "Content-Type": type,
        };
        const response = new Response(JSON.stringify(value), { status: Number(status), headers: all });
        differences.push(...(await contract.differences("post", "/predict", response)));
      }
    }
  }
  expect(differences).toEqual([]);
});

test("the types of a client generated from it compile", async () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  // Inside the project, so that the compiler finds the project's types.
  await mkdir(join(root, ".cache"), { recursive: true });
  const folder = await mkdtemp(join(root, ".cache/client-"));
  try {
    await generateApi({
      spec: JSON.parse(JSON.stringify(document)),
      output: folder,
      fileName: "client.ts",
      silent: true,
    });
    await writeFile(
      join(folder, "use.ts"),
      `import { Api } from "./client.ts";
       const api = new Api({ baseUrl: "http://localhost:8000" });
       const { data } = await api.predict.predict({ file: new File([], "a.jpg") }, { evidence: true });
       export const total: number | null = data.receipt.total;
       export const left: number | undefined = data.receipt.evidence?.total?.box.left;
       const config = (await api.config.config()).data;
       export const turned: 0 | 90 | 180 | 270 | undefined = data.receipt.turned;
       export const most: number = config.maxUploadBytes;
       export const engine: "local" | "sagemaker" | "openai" = config.engine;
       // @ts-expect-error: a total is no text
       export const wrong: string = data.receipt.total;\n`,
    );
    const options = [
      "--noEmit",
      "--strict",
      "--ignoreConfig",
      "--allowImportingTsExtensions",
      "--skipLibCheck",
    ];
    const target = [
      "--target",
      "es2024",
      "--module",
      "nodenext",
      "--lib",
      "es2024,dom,dom.iterable",
      "--types",
      "node",
    ];
    const compiler = join(root, "node_modules/.bin/tsc");
    execFileSync(compiler, [...options, ...target, join(folder, "use.ts")], { stdio: "pipe", cwd: folder });
  } catch (error) {
    throw error instanceof Error && "stdout" in error ? new Error(String(error.stdout)) : error;
  } finally {
    await rm(folder, { recursive: true });
  }
});
