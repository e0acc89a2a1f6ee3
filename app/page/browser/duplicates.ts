import { byNumber, type Item } from "./item.ts";

/**
 * Receipts with the same store, date and total as an earlier one.
 * @returns the earlier one, by the id of the later
 */
export function findDuplicates(items: readonly Item[]): ReadonlyMap<string, Item> {
  const first = new Map<string, Item>();
  const duplicates = new Map<string, Item>();
  for (const item of items.toSorted(byNumber)) {
    const { id, cells } = item;
    if (cells === null || cells.purchaseDate.value === null || cells.total.value === null) {
      continue;
    }
    const key = [letters(cells.storeName.value), cells.purchaseDate.value, cells.total.value].join(" ");
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, item);
    } else {
      duplicates.set(id, earlier);
    }
  }
  return duplicates;
}

function letters(name: string | null): string {
  return (name ?? "").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
