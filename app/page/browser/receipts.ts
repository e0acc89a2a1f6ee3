import type { Field } from "../../receipt.ts";
import type { Cell, Item } from "./item.ts";

/** Called with every change: the item as it is now, or undefined when it is gone. */
type Listener = (id: string, item: Item | undefined) => void;

/** The list, in memory. */
export class Receipts {
  readonly #items = new Map<string, Item>();
  readonly #listeners: Listener[] = [];

  onChange(listener: Listener): void {
    this.#listeners.push(listener);
  }

  get size(): number {
    return this.#items.size;
  }

  /** The number for the next receipt. */
  get nextNumber(): number {
    return 1 + Math.max(0, ...this.all().map(({ number }) => number));
  }

  all(): Item[] {
    return [...this.#items.values()];
  }

  get(id: string): Item | undefined {
    return this.#items.get(id);
  }

  put(item: Item): void {
    this.#items.set(item.id, item);
    this.#tell(item.id);
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

  remove(id: string): void {
    this.#items.delete(id);
    this.#tell(id);
  }

  #tell(id: string): void {
    for (const listener of this.#listeners) {
      listener(id, this.#items.get(id));
    }
  }
}

/** A new id. `crypto.randomUUID` is missing on pages without https. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(36)).join("-");
}
