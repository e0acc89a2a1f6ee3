import type { Item } from "./item.ts";
import { isUnfinished } from "./item.ts";
import type { Receipts } from "./receipts.ts";
import { Storage } from "./storage.ts";

/**
 * Keeps the list and the pictures in memory and, as long as the browser allows it, in the browser.
 */
export class Keeper {
  readonly #pictures = new Map<string, Blob>();
  readonly #onRefused: () => void;
  #storage: Storage | undefined;
  #refused = false;

  /** @param onRefused called once, if something could not be kept */
  constructor(onRefused: () => void) {
    this.#onRefused = onRefused;
  }

  /** Whether all of the list survives a reload. */
  get keepsAll(): boolean {
    return !this.#refused;
  }

  /** What was kept, and from now on every change of the list. */
  async open(receipts: Receipts): Promise<Item[]> {
    receipts.onChange((id, item) => {
      if (item === undefined) {
        this.#pictures.delete(id);
        this.#try((storage) => storage.remove(id));
      } else if (item.state.kind !== "uploading" && item.state.kind !== "reading") {
        this.#try((storage) => storage.saveItem(item));
      }
    });
    try {
      this.#storage = await Storage.open();
      const items = await this.#storage.items();
      return items.map((item) => (isUnfinished(item) ? { ...item, state: { kind: "interrupted" } } : item));
    } catch {
      this.#refuse();
      return [];
    }
  }

  putPicture(id: string, picture: Blob): void {
    this.#pictures.set(id, picture);
    this.#try((storage) => storage.savePicture(id, picture));
  }

  /** @returns undefined when the browser did not keep it */
  async picture(id: string): Promise<Blob | undefined> {
    return this.#pictures.get(id) ?? (await this.#storage?.picture(id).catch(() => undefined));
  }

  #try(action: (storage: Storage) => Promise<void>): void {
    if (this.#storage !== undefined) {
      action(this.#storage).catch(() => this.#refuse());
    }
  }

  #refuse(): void {
    if (!this.#refused) {
      this.#refused = true;
      this.#onRefused();
    }
  }
}
