/** Renders app/page/sample-receipt.jpg, the receipt that the README and the page show being read. */
import { writeFileSync } from "node:fs";
import { renderReceipt } from "./rendered-receipt.ts";

const SAMPLE = `# MORNING GLORY CAFE
12 Keong Saik Road
Singapore 089113
Tel 6555 0134   GST Reg 20-1234567-A

RECEIPT 004127   Table 5
14 Mar 2025   09:42

2  Kaya Toast   7.00
1  Soft Boiled Eggs   2.80
2  Kopi C   5.20
1  Laksa   9.50

Subtotal   24.50
Service charge 10%   2.45
GST 9%   2.43
# TOTAL SGD   29.38

VISA **** 4242   29.38

Thank you, come again`;

writeFileSync(
  new URL("../app/page/sample-receipt.jpg", import.meta.url),
  await renderReceipt(SAMPLE, { tilt: 2 }),
);
