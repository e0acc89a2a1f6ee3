import { readFile } from "node:fs/promises";
import { type Recognise, recogniserOf } from "./recognition/recognise.ts";
import type { Network, Runtime } from "./runtime.ts";

const FOLDER = new URL("./models/", import.meta.url);

/** What the pipeline computes with. */
export interface Models {
  /** Picture to text map. */
  readonly detector: Network;
  /** Box to text. */
  readonly recognise: Recognise;
}

/** Loads the model files next to this source; both compute in this thread. */
export async function loadModels(runtime: Runtime): Promise<Models> {
  const [detector, recognise] = await Promise.all([loadDetector(runtime), loadRecogniser(runtime)]);
  return { detector, recognise };
}

export async function loadDetector(runtime: Runtime): Promise<Network> {
  return runtime.load(await readFile(new URL("detector.onnx", FOLDER)));
}

export async function loadRecogniser(runtime: Runtime): Promise<Recognise> {
  const [network, characters] = await Promise.all([
    readFile(new URL("recogniser.onnx", FOLDER)).then(runtime.load),
    readFile(new URL("characters.txt", FOLDER), "utf8"),
  ]);
  return recogniserOf(network, characters.slice(0, -1).split("\n"));
}
