import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "../../app/reader/line.ts";
import type { ReceiptValues } from "../../app/receipt.ts";
import { pageOfText } from "./page-of-text.ts";

/** A receipt of an invented shop, written for these tests, with its right answers. */
export interface WrittenReceipt {
  /** Name of its file, which begins with the country. */
  readonly name: string;
  readonly page: Page;
  readonly values: ReceiptValues;
  /** Other printed names that count. */
  readonly storeNameAlso: readonly string[];
}

/** The receipts of the folder "receipts": a head of right answers, "---", and the text as pageOfText takes it. */
export function writtenReceipts(): WrittenReceipt[] {
  const folder = new URL("receipts/", import.meta.url);
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const [head = "", text = ""] = readFileSync(new URL(file, folder), "utf8").split(/^---\n/mu);
      const answer = (name: string) => {
        const value = new RegExp(`^${name}: (.*)$`, "mu").exec(head)?.[1];
        if (value === undefined)
          throw new Error(`${file} has no line "${name}: …" (write "none" for no answer).`);
        return value === "none" ? null : value;
      };
      const total = answer("total");
      return {
        name: file.replace(".txt", ""),
        page: pageOfText(text),
        storeNameAlso: [...head.matchAll(/^also: (.*)$/gmu)].map(([, name = ""]) => name),
        values: {
          storeName: answer("store"),
          purchaseDate: answer("date"),
          total: total === null ? null : Number(total),
          currency: answer("currency"),
        },
      };
    });
}
