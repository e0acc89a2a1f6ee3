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
  readonly rowIndex: number;
}

/** So many rows above a price without words can say what it is of. */
const MOST_ROWS_ABOVE = 2;

/** What was bought, from the rows of the list. */
export function itemsIn(list: readonly DetailRow[], style: NumberStyle): FoundItem[] {
  const items: Open[] = [];
  /** Rows of words without a price, since the last one with a price. */
  let texts: ItemRow[] = [];
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
      texts = [...texts, said].slice(-MOST_ROWS_ABOVE);
      counted = null;
    } else if (said.amount === null) {
      const { quantity, unitPrice } = said;
      if (quantity !== null && unitPrice !== null) {
        if (texts.length === 0 && last !== undefined && isCountOf(said, last)) {
          items.splice(-1, 1, { ...last, ...countOf(said) });
        } else {
          counted = said;
        }
      }
    } else if (said.description !== "") {
      items.push({
        ...said,
        ...countIn(counted, said.amount),
        discount: null,
        discountRow: null,
        rowIndex: row.index,
      });
      [texts, counted] = [[], null];
    } else if (texts.length > 0) {
      const above = texts.slice(-1);
      items.push({
        ...said,
        ...countIn(counted, said.amount),
        description: above.map(({ description }) => description).join(" "),
        quantity: said.quantity ?? countIn(counted, said.amount).quantity ?? above[0]?.quantity ?? null,
        words: above.flatMap((one) => one.words),
        discount: null,
        discountRow: null,
        rowIndex: row.index,
      });
      [texts, counted] = [[], null];
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
