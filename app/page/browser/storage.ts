import type { Item } from "./item.ts";

/** Raise it when the form of the data changes; what an older version kept is then deleted. */
const VERSION = 1;

const ITEMS = "items";
const PICTURES = "pictures";

/** Milliseconds; a database that does not open by then is blocked by something. */
const PATIENCE = 3000;

/** Keeps the list in this browser, so that it survives a reload. All methods reject when the browser refuses. */
export class Storage {
  readonly #database: IDBDatabase;

  private constructor(database: IDBDatabase) {
    this.#database = database;
  }

  /** @throws if the browser gives no database, as in some private windows */
  static open(): Promise<Storage> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open("receipts", VERSION);
      request.onupgradeneeded = () => {
        const database = request.result;
        for (const name of database.objectStoreNames) {
          database.deleteObjectStore(name);
        }
        database.createObjectStore(ITEMS, { keyPath: "id" });
        database.createObjectStore(PICTURES);
      };
      request.onsuccess = () => resolve(new Storage(request.result));
      request.onerror = () => reject(request.error);
      setTimeout(() => reject(new Error("The database does not open")), PATIENCE);
    });
  }

  async items(): Promise<Item[]> {
    const items: Item[] = await resultOf(this.#store(ITEMS, "readonly").getAll());
    return items.sort((a, b) => a.number - b.number);
  }

  async saveItem(item: Item): Promise<void> {
    await resultOf(this.#store(ITEMS, "readwrite").put(item));
  }

  async savePicture(id: string, picture: Blob): Promise<void> {
    await resultOf(this.#store(PICTURES, "readwrite").put(picture, id));
  }

  async picture(id: string): Promise<Blob | undefined> {
    return resultOf(this.#store(PICTURES, "readonly").get(id));
  }

  async remove(id: string): Promise<void> {
    await resultOf(this.#store(ITEMS, "readwrite").delete(id));
    await resultOf(this.#store(PICTURES, "readwrite").delete(id));
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
