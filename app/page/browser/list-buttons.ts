import { byId, onClick } from "./dom.ts";
import { type Item, isAgainPossible, isUnfinished } from "./item.ts";
import type { Receipts } from "./receipts.ts";

export interface ListActions {
  readonly receipts: Receipts;
  cancel(id: string): Promise<void>;
  readAgain(ids: readonly string[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  /** Goes to the next cell that somebody should look at. */
  nextDoubt(): void;
}

/** The buttons above the table, which concern the whole list. */
export function watchListButtons({ receipts, cancel, readAgain, remove, nextDoubt }: ListActions): void {
  const idsOf = (which: (item: Item) => boolean) =>
    receipts
      .all()
      .filter(which)
      .map(({ id }) => id);
  onClick(byId("cancel-all", HTMLButtonElement), () => {
    for (const id of idsOf(isUnfinished)) {
      void cancel(id);
    }
  });
  onClick(byId("again-all", HTMLButtonElement), () => readAgain(idsOf(isAgainPossible)));
  onClick(byId("remove-failed", HTMLButtonElement), () =>
    remove(idsOf(({ state }) => state.kind === "failed")),
  );
  onClick(byId("next-doubt", HTMLButtonElement), nextDoubt);
  const dialog = byId("clear-dialog", HTMLDialogElement);
  onClick(byId("clear", HTMLButtonElement), () => dialog.showModal());
  onClick(byId("clear-no", HTMLButtonElement), () => dialog.close());
  onClick(byId("clear-yes", HTMLButtonElement), () => {
    dialog.close();
    void remove(idsOf(() => true));
  });
}
