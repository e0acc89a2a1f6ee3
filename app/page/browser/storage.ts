import { byNumber, type Item, isUnfinished } from "./item.ts";
import { fromStored, type StoredItem } from "./stored-item.ts";

const NAME = "receipts";
const ITEMS = "items";
const PICTURES = "pictures";

/** The key of a page's preview: it is among the pictures, so that the stores are as they were. */
export const previewKey = (file: string, page: number | string) => `${file}#${page}`;

/** The file that a picture or a preview is of. */
export const fileOf = (key: string): string => key.replace(/#.*$/, "");

/** Milliseconds; a database that does not open by then is blocked by something. */
const PATIENCE = 3000;

/**
 * Keeps the list in this browser, so that it survives a reload and is the same in all tabs. All methods reject when the
 * browser refuses.
 *
 * The two stores are those of the page's first version, and tabs of both use them at the same time: what an item has
 * more is added to it, and {@link fromStored} fills in what an older one lacks.
 */
export class Storage {
  readonly #database: IDBDatabase;

  private constructor(database: IDBDatabase) {
    this.#database = database;
  }

  /**
   * @param onOutdated called when a newer version of the page needs the stores in another form; this one then keeps
   *   nothing more
   * @throws if the browser gives no database, as in some private windows
   */
  static open(onOutdated: () => void): Promise<Storage> {
    return new Promise((resolve, reject) => {
      // Without a version: one that a newer page has raised is opened, too.
      const request = indexedDB.open(NAME);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(ITEMS, { keyPath: "id" });
        request.result.createObjectStore(PICTURES);
      };
      request.onsuccess = () => {
        const database = request.result;
        // Otherwise the newer page could not open before this tab is closed.
        database.onversionchange = () => {
          database.close();
          onOutdated();
        };
        resolve(new Storage(database));
      };
      request.onerror = () => reject(request.error);
      setTimeout(() => reject(new Error("The database does not open")), PATIENCE);
    });
  }

  /** In the order in which they were added. */
  async items(): Promise<Item[]> {
    const stored: StoredItem[] = await resultOf(this.#store(ITEMS, "readonly").getAll());
    return stored.map(fromStored).sort(byNumber);
  }

  async item(id: string): Promise<Item | undefined> {
    const stored: StoredItem | undefined = await resultOf(this.#store(ITEMS, "readonly").get(id));
    return stored && fromStored(stored);
  }

  /**
   * Saves new items. One whose number another has, in any tab, gets the next free one.
   * @returns the items with their numbers
   */
  async add(items: readonly Item[]): Promise<Item[]> {
    return this.#changeSome((kept) => {
      const numbers = new Map(kept.map(({ number, file }) => [number, file]));
      return items.map((item) => {
        const holder = numbers.get(item.number);
        const number =
          holder === undefined || holder === item.file ? item.number : 1 + Math.max(...numbers.keys());
        numbers.set(number, item.file);
        return { ...item, number };
      });
    });
  }

  /**
   * Has a tab read what is unfinished and whose tab is closed; of several tabs that try, one succeeds.
   * @returns the items that are now the tab's
   */
  async takeOver(tab: string, open: ReadonlySet<string>): Promise<Item[]> {
    return this.#changeSome((kept) =>
      kept
        .filter((item) => isUnfinished(item) && (item.tab === null || !open.has(item.tab)))
        .map((item) => ({ ...item, tab })),
    );
  }

  async saveItem(item: Item): Promise<void> {
    await resultOf(this.#store(ITEMS, "readwrite").put(item));
  }

  async savePicture(file: string, picture: Blob): Promise<void> {
    await resultOf(this.#store(PICTURES, "readwrite").put(picture, file));
  }

  async picture(file: string): Promise<Blob | undefined> {
    return resultOf(this.#store(PICTURES, "readonly").get(file));
  }

  async removeItem(id: string): Promise<void> {
    await resultOf(this.#store(ITEMS, "readwrite").delete(id));
  }

  /** And the previews of its pages. */
  async removePicture(file: string): Promise<void> {
    const all = IDBKeyRange.bound(file, previewKey(file, "\uffff"));
    await resultOf(this.#store(PICTURES, "readwrite").delete(all));
  }

  /** Saves what `change` makes of the items, with no other tab in between. */
  async #changeSome(change: (kept: readonly Item[]) => Item[]): Promise<Item[]> {
    const store = this.#store(ITEMS, "readwrite");
    const request: IDBRequest<StoredItem[]> = store.getAll();
    let changed: Item[] = [];
    request.onsuccess = () => {
      changed = change(request.result.map(fromStored));
      for (const item of changed) {
        store.put(item);
      }
    };
    await resultOf(request);
    return changed;
  }

  /** Forgets everything. */
  async clear(): Promise<void> {
    await resultOf(this.#store(ITEMS, "readwrite").clear());
    await resultOf(this.#store(PICTURES, "readwrite").clear());
  }

  #store(name: string, mode: IDBTransactionMode): IDBObjectStore {
    return this.#database.transaction(name, mode).objectStore(name);
  }
}

/** Resolves when the transaction has ended: before, a full disk may still undo it. */
function resultOf<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const { transaction } = request;
    if (transaction === null) {
      reject(new Error("No transaction"));
      return;
    }
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}
