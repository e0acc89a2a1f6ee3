import "./no-telemetry.ts";
import type { InferenceSession, Tensor } from "onnxruntime-web";

/** Numbers in the shape `dims`, the last dimension running fastest. */
export interface Numbers {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** A loaded neural network with one input and one output. `run` blocks its thread while it computes. */
export type Network = (input: Numbers) => Promise<Numbers>;

export interface Runtime {
  readonly name: "native" | "wasm";
  load(model: Uint8Array): Promise<Network>;
}

/**
 * The native runtime where the optional package onnxruntime-node is installed, else the WebAssembly one, which runs
 * everywhere and takes about three times as long.
 * @param threads threads that one network computes with; the WebAssembly runtime always uses one
 */
export async function createRuntime(threads: number, name?: Runtime["name"]): Promise<Runtime> {
  if (name !== "wasm") {
    const native = await import("onnxruntime-node").catch(() => undefined);
    if (native !== undefined) {
      return runtimeOf("native", native, { intraOpNumThreads: threads });
    }
  }
  const wasm = await import("onnxruntime-web");
  wasm.env.wasm.numThreads = 1;
  return runtimeOf("wasm", wasm, {});
}

/** What both packages have. */
interface Library {
  readonly InferenceSession: Pick<typeof InferenceSession, "create">;
  readonly Tensor: typeof Tensor;
}

function runtimeOf(
  name: Runtime["name"],
  library: Library,
  options: InferenceSession.SessionOptions,
): Runtime {
  return {
    name,
    async load(model) {
      const session = await library.InferenceSession.create(model, {
        ...options,
        graphOptimizationLevel: "all",
        // Plans memory for each shape of the input, and every picture has its own: 80 MB more, no time less.
        enableMemPattern: false,
        logSeverityLevel: 3,
        extra: { session: { intra_op: { allow_spinning: "0" } } },
      });
      const [inputName] = session.inputNames;
      const [outputName] = session.outputNames;
      if (inputName === undefined || outputName === undefined) {
        throw new Error("the model file has no input or no output");
      }
      return async ({ data, dims }) => {
        const outputs = await session.run({ [inputName]: new library.Tensor("float32", data, dims) });
        const output = outputs[outputName];
        if (!(output?.data instanceof Float32Array)) {
          throw new Error("the model's output is not made of 32-bit numbers");
        }
        return { data: output.data, dims: output.dims };
      };
    },
  };
}
