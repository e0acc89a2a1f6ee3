import { findDuplicates } from "./duplicates.ts";
import type { Item } from "./item.ts";

/** The receipts of sums and exports: never the sample, and those that are there twice only if that is wanted. */
export function countedOf(items: readonly Item[], leavesDuplicatesOut: boolean): Item[] {
  const own = items.filter(({ isSample }) => !isSample);
  const duplicates = leavesDuplicatesOut ? findDuplicates(own) : new Map<string, Item>();
  return own.filter(({ id }) => !duplicates.has(id));
}
