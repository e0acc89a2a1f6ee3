import { cleanText } from "../clean-text.ts";
import { aboutEach, type NamedAmount, type ReadDetails } from "../details.ts";
import { maskNumbers } from "../mask-numbers.ts";

/** Characters of the longest text. */
const LONGEST = 200;

/** Details whose texts are safe to show anywhere: no commands, no cards' numbers. */
export function cleanDetails({ values, confidence, evidence }: ReadDetails): ReadDetails {
  const { receiptNumber, store } = values;
  const named = ({ name, amount }: NamedAmount) => ({ name: cleanName(name), amount });
  return {
    values: {
      ...values,
      // Numbers of a receipt and of a tax payer are labelled as such on it, and are no cards' numbers.
      receiptNumber: shortened(receiptNumber),
      taxes: values.taxes.map((tax) => ({ ...tax, name: cleanName(tax.name) })),
      charges: values.charges.map(named),
      discounts: values.discounts.map(named),
      store: {
        address: cleanName(store.address),
        phone: cleanName(store.phone),
        taxId: shortened(store.taxId),
        website: cleanName(store.website),
      },
      items: values.items.map((item) => ({
        ...item,
        description: cleanName(item.description) ?? "",
        unit: cleanName(item.unit),
      })),
    },
    confidence,
    evidence:
      evidence && aboutEach(evidence, (place) => ({ ...place, text: maskNumbers(cleanText(place.text)) })),
  };
}

const shortened = (text: string | null): string | null =>
  [...cleanText(text ?? "")].slice(0, LONGEST).join("").trimEnd() || null;

const cleanName = (text: string | null): string | null => shortened(text && maskNumbers(cleanText(text)));
