import type { Details, Item, NamedAmount, Payment, Store, Tax } from "../../../details.ts";
import type { Line } from "../../page.ts";
import type { TaxLetter } from "./tax-letters.ts";

/** A value with the lines that it was taken from. */
export interface Found<Value> {
  readonly value: Value;
  readonly lines: readonly Line[];
}

type FoundIn<Shape> = {
  readonly [Key in keyof Shape]: null extends Shape[Key]
    ? Found<NonNullable<Shape[Key]>> | null
    : Found<Shape[Key]>;
};
export type FoundTax = FoundIn<Tax> & {
  /** What a table says of the items with its letter; null where it has none. */
  readonly ofLetter: TaxLetter | null;
};
export type FoundNamed = FoundIn<NamedAmount>;
export type FoundPayment = FoundIn<Payment>;
export type FoundStore = FoundIn<Store>;
export type FoundItem = FoundIn<Item> & {
  /** Behind the amount, which a table of taxes explains. */
  readonly taxLetter: string | null;
};

type Lists = Pick<Details, "taxes" | "charges" | "discounts" | "payments" | "store" | "items">;

/** The details before confidence and places are told apart from the values. */
export interface FoundDetails extends FoundIn<Omit<Details, keyof Lists>> {
  readonly taxes: readonly FoundTax[];
  readonly charges: readonly FoundNamed[];
  readonly discounts: readonly FoundNamed[];
  readonly payments: readonly FoundPayment[];
  readonly store: FoundStore;
  readonly items: readonly FoundItem[];
}

/** The values alone. */
export function valuesOf(found: FoundDetails): Details {
  return {
    time: valueIn(found.time),
    receiptNumber: valueIn(found.receiptNumber),
    subtotal: valueIn(found.subtotal),
    tip: valueIn(found.tip),
    rounding: valueIn(found.rounding),
    taxes: found.taxes.map(({ name, rate, base, amount, included }) => ({
      name: valueIn(name),
      rate: valueIn(rate),
      base: valueIn(base),
      amount: valueIn(amount),
      included: valueIn(included),
    })),
    charges: found.charges.map(namedOf),
    discounts: found.discounts.map(namedOf),
    payments: found.payments.map(({ method, amount, tendered }) => ({
      method: method.value,
      amount: amount.value,
      tendered: valueIn(tendered),
    })),
    change: valueIn(found.change),
    store: {
      address: valueIn(found.store.address),
      phone: valueIn(found.store.phone),
      taxId: valueIn(found.store.taxId),
      website: valueIn(found.store.website),
    },
    items: found.items.map((item) => ({
      description: item.description.value,
      quantity: valueIn(item.quantity),
      unitPrice: valueIn(item.unitPrice),
      amount: valueIn(item.amount),
      discount: valueIn(item.discount),
      unit: valueIn(item.unit),
    })),
  };
}

function valueIn<Value>(found: Found<Value> | null): Value | null {
  return found === null ? null : found.value;
}

const namedOf = ({ name, amount }: FoundNamed): NamedAmount => ({
  name: valueIn(name),
  amount: amount.value,
});
