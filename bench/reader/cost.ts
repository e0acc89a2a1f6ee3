/** Reads pictures in one way and prints what it cost as JSON: `node cost.ts WAY PICTURES…`. */
import { readFileSync } from "node:fs";
import type { Bitmap } from "../../app/reader/bitmap.ts";
import { decode } from "../../app/reader/decode.ts";
import { detect } from "../../app/reader/detect.ts";
import type { Quad } from "../../app/reader/line.ts";
import { loadModels, type Models } from "../../app/reader/models.ts";
import { recognise } from "../../app/reader/recognise.ts";
import { createRuntime, type Runtime } from "../../app/reader/runtime.ts";
import { plainRuntime, recogniseInBatches } from "./before.ts";

export type Way = "before" | "native" | "native-1" | "wasm";

/** For one picture, on the average. */
export interface Cost {
  /** Seconds of all threads. */
  readonly cpu: number;
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
  const read = way === "before" ? recogniseInBatches : recogniseAll;
  const first = pictures[0] ?? "";
  await detect(models.detector, await decode(readFileSync(first)));
  let [detection, recognition] = [0, 0];
  const [startCpu, startWall] = [cpuSeconds(), performance.now()];
  for (const file of pictures) {
    const picture = await decode(readFileSync(file));
    const before = cpuSeconds();
    const boxes = await detect(models.detector, picture);
    const between = cpuSeconds();
    await read(models, picture, boxes);
    detection += between - before;
    recognition += cpuSeconds() - between;
  }
  const each = (sum: number) => sum / pictures.length;
  return {
    cpu: each(cpuSeconds() - startCpu),
    detection: each(detection),
    recognition: each(recognition),
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

async function recogniseAll(models: Models, picture: Bitmap, boxes: readonly Quad[]): Promise<void> {
  for (const box of boxes) {
    await recognise(models, picture, box);
  }
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
