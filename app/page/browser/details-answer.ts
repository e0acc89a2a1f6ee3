import * as z from "zod/mini";
import { type Details, PAYMENT_METHODS } from "../../details.ts";

/** What is missing, or is not understood, is null. */
const orNull = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.catch(z._default(z.nullable(schema), null), null);
const text = orNull(z.string());
const amount = orNull(z.number());

const listOf = <Schema extends z.ZodMiniType>(entry: Schema) => z.catch(z._default(z.array(entry), []), []);
const namedAmounts = listOf(z.object({ name: text, amount: z.number() }));

const NO_STORE = { address: null, phone: null, taxId: null, website: null };

/** What a receipt says beyond its fields, as the API answers with `details=true`. */
export const detailsSchema = z.object({
  time: text,
  receiptNumber: text,
  subtotal: amount,
  tip: amount,
  rounding: amount,
  taxes: listOf(z.object({ name: text, rate: amount, base: amount, amount, included: orNull(z.boolean()) })),
  charges: namedAmounts,
  discounts: namedAmounts,
  payments: listOf(
    z.object({ method: z.catch(z.enum(PAYMENT_METHODS), "other"), amount: z.number(), tendered: amount }),
  ),
  change: amount,
  store: z.catch(
    z._default(z.object({ address: text, phone: text, taxId: text, website: text }), NO_STORE),
    NO_STORE,
  ),
  items: listOf(
    z.object({
      description: z.string(),
      quantity: amount,
      unitPrice: amount,
      amount,
      discount: amount,
      unit: text,
    }),
  ),
}) satisfies z.ZodMiniType<Details>;
