/** The prices that the repository knows, each with the page that it was read from. `npm run cost:prices` adds to them. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { isMeterName, type MeterName } from "./meters.ts";

const priceSchema = z.strictObject({
  /** US dollars for one unit of the meter, before tax. */
  usd: z.number().positive(),
  /** Where it was read. */
  page: z.url(),
  /** When, or the date of AWS's price file. */
  read: z.iso.date(),
});
export type Price = z.infer<typeof priceSchema>;

const tableSchema = z.record(
  z.string(),
  z.record(
    z.string().refine((name) => isMeterName(name), "no meter of tools/cost/meters.ts"),
    priceSchema,
  ),
);
/** By Region and meter. */
export type PriceTable = Readonly<Record<string, Readonly<Partial<Record<MeterName, Price>>>>>;

export const PRICES_FILE = new URL("prices.json", import.meta.url);

export const readPrices = (): PriceTable => tableSchema.parse(JSON.parse(readFileSync(PRICES_FILE, "utf8")));

/** @throws Error when the table knows nothing of the Region: prices of another one would be wrong */
export function pricesIn(table: PriceTable, region: string): (meter: MeterName) => Price | undefined {
  const prices = table[region];
  if (prices === undefined) {
    throw new Error(
      `There are no prices of ${region}, only of ${Object.keys(table).join(", ")}. docs/deploy.md#what-costs says how to add them.`,
    );
  }
  return (meter) => prices[meter];
}
