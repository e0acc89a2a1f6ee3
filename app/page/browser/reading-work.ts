import { NO_DETAILS } from "../../details.ts";
import { strings } from "../strings.ts";
import { refusalOfSize } from "./check-file.ts";
import type { Config } from "./config.ts";
import type { Keeper } from "./keeper.ts";
import { notify } from "./notices.ts";
import { preparePicture } from "./picture.ts";
import type { WorkResult } from "./queue.ts";
import type { Receipts } from "./receipts.ts";
import { upload } from "./upload.ts";
import { wantsDetails } from "./wants-details.ts";

/** Uploads of one file that get no answer although the server is there; it may be the file that breaks them. */
const MOST_TRIES = 3;

/** The work on a file, from its picture to the cells of its receipts. */
export class ReadingWork {
  readonly #receipts: Receipts;
  readonly #keeper: Keeper;
  readonly #config: Config;
  readonly #forDetails: Set<string>;
  /** Pictures are drawn one after the other: each may take 50 MB while it is. */
  #drawing: Promise<unknown> = Promise.resolve();
  readonly #unanswered = new Map<string, number>();
  readonly #prepared = new Map<string, Promise<void>>();

  /** @param forDetails files that are to be read again for their details alone: all else stays as it is */
  constructor(receipts: Receipts, keeper: Keeper, config: Config, forDetails: Set<string>) {
    this.#receipts = receipts;
    this.#keeper = keeper;
    this.#config = config;
    this.#forDetails = forDetails;
  }

  /** Draws the thumbnail of a file that is kept and scales the file, after those before it. */
  prepare(id: string): void {
    const prepared = this.#drawing.then(async () => {
      const file = await this.#keeper.picture(id);
      if (this.#receipts.get(id) !== undefined && file !== undefined) {
        const { picture, thumbnail } = await preparePicture(file, this.#config.usefulPixels);
        if (picture !== file) {
          this.#keeper.putPicture(id, picture);
        }
        this.#receipts.change(id, { thumbnail, isDrawable: thumbnail !== null });
      }
      this.#prepared.delete(id);
    });
    this.#drawing = prepared;
    this.#prepared.set(id, prepared);
  }

  /** Has one file read; the state of its first receipt shows the progress and the result. */
  async read(id: string, signal: AbortSignal): Promise<WorkResult> {
    if (this.#forDetails.has(id)) {
      return this.#readDetails(id, signal);
    }
    await this.#prepared.get(id);
    const picture = await this.#keeper.picture(id);
    const item = this.#receipts.get(id);
    if (signal.aborted || item === undefined) {
      return { kind: "finished" };
    }
    const refusal = picture === undefined ? strings.pictureGone : refusalOfSize(picture, this.#config);
    if (picture === undefined || refusal !== undefined) {
      this.#receipts.change(id, { state: { kind: "failed", reason: refusal ?? "", again: false } });
      return { kind: "finished" };
    }
    const result = await upload(picture, item.name, {
      parameters: this.#parameters,
      onProgress: (share) =>
        this.#receipts.change(id, {
          state: share < 1 ? { kind: "uploading", share } : { kind: "reading", since: Date.now() },
        }),
      signal,
    });
    if (signal.aborted) {
      return { kind: "finished" };
    }
    const unanswered = result.kind === "unreachable" ? (this.#unanswered.get(id) ?? 0) + 1 : 0;
    this.#unanswered.set(id, unanswered);
    if (unanswered === MOST_TRIES) {
      this.#unanswered.delete(id);
      this.#receipts.change(id, {
        state: { kind: "failed", reason: strings.failed.unreachable, again: true },
      });
      return { kind: "finished" };
    }
    switch (result.kind) {
      case "answer":
        this.#receipts.putRead(id, result.answer);
        return { kind: "finished" };
      case "failed":
        this.#receipts.change(id, { state: result });
        return { kind: "finished" };
      default:
        this.#receipts.change(id, { state: { kind: "waiting" } });
        return result;
    }
  }

  async #readDetails(file: string, signal: AbortSignal): Promise<WorkResult> {
    const items = this.#receipts.all().filter((item) => item.file === file && item.cells !== null);
    const picture = await this.#keeper.picture(file);
    const [first] = items;
    const result =
      first &&
      picture &&
      (await upload(picture, first.name, { parameters: this.#parameters, onProgress() {}, signal }));
    const isEnd = result === undefined || result.kind === "answer" || result.kind === "failed";
    if (!isEnd && !signal.aborted) {
      return result;
    }
    this.#forDetails.delete(file);
    for (const { id, part } of items) {
      const answered = result?.kind === "answer" ? (result.answer[part - 1]?.details ?? NO_DETAILS) : null;
      this.#receipts.change(id, { details: answered });
    }
    if (!signal.aborted && result?.kind !== "answer") {
      notify(result?.kind === "failed" ? result.reason : strings.pictureGone);
    }
    return { kind: "finished" };
  }

  /** Query parameters for the next file. */
  get #parameters(): string[] {
    return this.#config.parameters.filter((name) => name !== "details" || wantsDetails.isOn);
  }
}
