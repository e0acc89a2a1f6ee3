import { textTable } from "../tables.ts";
import { dollars, type Estimate, total } from "./estimate.ts";
import { ASSUMPTIONS } from "./usage.ts";

/** Each line with its price and the page of that, their sum, and what is assumed. */
export function report(found: Estimate, requests: number): string {
  const rows = found.lines.map(({ what, quantity, unit, price, cost }) => [
    what,
    `${Number(quantity.toPrecision(4))} ${unit}`,
    cost === undefined ? "price unknown" : dollars(cost),
    price === undefined ? "" : `$${price.usd}, ${price.read}: ${price.page}`,
  ]);
  const sums = [["together", "", total(found), ""]];
  if (requests > 0) {
    const perThousand = { ...found, sum: (found.sum / requests) * 1000 };
    sums.push(["a thousand receipts", "", total(perThousand), ""]);
  }
  return `${textTable([...rows, ...sums])}\n\nAssumed:\n${ASSUMPTIONS.map((each) => `- ${each}\n`).join("")}`;
}
