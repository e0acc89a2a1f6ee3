/**
 * `npm run test:soak`, by hand: 200,000 small requests, and the memory at the end within 10 % of that after warm-up.
 * Needs root and cgroups of version 1: Node sizes its heap by the memory that it may have, here a task's 512 MB.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { bundle } from "../app/bundle.ts";
import { load, uploadOf } from "./api/load.ts";
import { ServerProcess, TASK } from "./api/server-process.ts";

const WARM_UP = 40_000;
const REQUESTS = 200_000;
const STEP = 20_000;
const PORT = 18_301;

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const directory = path("../dist/cloud");
await bundle("cloud", directory);
const model = spawn(process.execPath, [path("api/model-stand-in.ts")], {
  stdio: ["ignore", "pipe", "inherit"],
});
try {
  const [address] = await once(model.stdout, "data");
  const ratio = await soak(String(address).trim());
  console.log(`memory at the end: ${ratio.toFixed(3)} of that after ${WARM_UP} requests`);
  process.exitCode = ratio > 1.1 ? 1 : 0;
} finally {
  model.kill();
}

/** Resident memory at the end over that after the warm-up. */
async function soak(modelUrl: string): Promise<number> {
  const server = await ServerProcess.start(
    {
      file: process.execPath,
      args: [`${directory}/main.js`],
      env: {
        EXTRACTOR: "sagemaker",
        PORT: String(PORT),
        AWS_REGION: "us-west-2",
        AWS_ACCESS_KEY_ID: "soak",
        AWS_SECRET_ACCESS_KEY: "soak",
        AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: modelUrl,
      },
    },
    { port: PORT, limits: { cpus: 2, bytes: TASK.bytes } },
  );
  try {
    let warm = Number.NaN;
    for (let done = STEP; done <= REQUESTS; done += STEP) {
      const { statuses } = await load({ port: PORT, body: uploadOf(5_000), clients: 16, requests: STEP });
      if (statuses.get(200) !== STEP) {
        throw new Error(`not every request was answered: ${JSON.stringify([...statuses])}`);
      }
      if (done === WARM_UP) {
        warm = server.residentBytes();
      }
      console.log(`${done} requests, ${(server.residentBytes() / 1e6).toFixed(0)} MB`);
    }
    return server.residentBytes() / warm;
  } finally {
    await server.stop();
  }
}
