import type { Item } from "./item.ts";
import type { Change, Receipts } from "./receipts.ts";
import { Setting } from "./setting.ts";
import { fileOf, Storage } from "./storage.ts";
import { Tabs } from "./tabs.ts";

export interface KeeperOptions {
  /** Called once, if something could not be kept. */
  onRefused(): void;
  /** A newer version of the page, in another tab, keeps the list in another form: this one keeps nothing more. */
  onOutdated(): void;
  /** Another tab has changed {@link Keeper.forgetsOnClose}. */
  onForget(): void;
  /** These were being read in a tab that is closed now. */
  onLeftBehind(items: readonly Item[]): void;
}

/**
 * Keeps the list and the pictures in memory and, as long as the browser allows it, in the browser. Other tabs change
 * the same list.
 */
export class Keeper {
  readonly #receipts: Receipts;
  readonly #options: KeeperOptions;
  readonly #pictures = new Map<string, Blob>();
  readonly #tabs: Tabs;
  readonly #forget = new Setting("forget-on-close");
  /** The browser's, also while nothing is to be kept in it. */
  #opened: Storage | undefined;
  /** Where everything is kept, if it is. */
  #storage: Storage | undefined;
  #lastNumber = 0;
  #refused = false;

  constructor(receipts: Receipts, options: KeeperOptions) {
    this.#receipts = receipts;
    this.#options = options;
    this.#tabs = new Tabs({
      onChanged: async (id) => {
        const storage = this.#storage;
        if (storage !== undefined) {
          const item = await storage.item(id).catch(() => receipts.get(id));
          receipts.putKept(id, item);
        }
      },
      onForget: async (isOn) => {
        await this.#follow(isOn);
        options.onForget();
      },
      onClosed: () => this.takeOver(),
    });
    receipts.onChange((change) => this.#keep(change));
  }

  /** This tab. */
  get tab(): string {
    return this.#tabs.id;
  }

  /** Whether all of the list survives a reload. */
  get keepsAll(): boolean {
    return !this.#refused && !this.#forget.isOn;
  }

  /** Whether the list is only in memory, so that closing the tab forgets it. */
  get forgetsOnClose(): boolean {
    return this.#forget.isOn;
  }

  /** Erases what the browser keeps and keeps nothing more, or keeps everything again; in all tabs. */
  async setForgetsOnClose(isOn: boolean): Promise<void> {
    await this.#follow(isOn);
    await this.#tabs.tellForget(isOn);
    if (isOn) {
      await this.#opened?.clear().catch(() => this.#refuse());
    }
  }

  async #follow(isOn: boolean): Promise<void> {
    this.#forget.set(isOn);
    for (const { file } of this.#receipts.all()) {
      const picture = await this.picture(file);
      if (picture !== undefined) {
        this.#pictures.set(file, picture);
      }
    }
    this.#storage = isOn ? undefined : this.#opened;
    for (const item of this.#receipts.all()) {
      await this.#keep({ id: item.id, before: item, item, isKept: false });
    }
    for (const [key, picture] of this.#pictures) {
      await this.#try((storage) => storage.savePicture(key, picture));
    }
  }

  /** What was kept, and from now on every change of the list. */
  async open(): Promise<Item[]> {
    try {
      this.#opened = await Storage.open(() => {
        this.#opened = undefined;
        this.#storage = undefined;
        this.#refused = true;
        this.#options.onOutdated();
      });
      this.#storage = this.#forget.isOn ? undefined : this.#opened;
      return (await this.#storage?.items()) ?? [];
    } catch {
      this.#refuse();
      return [];
    }
  }

  /** Keeps new items, numbered after those that are or were in the list of any tab. */
  async add(items: readonly Omit<Item, "number">[]): Promise<readonly Item[]> {
    // Not asked for before there is something to keep; nothing depends on the answer.
    void navigator.storage?.persist?.().catch(() => false);
    const numbered = items.map((item, index) => ({ ...item, number: this.#lastNumber + index + 1 }));
    this.#lastNumber += items.length;
    const kept = await this.#ask((storage) => storage.add(numbered), numbered);
    for (const { id } of kept) {
      this.#tabs.tellChanged(id);
    }
    return kept;
  }

  /** Has this tab read what the other ones left behind when they were closed. */
  async takeOver(): Promise<void> {
    const open = await this.#tabs.open();
    const items = await this.#ask((storage) => storage.takeOver(this.tab, open), []);
    for (const item of items) {
      this.#receipts.putKept(item.id, item);
    }
    this.#options.onLeftBehind(items);
  }

  putPicture(file: string, picture: Blob): void {
    this.#pictures.set(file, picture);
    void this.#try((storage) => storage.savePicture(file, picture));
  }

  /** @returns undefined when the browser did not keep it */
  async picture(file: string): Promise<Blob | undefined> {
    return this.#pictures.get(file) ?? (await this.#storage?.picture(file).catch(() => undefined));
  }

  async #keep({ id, before, item, isKept }: Change): Promise<void> {
    this.#lastNumber = Math.max(this.#lastNumber, item?.number ?? 0);
    const isLast = item === undefined && !this.#receipts.all().some((other) => other.file === before?.file);
    if (isLast && before !== undefined) {
      this.#dropPictures(before.file); // also of what another tab removed
    }
    if (isKept || item?.state.kind === "uploading" || item?.state.kind === "reading") {
      return;
    }
    if (item !== undefined) {
      await this.#try((storage) => storage.saveItem(item));
    } else if (before !== undefined) {
      await this.#try((storage) => storage.removeItem(id));
      if (isLast) {
        await this.#try((storage) => storage.removePicture(before.file));
      }
    }
    this.#tabs.tellChanged(id);
  }

  /** From memory. */
  #dropPictures(file: string): void {
    for (const key of [...this.#pictures.keys()]) {
      if (fileOf(key) === file) {
        this.#pictures.delete(key);
      }
    }
  }

  async #try(action: (storage: Storage) => Promise<void>): Promise<void> {
    await this.#ask(action, undefined);
  }

  /** @param otherwise the answer when the browser refuses */
  async #ask<Value>(question: (storage: Storage) => Promise<Value>, otherwise: Value): Promise<Value> {
    if (this.#storage === undefined) {
      return otherwise;
    }
    return question(this.#storage).catch(() => {
      this.#refuse();
      return otherwise;
    });
  }

  #refuse(): void {
    if (!this.#refused) {
      this.#refused = true;
      this.#options.onRefused();
    }
  }
}
