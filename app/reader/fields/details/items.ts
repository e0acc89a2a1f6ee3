import { toCents } from "../candidates/total/cents.ts";
import type { NumberStyle } from "../text/numbers.ts";
import { anyOf, words } from "../words/words.ts";
import type { DetailRow } from "./detail-rows.ts";
import type { FoundItem } from "./found.ts";
import { type ItemRow, isProduct, itemRowOf } from "./item-row.ts";

/** An item while the rows that belong to it are found. */
interface Open extends ItemRow {
  discount: number | null;
  discountRow: DetailRow | null;
}

/** What was bought, from the rows of the list. */
export function itemsIn(list: readonly DetailRow[], style: NumberStyle): FoundItem[] {
  const items: Open[] = [];
  /** The last row of words without a price, since one with a price: what a price without words is of. */
  let above: ItemRow | null = null;
  /** A count without an item, for the next one. */
  let counted: ItemRow | null = null;
  for (const row of list) {
    const last = items.at(-1);
    const said = itemRowOf(row, style);
    const perUnit = PRICE_OF_UNIT.exec(row.row.folded);
    if (perUnit && last !== undefined && said.amount !== null) {
      items.splice(-1, 1, {
        ...last,
        unitPrice: said.amount,
        unit: last.unit ?? UNITS[perUnit[1] ?? ""] ?? null,
      });
    } else if (isDiscount(row) && last !== undefined) {
      if (row.last !== null) {
        last.discount = toCents((last.discount ?? 0) + Math.abs(row.last.value));
        last.discountRow = row;
      }
    } else if (said.amount === null && said.description !== "") {
      [above, counted] = [said, null];
    } else if (said.amount === null) {
      const { quantity, unitPrice } = said;
      if (quantity !== null && unitPrice !== null) {
        if (above === null && last !== undefined && isCountOf(said, last)) {
          items.splice(-1, 1, { ...last, ...countOf(said) });
        } else {
          counted = said;
        }
      }
    } else if (said.description !== "" || above !== null) {
      const count = countIn(counted, said.amount);
      const named =
        said.description !== "" || above === null
          ? {}
          : {
              description: above.description,
              quantity: said.quantity ?? count.quantity ?? above.quantity,
              words: above.words,
            };
      items.push({ ...said, ...count, ...named, discount: null, discountRow: null });
      [above, counted] = [null, null];
    } else if (last !== undefined && isCountOf(said, last)) {
      items.splice(-1, 1, { ...last, ...countOf(said) });
    }
  }
  return items.map(toFound);
}

/** Whether something is taken off what is above. */
function isDiscount({ kind, isPlain, last, row }: DetailRow): boolean {
  const isLess = (last?.value ?? 0) < 0;
  return (kind === "discount" && (isPlain || isLess)) || (isLess && DISCOUNT.test(row.folded));
}
/** What labels do not know, or know as something else: "REMISE FIDELITE" is of points too. */
const DISCOUNT = anyOf(words`
  DISC, DSC, PREISVORTEIL, PREISNACHLASS, NACHLASS, RABATT, SOFORTRABATT, REMISE, REDUCTION, PROMO, SCONTO, DESCUENTO, DTO, DESCONTO,
  OPUST, RABAT, SLEVA, SLEVA AKCE, KORTING, PRISNEDSATTNING, KAMPANJ, SAVING, SAVINGS, OFFER, MULTIBUY, COUPON, MARKDOWN,
  OFF, (?:BUY )?\d (?:FOR|GET), (?:CARD|CLUB|MEMBER|LOYALTY) PRICE
`);

/** "PRECIO KILO 6.30", "Price/kg 2.40", "PREIS JE L 1,79": below what was bought. */
const PRICE_OF_UNIT =
  /^(?:PRECIO|PRICE|PREIS|PRIX|PREZZO|PRECO|PRIJS|CENA|PRIS)\s?(?:\/|PER|POR|JE|PRO|AU|AL|DE|ZA)?\s?(KILO|KG|LITRO|LITRE|LITER|L|LB|GAL|G)(?!\p{L})/u;
const UNITS: Readonly<Record<string, string>> = {
  KILO: "kg",
  KG: "kg",
  LITRO: "l",
  LITRE: "l",
  LITER: "l",
  L: "l",
  LB: "lb",
  GAL: "gal",
  G: "gal",
};

/** Whether a row below an item says how many there are and what one costs. */
function isCountOf(count: ItemRow, { quantity, unitPrice, amount }: ItemRow): boolean {
  const isNew = quantity === null || (quantity === count.quantity && unitPrice === null);
  return isNew && isProduct(count, amount ?? Number.NaN);
}

/** The count in a row above, if it is of this amount. */
const countIn = (counted: ItemRow | null, amount: number): Partial<ReturnType<typeof countOf>> =>
  counted !== null && isProduct(counted, amount) ? countOf(counted) : {};

const countOf = ({ quantity, unitPrice, unit }: ItemRow) => ({ quantity, unitPrice, unit });

function toFound(item: Open): FoundItem {
  const { words, price } = item;
  const found = <Value>(value: Value | null, lines: ItemRow["words"]) =>
    value === null ? null : { value, lines };
  return {
    description: { value: item.description, lines: words },
    quantity: found(item.quantity, words),
    unitPrice: found(item.unitPrice, words),
    amount: found(item.amount, price),
    discount: found(item.discount, item.discountRow?.row.pieces ?? []),
    unit: found(item.unit, words),
    taxLetter: item.taxLetter,
  };
}
