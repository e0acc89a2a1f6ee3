import type { Field } from "../../receipt.ts";
import { byNumber, type Item } from "./item.ts";

export interface Order {
  /** `number`: in the order in which they were added. */
  readonly by: Field | "number";
  readonly descending: boolean;
}

/** The items in that order; those without a value come last, equal ones in the order in which they were added. */
export function sortItems(items: readonly Item[], { by, descending }: Order): Item[] {
  const key = (item: Item) => (by === "number" ? item.number : (item.cells?.[by].value ?? null));
  const sign = descending ? -1 : 1;
  return items.toSorted((a, b) => {
    const [left, right] = [key(a), key(b)];
    if (left === null || right === null) {
      return Number(left === null) - Number(right === null) || byNumber(a, b);
    }
    return sign * compare(left, right) || (by === "number" ? sign : 1) * byNumber(a, b);
  });
}

function compare(a: string | number, b: string | number): number {
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
}
