import { readFile } from "node:fs/promises";
import type { Network, Runtime } from "./runtime.ts";

const FOLDER = new URL("./models/", import.meta.url);

/** What the pipeline computes with. */
export interface Models {
  /** Picture to text map. */
  readonly detector: Network;
  /** Strips to characters. */
  readonly recogniser: Network;
  /** The recogniser's classes after the blank. */
  readonly characters: readonly string[];
}

/** Loads the model files that lie beside this source. */
export async function loadModels(runtime: Runtime): Promise<Models> {
  const [detector, recogniser, characters] = await Promise.all([
    readFile(new URL("detector.onnx", FOLDER)).then(runtime.load),
    readFile(new URL("recogniser.onnx", FOLDER)).then(runtime.load),
    readFile(new URL("characters.txt", FOLDER), "utf8"),
  ]);
  return { detector, recogniser, characters: characters.slice(0, -1).split("\n") };
}
