import { byId } from "./dom.ts";

/** Where the tab keeps the key: another tab, and this one after it was closed, ask again. */
const NAME = "api-key";

let key = kept();
let asking: Promise<void> | undefined;
let declined = false;

/** The headers of a request that may need a key. */
export const keyHeaders = (): Record<string, string> =>
  key === undefined ? {} : { Authorization: `Bearer ${key}` };

/** Whether the visitor was asked for a key and has none. */
export const isWithoutKey = (): boolean => declined;

/**
 * Asks for a key after a 401, once for all requests that got one.
 * @param sent the headers of the request that was refused
 * @returns whether to send it again with the key of now
 */
export async function askForKey(sent: Readonly<Record<string, string>>): Promise<boolean> {
  if (keyHeaders().Authorization !== sent.Authorization) {
    return true;
  }
  if (!declined) {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    await asking;
  }
  return !declined;
}

/** Shows the dialog until the visitor has entered a key or says that there is none. */
function ask(): Promise<void> {
  const dialog = byId("key-dialog", HTMLDialogElement);
  const input = byId("key", HTMLInputElement);
  byId("key-wrong", HTMLElement).hidden = key === undefined;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener(
      "close",
      () => {
        declined = dialog.returnValue !== "entered";
        if (!declined) {
          keep(input.value.trim());
        }
        input.value = "";
        resolve();
      },
      { once: true },
    );
  });
}

function kept(): string | undefined {
  try {
    return sessionStorage.getItem(NAME) ?? undefined;
  } catch {
    return undefined; // a browser that keeps nothing
  }
}

function keep(entered: string): void {
  key = entered;
  try {
    sessionStorage.setItem(NAME, entered);
  } catch {
    // It is kept until the page is left.
  }
}
