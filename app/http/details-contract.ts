import { z } from "@hono/zod-openapi";
import { PAYMENT_METHODS } from "../details.ts";

/** The details of a receipt as /openapi.json describes them: the values, and what is said about each. */
export function detailsSchemas<Place extends z.ZodType>(fraction: z.ZodNumber, place: Place) {
  const text = z.string().nullable();
  const amount = z.number().nullable();
  const details = {
    time: text.describe("When it was bought, as HH:MM or HH:MM:SS."),
    receiptNumber: text,
    subtotal: amount.describe("The sum before what is added, as printed."),
    tip: amount,
    rounding: amount.describe("What was added to round the sum; negative where it was taken off."),
    taxes: z
      .array(
        z.object({
          name: text,
          rate: amount.describe("Percent."),
          base: amount,
          amount,
          included: z.boolean().nullable().describe("Whether it is in the prices; null where nothing tells."),
        }),
      )
      .describe("Each once, also where the receipt prints it twice."),
    charges: z
      .array(z.object({ name: text, amount: z.number() }))
      .describe("For service, delivery and the like."),
    discounts: z
      .array(z.object({ name: text, amount: z.number() }))
      .describe("Of the whole receipt. Positive; negative on a refund."),
    payments: z.array(
      z.object({
        method: z.enum(PAYMENT_METHODS),
        amount: z.number().describe("What was paid by it, without the change."),
        tendered: amount.describe("The cash that was handed over."),
      }),
    ),
    change: amount,
    store: z.object({ address: text, phone: text, taxId: text, website: text }),
    items: z
      .array(
        z.object({
          description: z.string(),
          quantity: amount,
          unitPrice: amount,
          amount: amount.describe("What its row prints."),
          discount: amount.describe("Printed apart, and not taken off the amount."),
          unit: text.describe("What the quantity counts, such as kg; null for pieces."),
        }),
      )
      .describe("In the order of the receipt."),
  };
  return z
    .object({
      ...details,
      confidence: orNull(aboutEach(orNull(fraction)).openapi("DetailsConfidence")).describe(
        "How sure the engine is of each value, by place; null from a model, which names no figure.",
      ),
      evidence: orNull(aboutEach(orNull(place)).openapi("DetailsEvidence"))
        .optional()
        .describe("Where each value is, by place. Only with ?evidence=true; null from a model."),
    })
    .openapi("Details");
}

/** Of a schema with a name the generator would make an object that cannot be null. */
const orNull = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.null()]);

function aboutEach<Leaf extends z.ZodType>(leaf: Leaf) {
  const named = z.array(z.object({ name: leaf, amount: leaf }));
  return z.object({
    time: leaf,
    receiptNumber: leaf,
    subtotal: leaf,
    tip: leaf,
    rounding: leaf,
    taxes: z.array(z.object({ name: leaf, rate: leaf, base: leaf, amount: leaf, included: leaf })),
    charges: named,
    discounts: named,
    payments: z.array(z.object({ method: leaf, amount: leaf, tendered: leaf })),
    change: leaf,
    store: z.object({ address: leaf, phone: leaf, taxId: leaf, website: leaf }),
    items: z.array(
      z.object({
        description: leaf,
        quantity: leaf,
        unitPrice: leaf,
        amount: leaf,
        discount: leaf,
        unit: leaf,
      }),
    ),
  });
}
