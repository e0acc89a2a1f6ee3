import { type Item, UNREAD } from "./item.ts";

/** What earlier versions of the page did not keep. */
type Newer =
  | "file"
  | "part"
  | "fingerprint"
  | "isSample"
  | "tab"
  | "isDrawable"
  | "turnedByHand"
  | "pages"
  | "lines"
  | "notes"
  | "details"
  | "category"
  | "comment";

/** An item as this version or an earlier one kept it. */
export type StoredItem = Omit<Item, Newer | "state"> &
  Partial<Pick<Item, Newer>> & {
    /** `interrupted`: the page was closed before it was read. */
    readonly state: Item["state"] | { readonly kind: "interrupted" };
  };

/** Brings an item of an earlier version into today's form: a file was one receipt, and nothing was read by itself. */
export function fromStored({ state, ...stored }: StoredItem): Item {
  return {
    ...UNREAD,
    file: stored.id,
    part: 1,
    fingerprint: null,
    isSample: false,
    tab: null,
    isDrawable: stored.thumbnail !== null,
    ...stored,
    state: state.kind === "interrupted" ? { kind: "waiting" } : state,
  };
}
