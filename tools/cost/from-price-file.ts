/** AWS's public price files: one for each service and Region, with all its products. */
import { z } from "zod";
import { METERS, type MeterName, meterOf } from "./meters.ts";
import type { Price } from "./price-table.ts";

const fileSchema = z.object({
  offerCode: z.string(),
  publicationDate: z.iso.datetime(),
  products: z.record(
    z.string(),
    z.object({
      attributes: z.looseObject({ usagetype: z.string().optional(), operation: z.string().optional() }),
    }),
  ),
  terms: z.object({
    OnDemand: z.record(
      z.string(),
      z.record(
        z.string(),
        z.object({
          priceDimensions: z.record(
            z.string(),
            z.object({
              beginRange: z.string().default("0"),
              pricePerUnit: z.object({ USD: z.coerce.number() }),
            }),
          ),
        }),
      ),
    ),
  }),
});

/**
 * The prices of these stacks in a price file. Of prices in steps the first is taken.
 * @param region whose file it is
 * @param models types of instances whose prices are wanted
 * @throws ZodError when it is no such file
 */
export function pricesFrom(
  text: string,
  region: string,
  models: readonly string[],
): { readonly meter: MeterName; readonly price: Price }[] {
  const { offerCode, publicationDate, products, terms } = fileSchema.parse(JSON.parse(text));
  const names: MeterName[] = [
    ...Object.keys(METERS).filter((name): name is keyof typeof METERS => name in METERS),
    ...models.map((type) => `model ${type}` as const),
  ];
  return names.flatMap((meter) => {
    const { offer, usage, operation } = meterOf(meter);
    if (offer !== offerCode) {
      return [];
    }
    // Before the usage type is the Region's prefix; us-east-1 has none.
    const found = Object.entries(products).find(
      ([, { attributes }]) =>
        new RegExp(`^(?:[A-Z0-9]+-)?${usage.replaceAll(/[.:]/g, "\\$&")}$`).test(
          attributes.usagetype ?? "",
        ) &&
        (operation === undefined || attributes.operation === operation),
    );
    const dimensions = Object.values(terms.OnDemand[found?.[0] ?? ""] ?? {}).flatMap(({ priceDimensions }) =>
      Object.values(priceDimensions),
    );
    const usd = dimensions.find(({ beginRange }) => beginRange === "0")?.pricePerUnit.USD;
    const page = `https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/${offer}/current/${region}/index.json`;
    return usd ? [{ meter, price: { usd, page, read: publicationDate.slice(0, 10) } }] : [];
  });
}
