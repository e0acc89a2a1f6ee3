import { createHash } from "node:crypto";

/** Eight hexadecimal digits that differ when the text differs: for names that are too long, or must not meet. */
export const shortHash = (text: string): string =>
  createHash("sha256").update(text).digest("hex").slice(0, 8);
