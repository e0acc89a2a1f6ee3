import { FIELDS, type Field } from "../../receipt.ts";
import { onClick } from "./dom.ts";
import type { Item } from "./item.ts";
import { type Order, sortItems } from "./sort.ts";

/** The table's head: a click sorts by a column, a second click in the other direction. */
export class SortHeader {
  readonly #buttons = document.querySelectorAll<HTMLButtonElement>("button[data-sort]");
  readonly #onOrder: () => void;
  #order: Order = { by: "number", descending: false };

  constructor(onOrder: () => void) {
    this.#onOrder = onOrder;
    for (const button of this.#buttons) {
      onClick(button, () => this.#choose(columnOf(button)));
    }
    this.#show();
  }

  /** Whether the rows are in the order in which they were added. */
  get isNatural(): boolean {
    return this.#order.by === "number" && !this.#order.descending;
  }

  sort(items: readonly Item[]): Item[] {
    return sortItems(items, this.#order);
  }

  #choose(by: Order["by"]): void {
    this.#order = { by, descending: by === this.#order.by && !this.#order.descending };
    this.#show();
    this.#onOrder();
  }

  #show(): void {
    const { by, descending } = this.#order;
    for (const button of this.#buttons) {
      const direction = descending ? "descending" : "ascending";
      button.closest("th")?.setAttribute("aria-sort", columnOf(button) === by ? direction : "none");
    }
  }
}

function columnOf(button: HTMLButtonElement): Field | "number" {
  return FIELDS.find((field) => field === button.dataset.sort) ?? "number";
}
