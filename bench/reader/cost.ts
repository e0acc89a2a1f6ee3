/** Reads pictures in one way and prints what it cost as JSON: `node cost.ts WAY PICTURES…`. */
import { readFileSync } from "node:fs";
import { detect } from "../../app/reader/detection/detect.ts";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import { loadDetector, loadModels, type Models } from "../../app/reader/models.ts";
import { decode } from "../../app/reader/picture/decode.ts";
import { readPage } from "../../app/reader/read-page.ts";
import { createRuntime } from "../../app/reader/runtime.ts";
import { startRecogniserThreads } from "../../app/reader/workers/recogniser-threads.ts";
import { loadPlainly, recogniseInBatches } from "./before.ts";

export type Way = "before" | "native" | "native-1" | "wasm";

/** For one picture, on average. */
export interface Cost {
  /** Seconds of all threads, from the file to the fields. */
  readonly cpu: number;
  /** Of that: to find the text, and to cut it out and read it. */
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
  const { detection, recognition, read } = await prepare(way);
  await read(readFileSync(pictures[0] ?? ""));
  const [warmDetection, warmRecognition] = [detection(), recognition()];
  const [startCpu, startWall] = [cpuSeconds(), performance.now()];
  for (const file of pictures) {
    await read(readFileSync(file));
  }
  const each = (sum: number) => sum / pictures.length;
  const cost = {
    cpu: each(cpuSeconds() - startCpu),
    detection: each(detection() - warmDetection),
    recognition: each(recognition() - warmRecognition),
    wall: each((performance.now() - startWall) / 1000),
    memory: process.resourceUsage().maxRSS / 1000,
  };
  return cost;
}

interface Prepared {
  /** CPU seconds so far. */
  detection(): number;
  recognition(): number;
  read(image: Buffer): Promise<void>;
}

async function prepare(way: string | undefined): Promise<Prepared> {
  switch (way) {
    case "before":
      return before();
    case "native": {
      const detector = await loadDetector(await createRuntime(2, "native"));
      return now({ detector, recognise: await startRecogniserThreads(2, "native") });
    }
    case "native-1":
    case "wasm":
      return now(await loadModels(await createRuntime(1, way === "wasm" ? "wasm" : "native")));
    default:
      throw new Error(`${way} is no way of reading.`);
  }
}

async function before(): Promise<Prepared> {
  const detector = timed(await loadPlainly("detector"));
  const recogniser = timed(await loadPlainly("recogniser"));
  return {
    detection: detector.seconds,
    recognition: recogniser.seconds,
    async read(image) {
      const { picture } = await decode(image);
      await recogniseInBatches(recogniser.run, picture, await detect(detector.run, picture));
    },
  };
}

function now(models: Models): Prepared {
  const [detector, recognise] = [timed(models.detector), timed(models.recognise)];
  return {
    detection: detector.seconds,
    recognition: recognise.seconds,
    async read(image) {
      const { page } = await readPage({ detector: detector.run, recognise: recognise.run }, image);
      chooseFields(page, new Date());
    },
  };
}

/** The same function, and the CPU seconds of the process while at least one call of it ran. */
function timed<Input extends unknown[], Output>(call: (...input: Input) => Promise<Output>) {
  let [sum, running, since] = [0, 0, 0];
  return {
    async run(...input: Input): Promise<Output> {
      if (running++ === 0) {
        since = cpuSeconds();
      }
      const output = await call(...input);
      if (--running === 0) {
        sum += cpuSeconds() - since;
      }
      return output;
    },
    seconds: () => sum,
  };
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
