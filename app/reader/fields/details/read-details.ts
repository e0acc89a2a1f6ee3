import { aboutEach, type ReadDetails } from "../../../details.ts";
import type { Note } from "../../../note.ts";
import type { Evidence, Place } from "../../../receipt.ts";
import type { Line } from "../../page.ts";
import { toCents } from "../candidates/total/cents.ts";
import { placeOf } from "../evidence.ts";
import type { ReceiptText } from "../text/receipt-text.ts";
import { conventionOf, differenceOf, sumOf } from "./adds-up.ts";
import { confidenceIn } from "./confidence.ts";
import { detailRowsOf } from "./detail-rows.ts";
import { type Found, type FoundDetails, type FoundItem, type FoundNamed, valuesOf } from "./found.ts";
import { itemsIn } from "./items.ts";
import { changeIn, chargesIn, discountsIn, roundingIn, subtotalIn, tipIn } from "./labelled-rows.ts";
import { storeIn } from "./particulars.ts";
import { paymentsIn } from "./payments.ts";
import { receiptNumberIn } from "./receipt-number.ts";
import { sectionsOf } from "./sections.ts";
import { contradictedTaxes } from "./tax-letters.ts";
import { taxesIn } from "./taxes.ts";
import { timeIn } from "./time.ts";

export interface DetailsOfReceipt extends ReadDetails {
  readonly notes: readonly Note[];
}

/**
 * What a receipt says beyond its fields.
 * @param total what was paid, where it is known
 * @param evidenceOf from a place on the receipt's page to one in the file
 */
export function readDetails(
  text: ReceiptText,
  total: number | null,
  evidenceOf: (place: Place) => Evidence,
): DetailsOfReceipt {
  const printed = foundIn(text, total);
  const contradicted = contradictedTaxes(printed);
  const taxes = printed.taxes.map((tax) => (contradicted.includes(tax) ? { ...tax, base: null } : tax));
  const { found, isRight, difference } = settled({ ...printed, taxes }, total);
  const placed = (lines: readonly Line[]) => {
    const place = placeOf(lines, text.page);
    return place === undefined ? null : evidenceOf(place);
  };
  return {
    values: valuesOf(found),
    confidence: aboutEach<Found<unknown>, number>(found, ({ lines }, group) =>
      confidenceIn(group, group === "taxes" && contradicted.length > 0 ? false : isRight, lines),
    ),
    evidence: aboutEach<Found<unknown>, Evidence>(found, ({ lines }) => placed(lines)),
    notes: [
      ...(difference === null ? [] : [{ code: "sum-differs", difference } as const]),
      ...(contradicted.length === 0 ? [] : [{ code: "taxes-differ" } as const]),
    ],
  };
}

function foundIn(text: ReceiptText, total: number | null): FoundDetails {
  const rows = detailRowsOf(text);
  const { list, below, between } = sectionsOf(text, rows, total);
  const items = itemsIn(list, text.numberStyle);
  const change = changeIn(below);
  const taxes = taxesIn(text, below, total);
  const [tip, rounding, charges] = [
    tipIn(below),
    roundingIn(below),
    chargesIn([...between.filter(({ isPlain }) => isPlain), ...below]),
  ];
  const sum = (amounts: readonly (Found<number> | null)[]) =>
    amounts.reduce((all, amount) => all + (amount?.value ?? 0), 0);
  const taxed = sum(taxes.map(({ amount }) => amount));
  const charged = sum(charges.map(({ amount }) => amount));
  return {
    time: timeIn(text),
    receiptNumber: receiptNumberIn(text),
    subtotal: subtotalIn(below, {
      items: sumOfItems(items),
      added: sumsOf([taxed, charged, tip?.value ?? 0, rounding?.value ?? 0]),
      total,
    }),
    tip,
    rounding,
    taxes,
    charges,
    discounts: discountsIn(below),
    payments: paymentsIn(below, total, change),
    change,
    store: storeIn(text, list[0]?.index ?? below[0]?.index ?? rows.length),
    items,
  };
}

/** What each choice of these comes to, without those that come to nothing. */
function sumsOf(amounts: readonly number[]): number[] {
  let sums = [0];
  for (const amount of amounts) {
    sums = sums.concat(sums.map((sum) => sum + amount));
  }
  return sums.filter((sum) => toCents(sum) !== 0);
}

const sumOfItems = (items: readonly FoundItem[]): number =>
  toCents(
    items.reduce((sum, { amount, discount }) => sum + (amount?.value ?? 0) - (discount?.value ?? 0), 0),
  );

interface Settled {
  readonly found: FoundDetails;
  /** Whether all comes out at the total; null where there is nothing to compare. */
  readonly isRight: boolean | null;
  /** What is missing, where it does not. */
  readonly difference: number | null;
}

/** Decides by the sum what counts, and which way: what was saved is no discount, and taxes are added or in the prices. */
function settled(printed: FoundDetails, total: number | null): Settled {
  const found = total !== null && total < 0 && sumOfItems(printed.items) > 0 ? givenBack(printed) : printed;
  if (total === null || found.items.length === 0) {
    return { found, isRight: null, difference: null };
  }
  const parts = valuesOf(found);
  const convention = conventionOf(parts, total);
  if (convention === undefined) {
    const items = withoutGroups(found.items);
    const isOfGroups =
      items !== undefined && conventionOf(valuesOf({ ...found, items }), total) !== undefined;
    return isOfGroups
      ? settled({ ...found, items }, total)
      : { found, isRight: false, difference: differenceOf(parts, total) };
  }
  const { addsTaxes, rounding, takesItemDiscounts } = convention;
  const hasTaxes = sumOf(parts, convention) !== sumOf(parts, { ...convention, addsTaxes: !addsTaxes });
  return {
    found: {
      ...found,
      rounding: found.rounding && rounding !== 0 ? scaled(found.rounding, rounding) : null,
      charges: convention.addsCharges ? found.charges : [],
      discounts: convention.takesDiscounts ? found.discounts : [],
      items: takesItemDiscounts ? found.items : found.items.map((item) => ({ ...item, discount: null })),
      taxes: found.taxes.map((tax) => ({
        ...tax,
        included: tax.included ?? (hasTaxes ? { value: !addsTaxes, lines: tax.amount?.lines ?? [] } : null),
      })),
    },
    isRight: true,
    difference: null,
  };
}

/** Most groups at the end of a list. */
const MOST_GROUPS = 6;

/** The items without the sums of their groups below them, such as "Food" and "Drinks"; undefined where there are none. */
function withoutGroups(items: readonly FoundItem[]): readonly FoundItem[] | undefined {
  for (let count = 2; count <= MOST_GROUPS && 2 * count < items.length; count++) {
    const [own, groups] = [items.slice(0, -count), items.slice(-count)];
    if (toCents(sumOfItems(own) - sumOfItems(groups)) === 0) {
      return own;
    }
  }
  return undefined;
}

const scaled = (found: Found<number>, factor: number): Found<number> => ({
  ...found,
  value: factor * found.value,
});

/** A refund that is printed without minus. */
function givenBack(found: FoundDetails): FoundDetails {
  const back = (amount: Found<number> | null) => (amount === null ? null : scaled(amount, -1));
  const named = ({ name, amount }: FoundNamed) => ({ name, amount: scaled(amount, -1) });
  return {
    ...found,
    subtotal: back(found.subtotal),
    taxes: found.taxes.map((tax) => ({ ...tax, base: back(tax.base), amount: back(tax.amount) })),
    charges: found.charges.map(named),
    discounts: found.discounts.map(named),
    items: found.items.map((item) => ({
      ...item,
      amount: back(item.amount),
      discount: back(item.discount),
    })),
  };
}
