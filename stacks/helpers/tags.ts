/** Tags as an environment variable has them, `team=receipts,stage=production`. What has no = is a key without a value. */
export const parseTags = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split(",").map((tag) => {
      const [key = "", ...value] = tag.split("=");
      return [key.trim(), value.join("=").trim()];
    }),
  );
