import { readFileSync } from "node:fs";
import { z } from "zod";
import { FIELDS } from "../../app/receipt.ts";

const verdict = z.enum(["right", "wrong", "null"]).optional();
const value = z.union([z.string(), z.number()]).nullable();
const casesSchema = z.array(
  z.object({
    picture: z.string(),
    given: z.object({ storeName: value, purchaseDate: value, total: value, currency: value }).nullable(),
    verdicts: z.object({ storeName: verdict, purchaseDate: verdict, total: verdict, currency: verdict }),
  }),
);

const [before, after] = process.argv.slice(2);
if (before === undefined || after === undefined) {
  console.error(
    "npm run eval:compare -- A B\nShows what became better and worse between two files of npm run eval -- … --save FILE.",
  );
  process.exit(2);
}
const old = new Map(load(before).map((one) => [one.picture, one]));
let [better, worse] = [0, 0];
for (const now of load(after)) {
  const then = old.get(now.picture);
  if (!then) {
    continue;
  }
  for (const field of FIELDS) {
    const [was, is] = [then.verdicts[field], now.verdicts[field]];
    if (was === is || (was !== "right" && is !== "right")) {
      continue;
    }
    if (is === "right") {
      better++;
    } else {
      worse++;
    }
    const [a, b] = [JSON.stringify(then.given?.[field] ?? null), JSON.stringify(now.given?.[field] ?? null)];
    console.log(`${is === "right" ? "better" : "worse "}  ${now.picture}: ${field} ${a} -> ${b}`);
  }
}
console.log(JSON.stringify({ better, worse }));

function load(file: string): z.infer<typeof casesSchema> {
  return casesSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}
