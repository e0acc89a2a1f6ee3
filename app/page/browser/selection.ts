import { strings } from "../strings.ts";
import { byId, onClick } from "./dom.ts";
import type { Item } from "./item.ts";
import { announce } from "./notices.ts";

export interface SelectionOptions {
  /** The ids of the receipts that are shown, in the order of the table. */
  shown(): readonly string[];
  /** Others are selected now. */
  onChange(): void;
  remove(ids: readonly string[]): void;
}

/** The receipts that somebody has chosen among those that are shown. */
export class Selection {
  readonly #options: SelectionOptions;
  readonly #all = byId("select-all", HTMLInputElement);
  readonly #group = byId("selection", HTMLElement);
  readonly #remove = byId("remove-selected", HTMLButtonElement);
  #ids: ReadonlySet<string> = new Set();
  /** Where a range begins. */
  #last: string | undefined;

  constructor(options: SelectionOptions) {
    this.#options = options;
    this.#all.addEventListener("change", () => this.#choose(this.#all.checked ? options.shown() : []));
    onClick(byId("select-none", HTMLButtonElement), () => this.#choose([]));
    onClick(this.#remove, () => options.remove([...this.#ids]));
    byId("results", HTMLElement).addEventListener("keydown", ({ key, target }) => {
      if (key === "Escape" && target instanceof HTMLInputElement && target.closest(".select") !== null) {
        this.#choose([]);
      }
    });
  }

  get size(): number {
    return this.#ids.size;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Those of the receipts that are selected, or all of them where none is. */
  of(items: readonly Item[]): readonly Item[] {
    return this.#ids.size === 0 ? items : items.filter(({ id }) => this.#ids.has(id));
  }

  /** @param isRange all from the one that was chosen before */
  toggle(id: string, isSelected: boolean, isRange: boolean): void {
    const shown = this.#options.shown();
    const from = isRange && this.#last !== undefined ? shown.indexOf(this.#last) : -1;
    const to = shown.indexOf(id);
    const range = from < 0 ? [id] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
    const ids = new Set(this.#ids);
    for (const one of range) {
      if (isSelected) {
        ids.add(one);
      } else {
        ids.delete(one);
      }
    }
    this.#last = id;
    this.#choose(ids);
  }

  /** Leaves out what is no longer shown: nobody is to remove what is out of sight. */
  update(): void {
    const shown = this.#options.shown();
    const left = shown.filter((id) => this.#ids.has(id));
    if (left.length < this.#ids.size) {
      this.#ids = new Set(left);
      this.#options.onChange();
    }
    this.#all.checked = left.length > 0 && left.length === shown.length;
    this.#all.indeterminate = left.length > 0 && left.length < shown.length;
    if (left.length === 0 && this.#group.contains(document.activeElement)) {
      byId("list-title", HTMLElement).focus(); // the focus would be lost
    }
    this.#group.hidden = left.length === 0;
    byId("doubts", HTMLElement).hidden = left.length > 0;
    this.#remove.textContent = strings.removeSelected(left.length);
  }

  #choose(ids: Iterable<string>): void {
    this.#ids = new Set(ids);
    this.#options.onChange();
    announce(strings.selected(this.#ids.size));
  }
}
