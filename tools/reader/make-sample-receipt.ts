/** Renders the receipt that the page offers as a sample, and that the README has read: app/page/sample-receipt.jpg. */
import { writeFile } from "node:fs/promises";
import { renderReceipt } from "./rendered-receipt.ts";

const TEXT = `
# HARBOUR BAKERY

12 Quay Street, Singapore 049321
Tel 6555 0142

Date: 14/03/2026  Time: 09:41
Receipt 004217  Counter 2

2 x Butter croissant  6.40
1 x Sourdough loaf  8.90
1 x Flat white  5.20

Subtotal  SGD 20.50
GST 9 %  SGD 1.85
TOTAL  SGD 22.35

Cash  SGD 50.00
Change  SGD 27.65

Thank you, see you again!
`;

await writeFile(
  new URL("../../app/page/sample-receipt.jpg", import.meta.url),
  await renderReceipt(TEXT.trim()),
);
