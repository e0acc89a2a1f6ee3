import type { Field } from "../../receipt.ts";
import type { ReadReceipt } from "./answer.ts";
import type { Cell, Item } from "./item.ts";

/** One step of the list. */
export interface Change {
  readonly id: string;
  /** As it was; undefined when it is new. */
  readonly before: Item | undefined;
  /** As it is now; undefined when it is gone. */
  readonly item: Item | undefined;
  /** Another tab, or an earlier visit, has made and kept it. */
  readonly isKept: boolean;
}

/** The list, in memory. */
export class Receipts {
  readonly #items = new Map<string, Item>();
  readonly #listeners: ((change: Change) => void)[] = [];

  onChange(listener: (change: Change) => void): void {
    this.#listeners.push(listener);
  }

  get size(): number {
    return this.#items.size;
  }

  all(): Item[] {
    return [...this.#items.values()];
  }

  get(id: string): Item | undefined {
    return this.#items.get(id);
  }

  put(item: Item): void {
    this.#set(item.id, item, false);
  }

  /** Takes over what the browser keeps of a receipt; undefined when it is no longer there. */
  putKept(id: string, item: Item | undefined): void {
    if (item !== undefined || this.#items.has(id)) {
      this.#set(id, item, true);
    }
  }

  /** Changes some of an item; does nothing if it has been removed. */
  change(id: string, changes: Partial<Item>): void {
    const item = this.#items.get(id);
    if (item !== undefined) {
      this.put({ ...item, ...changes });
    }
  }

  /** Changes some of a cell; does nothing if the receipt has not been read. */
  changeCell(id: string, field: Field, changes: Partial<Cell<string | number>>): void {
    const cells = this.#items.get(id)?.cells;
    if (cells) {
      this.change(id, { cells: { ...cells, [field]: { ...cells[field], ...changes } } });
    }
  }

  /** What was read of a file: each receipt in it is one of the list. Does nothing if it has been removed. */
  putRead(file: string, [first, ...others]: readonly ReadReceipt[]): void {
    this.change(file, { ...first, state: { kind: "done" } });
    const item = this.#items.get(file);
    if (item !== undefined) {
      for (const [index, other] of others.entries()) {
        const part = index + 2;
        this.put({ ...item, ...other, id: `${file}.${part}`, part });
      }
    }
  }

  remove(id: string): void {
    this.#set(id, undefined, false);
  }

  #set(id: string, item: Item | undefined, isKept: boolean): void {
    const before = this.#items.get(id);
    if (item === undefined) {
      this.#items.delete(id);
    } else {
      this.#items.set(id, item);
    }
    for (const listener of this.#listeners) {
      listener({ id, before, item, isKept });
    }
  }
}

/** A new id. `crypto.randomUUID` is missing on pages without https. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(36)).join("-");
}
