import { CORES_PER_READER, type Environment, EnvironmentError, planReader } from "../../app/environment.ts";

/** What Fargate gives a task: CPU units, 1024 for a vCPU, and MiB. */
export interface TaskSize {
  readonly cpu: number;
  readonly memory: number;
}

type Wanted = Pick<Environment, "READER_MEMORY_BYTES" | "UPLOAD_MEMORY_BYTES">;

/** Why a task is too small for the reader as its environment wants it; undefined when it is not. */
export function readerShortage({ cpu, memory }: TaskSize, wanted: Wanted): string | undefined {
  const cores = Math.ceil(cpu / 1024);
  const processes = Math.ceil(cores / CORES_PER_READER);
  try {
    return planReader(wanted, memory * 1024 ** 2, cores).processes < processes
      ? `enough for ${processes} processes of the reader`
      : undefined;
  } catch (error) {
    if (error instanceof EnvironmentError) {
      return error.message;
    }
    throw error;
  }
}
