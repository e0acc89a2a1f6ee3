import type { Item } from "./item.ts";

/**
 * Receipts with the same store, date and total as an earlier one.
 * @returns the earlier one's number, by the id of the later
 */
export function findDuplicates(items: readonly Item[]): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  const duplicates = new Map<string, number>();
  for (const { id, number, cells } of items.toSorted((a, b) => a.number - b.number)) {
    if (cells === null || cells.purchaseDate.value === null || cells.total.value === null) {
      continue;
    }
    const key = [letters(cells.storeName.value), cells.purchaseDate.value, cells.total.value].join(" ");
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, number);
    } else {
      duplicates.set(id, earlier);
    }
  }
  return duplicates;
}

function letters(name: string | null): string {
  return (name ?? "").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
