/** Reads pictures in one way and prints what it cost as JSON: `node cost.ts WAY PICTURES…`. */
import { readFileSync } from "node:fs";
import { decode } from "../../app/reader/decode.ts";
import { detect } from "../../app/reader/detect.ts";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import { loadModels, type Models } from "../../app/reader/models.ts";
import { readPage } from "../../app/reader/read-page.ts";
import { createRuntime, type Network, type Runtime } from "../../app/reader/runtime.ts";
import { plainRuntime, recogniseInBatches } from "./before.ts";

export type Way = "before" | "native" | "native-1" | "wasm";

/** For one picture, on the average. */
export interface Cost {
  /** Seconds of all threads, from the file to the fields. */
  readonly cpu: number;
  /** Of it in the two networks. */
  readonly detection: number;
  readonly recognition: number;
  /** Seconds. */
  readonly wall: number;
  /** Peak of the process in MB. */
  readonly memory: number;
}

if (import.meta.main) {
  const [way, ...pictures] = process.argv.slice(2);
  console.log(JSON.stringify(await costOf(way, pictures)));
}

async function costOf(way: string | undefined, pictures: readonly string[]): Promise<Cost> {
  const models = await loadModels(await runtimeOf(way));
  const [detector, recogniser] = [timed(models.detector), timed(models.recogniser)];
  const read = way === "before" ? readPlainly : readFully;
  const measured = { ...models, detector: detector.network, recogniser: recogniser.network };
  await detect(models.detector, await decode(readFileSync(pictures[0] ?? "")));
  const [startCpu, startWall] = [cpuSeconds(), performance.now()];
  for (const file of pictures) {
    await read(measured, readFileSync(file));
  }
  const each = (sum: number) => sum / pictures.length;
  return {
    cpu: each(cpuSeconds() - startCpu),
    detection: each(detector.seconds()),
    recognition: each(recogniser.seconds()),
    wall: each((performance.now() - startWall) / 1000),
    memory: process.resourceUsage().maxRSS / 1000,
  };
}

function runtimeOf(way: string | undefined): Promise<Runtime> {
  switch (way) {
    case "before":
      return plainRuntime();
    case "native":
      return createRuntime(2, "native");
    case "native-1":
      return createRuntime(1, "native");
    case "wasm":
      return createRuntime(1, "wasm");
    default:
      throw new Error(`${way} is no way of reading.`);
  }
}

async function readPlainly(models: Models, image: Buffer): Promise<void> {
  const picture = await decode(image);
  await recogniseInBatches(models, picture, await detect(models.detector, picture));
}

async function readFully(models: Models, image: Buffer): Promise<void> {
  const { page } = await readPage(models, image);
  chooseFields(page, new Date());
}

/** The same network, and the CPU seconds that it took so far. */
function timed(network: Network): { readonly network: Network; seconds(): number } {
  let sum = 0;
  return {
    async network(input) {
      const before = cpuSeconds();
      const output = await network(input);
      sum += cpuSeconds() - before;
      return output;
    },
    seconds: () => sum,
  };
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
