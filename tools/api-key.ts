/** The key with which commands call an API that wants one. */
import { API_KEY_PATTERN } from "../app/environment.ts";

/** API_KEY holds no key. The message does not show what it holds. */
export class KeyError extends Error {
  override readonly name = "KeyError";
}

/**
 * Takes the key out of the variable API_KEY, so that programs that are started later do not have it; undefined without it.
 * @throws KeyError
 */
export function takeKey(variables: NodeJS.ProcessEnv = process.env): string | undefined {
  const { API_KEY: key } = variables;
  delete variables.API_KEY;
  if (key !== undefined && !API_KEY_PATTERN.test(key)) {
    throw new KeyError("API_KEY is no key: it must be 16 to 256 letters, digits and -._~+/ (= at its end).");
  }
  return key;
}

/** The header that carries it; none without a key. */
export const keyHeader = (key: string | undefined): Record<string, string> =>
  key === undefined ? {} : { Authorization: `Bearer ${key}` };
