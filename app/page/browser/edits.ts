import type { Details } from "../../details.ts";
import type { Field } from "../../receipt.ts";
import { strings } from "../strings.ts";
import { afterRow } from "./frames.ts";
import { History } from "./history.ts";
import { type Cell, type Item, isUnfinished, type Labels } from "./item.ts";
import type { Keeper } from "./keeper.ts";
import { notify } from "./notices.ts";
import type { Receipts } from "./receipts.ts";

export interface EditsOptions {
  readonly receipts: Receipts;
  readonly keeper: Keeper;
  /** Ends the work on a receipt. */
  cancel(id: string): Promise<void>;
  /** Puts the rows in order after some came back. */
  arrange(): void;
}

interface CellChange {
  readonly field: Field;
  readonly before: Cell<string | number>;
  readonly after: Cell<string | number>;
}

/** What people do to the list and can undo: corrections and removals. */
export class Edits {
  readonly #options: EditsOptions;
  readonly #history = new History();

  constructor(options: EditsOptions) {
    this.#options = options;
  }

  /** Whether some of what was removed has yet to come back. */
  get isUnderWay(): boolean {
    return this.#history.isUnderWay;
  }

  edit(id: string, field: Field, value: string | number | null): void {
    const cell = this.#cell(id, field);
    if (cell !== undefined) {
      const read = cell.by === "edit" ? cell.read : cell.value;
      this.#change(id, [{ field, before: cell, after: { ...cell, value, by: "edit", read } }]);
    }
  }

  /** Files a receipt under a category, or notes something about it. */
  label(id: string, labels: Partial<Labels>): void {
    const { receipts } = this.#options;
    const item = receipts.get(id);
    if (item !== undefined) {
      const { category, comment } = item;
      this.#history.do({
        redo: () => receipts.change(id, labels),
        undo: () => receipts.change(id, { category, comment }),
      });
    }
  }

  /** Corrects what a receipt says beyond its fields. */
  correct(id: string, details: Details): void {
    const { receipts } = this.#options;
    const before = receipts.get(id)?.details ?? null;
    this.#history.do({
      redo: () => receipts.change(id, { details }),
      undo: () => receipts.change(id, { details: before }),
    });
  }

  /** Says that values that were read are right. */
  confirm(id: string, ...fields: readonly Field[]): void {
    this.#change(
      id,
      fields.flatMap((field) => {
        const before = this.#cell(id, field);
        return before === undefined ? [] : [{ field, before, after: { ...before, by: "confirmation" } }];
      }),
    );
  }

  /** Puts back what was read; does nothing if that is not known. */
  putBack(id: string, field: Field): void {
    const cell = this.#cell(id, field);
    if (cell?.by === "edit" && cell.read !== undefined) {
      this.#change(id, [{ field, before: cell, after: { ...cell, value: cell.read, by: "reader" } }]);
    }
  }

  /** @param notice says what was removed, and offers to bring it back */
  async remove(ids: readonly string[], notice: (first: Item) => string): Promise<void> {
    const { receipts, keeper, cancel, arrange } = this.#options;
    const pictures = new Map<string, Blob>();
    for (const id of ids) {
      const item = receipts.get(id);
      const picture = item && (await keeper.picture(item.file));
      if (item !== undefined && isUnfinished(item)) {
        await cancel(id);
      }
      if (item !== undefined && picture !== undefined) {
        pictures.set(item.file, picture);
      }
    }
    const items = ids.flatMap((id) => receipts.get(id) ?? []);
    const [first] = items;
    if (first === undefined) {
      return;
    }
    const step = {
      redo() {
        for (const { id } of items) {
          receipts.remove(id);
        }
      },
      async undo() {
        for (const [file, picture] of pictures) {
          keeper.putPicture(file, picture);
        }
        for (const [index, item] of items.entries()) {
          receipts.put(item);
          await afterRow(index);
        }
        arrange();
      },
    };
    this.#history.do(step);
    notify(notice(first), { offer: [strings.notices.undo, () => this.#history.undo(step)] });
  }

  #cell(id: string, field: Field): Cell<string | number> | undefined {
    return this.#options.receipts.get(id)?.cells?.[field];
  }

  /** In one step. */
  #change(id: string, changes: readonly CellChange[]): void {
    const { receipts } = this.#options;
    this.#history.do({
      redo() {
        for (const { field, after } of changes) {
          receipts.changeCell(id, field, after);
        }
      },
      undo() {
        for (const { field, before } of changes) {
          receipts.changeCell(id, field, before);
        }
      },
    });
  }
}
