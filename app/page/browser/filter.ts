import { FIELDS } from "../../receipt.ts";
import { strings } from "../strings.ts";
import { textOf } from "./cell-input.ts";
import { byId, optionOf } from "./dom.ts";
import { doubtsIn, type Item, isUnrated } from "./item.ts";

/** Which receipts somebody wants to see. */
export interface Wanted {
  /** A currency is named with `CURRENCY` before its code, which is empty for receipts without one. */
  readonly which: string;
  /** Words that the receipt must all have. */
  readonly text: string;
}

const ALL = "all";
const CHECK = "check";
const FAILED = "failed";
const CURRENCY = "currency ";

/** The choice above the table of which receipts it shows. */
export class Filter {
  readonly #which = byId("filter", HTMLSelectElement);
  readonly #text = byId("filter-text", HTMLInputElement);
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
    this.#which.addEventListener("change", onChange);
    this.#text.addEventListener("input", onChange);
    byId("filter-off", HTMLButtonElement).addEventListener("click", () => {
      this.turnOff();
      this.#text.focus();
    });
  }

  get isOn(): boolean {
    return this.#which.value !== ALL || this.#text.value.trim() !== "";
  }

  turnOff(): void {
    if (this.isOn) {
      this.#which.value = ALL;
      this.#text.value = "";
      this.#onChange();
    }
  }

  /** Those of the receipts that are wanted. */
  of(items: readonly Item[]): Item[] {
    if (!this.isOn) {
      return [...items];
    }
    const wanted = { which: this.#which.value, text: this.#text.value };
    return items.filter((item) => isWanted(item, wanted));
  }

  /** Offers the currencies of the receipts. */
  offer(items: readonly Item[]): void {
    const codes = new Set(items.flatMap(({ cells }) => (cells === null ? [] : [cells.currency.value ?? ""])));
    const chosen = this.#which.value;
    if (chosen.startsWith(CURRENCY)) {
      codes.add(chosen.slice(CURRENCY.length));
    }
    const names = [ALL, CHECK, FAILED, ...[...codes].sort().map((code) => CURRENCY + code)];
    // An open list would close if it were made again.
    if (names.join() !== [...this.#which.options].map(({ value }) => value).join()) {
      this.#which.replaceChildren(...names.map(choiceOf));
      this.#which.value = chosen || ALL;
    }
  }
}

/** Whether the receipt is one of those. */
export function isWanted(item: Item, { which, text }: Wanted): boolean {
  const { cells, state, name, category, comment } = item;
  const currency = cells?.currency.value ?? null;
  const values =
    cells === null ? [] : FIELDS.flatMap((field) => [textOf(field, cells[field].value, currency)]);
  const all = [name, category, comment, ...values].join(" ").toLowerCase();
  return (
    (which === ALL ||
      (which === FAILED && state.kind === "failed") ||
      (which === CHECK && cells !== null && (isUnrated(item) || doubtsIn(cells).length > 0)) ||
      (cells !== null && which === CURRENCY + (currency ?? ""))) &&
    text
      .toLowerCase()
      .split(/\s+/)
      .every((word) => all.includes(word))
  );
}

function choiceOf(name: string): HTMLOptionElement {
  const { all, check, failed, noCurrency } = strings.filter;
  const labels: Readonly<Record<string, string>> = { [ALL]: all, [CHECK]: check, [FAILED]: failed };
  return optionOf(name, labels[name] ?? (name.slice(CURRENCY.length) || noCurrency));
}
