import * as z from "zod/mini";
import {
  type Details,
  type Item,
  type NamedAmount,
  NO_DETAILS,
  PAYMENT_METHODS,
  type Payment,
  type Tax,
} from "../details.ts";
import { isNullWord } from "./answers/is-null-word.ts";
import { parseAmount } from "./answers/parse-amount.ts";

const value = z.catch(z.nullish(z.union([z.number(), z.string()])), null);
const list = z.catch(z.array(z.catch(z.string(), "")), []);

/** What a model may write; a part that is something else counts as nothing. */
const answerSchema = z.catch(
  z.object({
    time: value,
    receiptNumber: value,
    subtotal: value,
    tip: value,
    rounding: value,
    change: value,
    address: value,
    phone: value,
    taxId: value,
    website: value,
    taxes: list,
    charges: list,
    discounts: list,
    payments: list,
    items: list,
  }),
  {
    ...{ time: null, receiptNumber: null, subtotal: null, tip: null, rounding: null, change: null },
    ...{ address: null, phone: null, taxId: null, website: null },
    ...{ taxes: [], charges: [], discounts: [], payments: [], items: [] },
  },
);

/** The details in a model's answer. What cannot be understood is null or left out; the fields do not suffer from it. */
export function parseDetails(answer: unknown, currency: string | null): Details {
  if (typeof answer !== "object" || answer === null) {
    return NO_DETAILS;
  }
  const said = answerSchema.parse(answer);
  const amount = (written: unknown): number | null =>
    typeof written === "number" ? written : parseAmount(textIn(written) ?? "", currency);
  const named = (line: string): NamedAmount[] => {
    const [name, sum] = partsOf(line, 2);
    const parsed = amount(sum);
    return parsed === null ? [] : [{ name: textIn(name), amount: parsed }];
  };
  return {
    time: timeIn(said.time),
    receiptNumber: textIn(said.receiptNumber),
    subtotal: amount(said.subtotal),
    tip: amount(said.tip),
    rounding: amount(said.rounding),
    taxes: said.taxes.flatMap((line): Tax[] => {
      const [name, rate, base, tax, how] = partsOf(line, 5);
      const [percent, taxed, sum] = [amount(rate?.replace("%", "")), amount(base), amount(tax)];
      const included = how === "included" ? true : how === "added" ? false : null;
      return percent === null && sum === null
        ? []
        : [{ name: textIn(name), rate: percent, base: taxed, amount: sum, included }];
    }),
    charges: said.charges.flatMap(named),
    discounts: said.discounts.flatMap(named).map(({ name, amount }) => ({ name, amount: Math.abs(amount) })),
    payments: said.payments.flatMap((line): Payment[] => {
      const [how, paid, tendered] = partsOf(line, 3);
      const parsed = amount(paid);
      const method = PAYMENT_METHODS.find((known) => known === how?.toLowerCase()) ?? "other";
      return parsed === null ? [] : [{ method, amount: parsed, tendered: amount(tendered) }];
    }),
    change: amount(said.change),
    store: {
      address: textIn(said.address),
      phone: textIn(said.phone),
      taxId: textIn(said.taxId),
      website: textIn(said.website),
    },
    items: said.items.flatMap((line): Item[] => {
      const [description, quantity, unit, unitPrice, sum, discount] = partsOf(line, 6);
      const name = textIn(description);
      const less = amount(discount);
      return name === null
        ? []
        : [
            {
              description: name,
              quantity: numberIn(quantity),
              unitPrice: amount(unitPrice),
              amount: amount(sum),
              discount: less === null || less === 0 ? null : Math.abs(less),
              unit: textIn(unit),
            },
          ];
    }),
  };
}

/** The parts of a text; a sign of separation within the first one stays there. */
function partsOf(line: string, count: number): (string | undefined)[] {
  const parts = line.split("|").map((part) => part.trim());
  const surplus = Math.max(0, parts.length - count);
  return [parts.slice(0, surplus + 1).join("|"), ...parts.slice(surplus + 1)];
}

/** What is in a text; null for what only says that there is nothing. */
function textIn(written: unknown): string | null {
  const text =
    typeof written === "number" ? String(written) : typeof written === "string" ? written.trim() : "";
  return text === "" || isNullWord(text) ? null : text.replace(/\s+/g, " ");
}

/** A count or a weight, of which three decimals are no thousands. */
function numberIn(written: string | undefined): number | null {
  const number = Number((written ?? "").replace(",", ".") || Number.NaN);
  return Number.isFinite(number) ? number : null;
}

function timeIn(written: unknown): string | null {
  const [, hours = "", minutes, seconds] =
    /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(textIn(written) ?? "") ?? [];
  const isTime =
    minutes !== undefined && Number(hours) < 24 && Number(minutes) < 60 && Number(seconds ?? 0) < 60;
  return isTime
    ? [hours.padStart(2, "0"), minutes, ...(seconds === undefined ? [] : [seconds])].join(":")
    : null;
}
