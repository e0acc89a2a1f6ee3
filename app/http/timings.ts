/** Parts of a request in their order: until there is memory, until the upload is received, until the engine answers. */
export type Phase = "wait" | "upload" | "engine";

/** How long the parts of one request took. */
export class Timings {
  readonly #start = performance.now();
  readonly #phases = new Map<Phase, number>();

  /** Adds the time until the promise settles to that of its phase. */
  async measure<T>(phase: Phase, work: Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await work;
    } finally {
      this.#phases.set(phase, (this.#phases.get(phase) ?? 0) + performance.now() - start);
    }
  }

  /** For the log: `ms` in total and `waitMs`, `uploadMs`, `engineMs` if the request had such parts. */
  milliseconds(): { ms: number } & Partial<Record<`${Phase}Ms`, number>> {
    const phases = [...this.#phases].map(([phase, duration]) => [`${phase}Ms`, round(duration)]);
    return { ms: round(performance.now() - this.#start), ...Object.fromEntries(phases) };
  }

  /** For the Server-Timing header, which browsers show in their developer tools. */
  header(): string {
    const phases = [...this.#phases, ["total", performance.now() - this.#start] as const];
    return phases.map(([phase, duration]) => `${phase};dur=${round(duration)}`).join(", ");
  }
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
