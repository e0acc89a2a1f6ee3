import { toCents } from "../candidates/total/cents.ts";
import type { NumberStyle } from "../text/numbers.ts";
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
  let words: ItemRow[] = [];
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
      words = [...words, said].slice(-MOST_ROWS_ABOVE);
      counted = null;
    } else if (said.amount === null) {
      const { quantity, unitPrice } = said;
      if (quantity !== null && unitPrice !== null) {
        if (words.length === 0 && last?.quantity === null && isProduct(said, last.amount ?? Number.NaN)) {
          items.splice(-1, 1, { ...last, ...countOf(said) });
        } else {
          counted = said;
        }
      }
    } else if (said.description !== "") {
      const count = counted !== null && isProduct(counted, said.amount) ? countOf(counted) : {};
      items.push({ ...said, ...count, discount: null, discountRow: null, rowIndex: row.index });
      [words, counted] = [[], null];
    } else if (words.length > 0) {
      const above = words.slice(-1);
      items.push({
        ...said,
        description: above.map(({ description }) => description).join(" "),
        quantity: said.quantity ?? above[0]?.quantity ?? null,
        words: above.flatMap((one) => one.words),
        discount: null,
        discountRow: null,
        rowIndex: row.index,
      });
      [words, counted] = [[], null];
    } else if (last !== undefined && last.quantity === null && isProduct(said, last.amount ?? Number.NaN)) {
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
const DISCOUNT = /(?<!\p{L})DI?SC(?!\p{L})/u;

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
