import { byNumber, type Item, labelOf } from "./item.ts";

/**
 * Receipts with the same store, date and total as an earlier one.
 * @returns the earlier one's label, by the id of the later
 */
export function findDuplicates(items: readonly Item[]): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  const duplicates = new Map<string, string>();
  for (const item of items.toSorted(byNumber)) {
    const { id, cells } = item;
    if (cells === null || cells.purchaseDate.value === null || cells.total.value === null) {
      continue;
    }
    const key = [letters(cells.storeName.value), cells.purchaseDate.value, cells.total.value].join(" ");
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, labelOf(item));
    } else {
      duplicates.set(id, earlier);
    }
  }
  return duplicates;
}

function letters(name: string | null): string {
  return (name ?? "").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
