import type { Evidence } from "./receipt.ts";

export const PAYMENT_METHODS = ["cash", "card", "voucher", "mobile", "other"] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** A tax, as the receipt adds or explains it. */
export interface Tax {
  readonly name: string | null;
  /** Percent. */
  readonly rate: number | null;
  /** What it is taken of. */
  readonly base: number | null;
  readonly amount: number | null;
  /** Whether it is in the prices of the items. */
  readonly included: boolean | null;
}

/** Something that is added to the items or taken off the whole receipt. */
export interface NamedAmount {
  readonly name: string | null;
  readonly amount: number;
}

export interface Payment {
  readonly method: PaymentMethod;
  /** What was paid by it, without the change. */
  readonly amount: number;
  /** The cash that was handed over. */
  readonly tendered: number | null;
}

/** What the shop says of itself, besides its name. */
export interface Store {
  readonly address: string | null;
  readonly phone: string | null;
  readonly taxId: string | null;
  readonly website: string | null;
}

export interface Item {
  readonly description: string;
  readonly quantity: number | null;
  readonly unitPrice: number | null;
  /** What its row prints. */
  readonly amount: number | null;
  /** What is taken off it below; `amount` is before that. */
  readonly discount: number | null;
  /** What `quantity` counts, for example "kg"; null for pieces. */
  readonly unit: string | null;
}

/**
 * What a receipt says beyond its fields. Amounts are in its currency, negative where money is given back; discounts are
 * positive, and negative on a refund.
 */
export interface Details {
  /** HH:MM or HH:MM:SS. */
  readonly time: string | null;
  readonly receiptNumber: string | null;
  readonly subtotal: number | null;
  readonly tip: number | null;
  readonly rounding: number | null;
  readonly taxes: readonly Tax[];
  readonly charges: readonly NamedAmount[];
  /** Of the whole receipt; those of single items are with them. */
  readonly discounts: readonly NamedAmount[];
  readonly payments: readonly Payment[];
  readonly change: number | null;
  readonly store: Store;
  readonly items: readonly Item[];
}

/** The same shape with something about each value; null where there is none. */
export type AboutEach<Shape, About> = {
  readonly [Key in keyof Shape]: Shape[Key] extends readonly (infer Entry)[]
    ? readonly AboutEach<Entry, About>[]
    : Shape[Key] extends Store
      ? AboutEach<Store, About>
      : About | null;
};

/** The details of one receipt, as an engine gives them. */
export interface ReadDetails {
  readonly values: Details;
  /** 0 to 1; null from an engine that names no figures. */
  readonly confidence: AboutEach<Details, number> | null;
  /** Where each value is; null from an engine that knows no places. */
  readonly evidence: AboutEach<Details, Evidence> | null;
}

/** Where nothing was found. */
export const NO_DETAILS = {
  time: null,
  receiptNumber: null,
  subtotal: null,
  tip: null,
  rounding: null,
  taxes: [],
  charges: [],
  discounts: [],
  payments: [],
  change: null,
  store: { address: null, phone: null, taxId: null, website: null },
  items: [],
} as const satisfies Details;

/** The same where it was asked for. */
export const NOTHING_MORE: ReadDetails = { values: NO_DETAILS, confidence: NO_DETAILS, evidence: NO_DETAILS };

/** What a value is among: descriptions are harder to read than the rest of an item. */
export type DetailGroup = keyof Details | "description";

/** Turns what there is about each value into something else about it; null stays null. */
export function aboutEach<One, Other>(
  found: AboutEach<Details, One>,
  about: (value: One, group: DetailGroup) => Other | null,
): AboutEach<Details, Other> {
  const of = (value: One | null, group: DetailGroup) => (value === null ? null : about(value, group));
  const named = (group: "charges" | "discounts") =>
    found[group].map(({ name, amount }) => ({ name: of(name, group), amount: of(amount, group) }));
  return {
    time: of(found.time, "time"),
    receiptNumber: of(found.receiptNumber, "receiptNumber"),
    subtotal: of(found.subtotal, "subtotal"),
    tip: of(found.tip, "tip"),
    rounding: of(found.rounding, "rounding"),
    taxes: found.taxes.map(({ name, rate, base, amount, included }) => ({
      name: of(name, "taxes"),
      rate: of(rate, "taxes"),
      base: of(base, "taxes"),
      amount: of(amount, "taxes"),
      included: of(included, "taxes"),
    })),
    charges: named("charges"),
    discounts: named("discounts"),
    payments: found.payments.map(({ method, amount, tendered }) => ({
      method: of(method, "payments"),
      amount: of(amount, "payments"),
      tendered: of(tendered, "payments"),
    })),
    change: of(found.change, "change"),
    store: {
      address: of(found.store.address, "store"),
      phone: of(found.store.phone, "store"),
      taxId: of(found.store.taxId, "store"),
      website: of(found.store.website, "store"),
    },
    items: found.items.map((item) => ({
      description: of(item.description, "description"),
      quantity: of(item.quantity, "items"),
      unitPrice: of(item.unitPrice, "items"),
      amount: of(item.amount, "items"),
      discount: of(item.discount, "items"),
      unit: of(item.unit, "items"),
    })),
  };
}
