import { strings } from "../strings.ts";
import type { Answer } from "./answer.ts";
import { refusalOfSize } from "./check-file.ts";
import type { Config } from "./config.ts";
import type { Cell, Cells, Item } from "./item.ts";
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
      parameters: this.#config.parameters.filter((name) => name !== "details" || wantsDetails.isOn),
      onProgress: (share) =>
        this.#receipts.change(id, {
          state: share < 1 ? { kind: "uploading", share } : { kind: "reading", since: Date.now() },
        }),
      signal,
    });
    if (signal.aborted) {
      return { kind: "finished" };
    }
    if (this.#isHopeless(id, result)) {
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
    if (first !== undefined && picture !== undefined && !signal.aborted) {
      const { parameters } = this.#config; // also when details are no longer wanted: they were asked for
      const result = await upload(picture, first.name, { parameters, onProgress() {}, signal });
      const isEnd = result.kind === "answer" || result.kind === "failed" || this.#isHopeless(file, result);
      if (!isEnd && !signal.aborted) {
        return result;
      }
      if (result.kind === "answer" && !signal.aborted) {
        this.#putDetails(items, result.answer);
      } else if (!signal.aborted) {
        notify(result.kind === "failed" ? result.reason : strings.failed.unreachable);
      }
    } else if (first !== undefined && !signal.aborted) {
      notify(strings.pictureGone);
    }
    this.#forDetails.delete(file);
    for (const { id } of items) {
      this.#receipts.change(id, {}); // so that the page shows that nothing more is being read
    }
    return { kind: "finished" };
  }

  /** Where there are several receipts, each gets the details of the one that has its date and total. */
  #putDetails(items: readonly Item[], answer: Answer): void {
    for (const { id, cells } of items) {
      const isOnly = items.length === 1 && answer.length === 1;
      const same = answer.find((other) => isOnly || (cells && other.cells && areSame(cells, other.cells)));
      // Another tab may have had them read meanwhile, and somebody may have corrected them.
      if (same?.details && this.#receipts.get(id)?.details === null) {
        this.#receipts.change(id, { details: same.details });
      }
    }
  }

  /** Counts the uploads of a file that get no answer, up to the last one. */
  #isHopeless(file: string, { kind }: { readonly kind: string }): boolean {
    const unanswered = kind === "unreachable" ? (this.#unanswered.get(file) ?? 0) + 1 : 0;
    this.#unanswered.set(file, unanswered % MOST_TRIES);
    return unanswered === MOST_TRIES;
  }
}

/** Whether two readings are of one receipt. */
function areSame(cells: Cells, others: Cells): boolean {
  const read = <Value>({ by, value, read: before }: Cell<Value>) => (by === "edit" ? before : value);
  return read(cells.total) === others.total.value && read(cells.purchaseDate) === others.purchaseDate.value;
}
