/** `npm run cost:prices -- REGION FILE…`: takes prices from AWS's public price files into tools/cost/prices.json. */
import { readFileSync, writeFileSync } from "node:fs";
import { REGIONS } from "../../stacks/facts/regions.ts";
import { readSettings } from "../../stacks/read-settings.ts";
import { pricesFrom } from "./from-price-file.ts";
import { PRICES_FILE, readPrices } from "./price-table.ts";

const USAGE = `usage: npm run cost:prices -- REGION FILE…
  FILE  https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/SERVICE/current/REGION/index.json, downloaded; SERVICE is
        AmazonECS, AWSELB, AmazonVPC, AmazonCloudWatch, AWSSecretsManager or AmazonSageMaker`;

const [region, ...files] = process.argv.slice(2);
if (!REGIONS.some((known) => known === region) || region === undefined || files.length === 0) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(1);
}
const found = files.flatMap((file) =>
  pricesFrom(readFileSync(file, "utf8"), region, [readSettings().modelInstanceType]),
);
const table = readPrices();
const prices = Object.fromEntries(found.map(({ meter, price }) => [meter, price]));
const merged = { ...table, [region]: { ...table[region], ...prices } };
writeFileSync(PRICES_FILE, `${JSON.stringify(merged, null, 2)}\n`);
process.stdout.write(
  `${region}: ${Object.keys(prices).join(", ") || "no prices of these stacks in the files"}\n`,
);
