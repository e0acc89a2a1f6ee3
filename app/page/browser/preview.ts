import { secondsToWait } from "../../retry-after.ts";
import { askForKey, keyHeaders } from "./api-key.ts";

/** Times that a busy server is asked. */
const MOST_TRIES = 5;

/** Seconds to wait for a busy server if it names none. */
const WAIT = 5;

/**
 * Has the server draw a page, upright.
 * @param page from 1
 * @returns undefined if it does not
 */
export async function fetchPreview(file: Blob, page: number): Promise<Blob | undefined> {
  try {
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      const headers = keyHeaders();
      const body = new FormData();
      body.append("file", file);
      const response = await fetch(`/preview?page=${page}`, { method: "POST", headers, body });
      if (response.ok) {
        return await response.blob();
      }
      if (response.status === 503 || response.status === 429) {
        const seconds = secondsToWait(response.headers.get("Retry-After"), new Date()) ?? WAIT;
        await new Promise((resolve) => setTimeout(resolve, 1000 * Math.max(1, seconds)));
      } else if (response.status !== 401 || !(await askForKey(headers))) {
        return undefined;
      }
    }
  } catch {
    // Without a connection there is none.
  }
  return undefined;
}
