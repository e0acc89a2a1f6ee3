import { byId, optionOf } from "./dom.ts";
import type { Item, Labels } from "./item.ts";

const NAMES = ["category", "comment"] as const;

export interface LabelFieldsOptions {
  /** Somebody has filed the receipt, or noted something about it. */
  onLabels(id: string, labels: Partial<Labels>): void;
  /** Those of the list, which are proposed. */
  categories(): ReadonlySet<string>;
}

/** The fields below the picture for what people add to its receipt. */
export class LabelFields {
  readonly #inputs = {
    category: byId("category", HTMLInputElement),
    comment: byId("comment", HTMLInputElement),
  };
  #item: Item | undefined;

  constructor({ onLabels, categories }: LabelFieldsOptions) {
    for (const name of NAMES) {
      const input = this.#inputs[name];
      input.addEventListener("change", () => {
        if (this.#item !== undefined) {
          onLabels(this.#item.id, { [name]: input.value.trim() });
        }
      });
    }
    this.#inputs.category.addEventListener("focus", () => {
      const proposed = [...categories()].filter(Boolean).sort();
      byId("categories", HTMLDataListElement).replaceChildren(
        ...proposed.map((category) => optionOf(category)),
      );
    });
  }

  /** Writes only what is new, so that what somebody is typing stays. */
  show(item: Item | undefined): void {
    const before = this.#item;
    this.#item = item;
    for (const name of NAMES) {
      this.#inputs[name].disabled = item === undefined;
      if (before?.id !== item?.id || before?.[name] !== item?.[name]) {
        this.#inputs[name].value = item?.[name] ?? "";
      }
    }
  }
}
