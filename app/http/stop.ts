/**
 * When the work on a request must stop: its client has left, or its time is up. `AbortSignal.any` with
 * `AbortSignal.timeout` says the same, but they keep what a request leaves behind in memory until its time is up.
 */
export class Stop implements Disposable {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  /**
   * @param client aborted when the client leaves
   * @param deadline milliseconds
   */
  constructor(client: AbortSignal, deadline: number) {
    const leave = () => this.#controller.abort(client.reason);
    if (client.aborted) {
      leave();
    }
    client.addEventListener("abort", leave, { once: true });
    this.#timer = setTimeout(
      () => this.#controller.abort(new DOMException("The time for the request is up.", "TimeoutError")),
      deadline,
    );
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}
