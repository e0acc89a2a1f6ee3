import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import { lettersAndDigits } from "../../../app/reader/fields/text/letters.ts";
import { loadModels, type Models } from "../../../app/reader/models.ts";
import type { Page } from "../../../app/reader/page.ts";
import { readPage } from "../../../app/reader/read-page.ts";
import { createRuntime } from "../../../app/reader/runtime.ts";
import { misread } from "../../../fixtures/misread.ts";
import { writtenReceipts } from "../../../fixtures/written-receipts.ts";
import { type LabelledBoxes, loadBoxes } from "../eval/boxes.ts";
import { loadLabels, type ReceiptLabel } from "../eval/labels.ts";
import { loadPage } from "../eval/pages.ts";
import { variantOf } from "../eval/variants.ts";
import { hashOf } from "./fit-weights.ts";

/** The text of a receipt with its right answers. */
export interface LabelledPage {
  /** Of the picture, or of the receipt of the tests. */
  readonly name: string;
  readonly page: Page;
  readonly label: ReceiptLabel;
  /** The same for receipts of one shop, which are held out together. */
  readonly shop: string;
  /** Its labelled boxes of text, where there are any. */
  readonly boxes?: LabelledBoxes;
}

export interface ReceiptSet {
  readonly name: string;
  /** Sets of one source share shops, writers and labellers: they are left out together. */
  readonly source: string;
  readonly kind: "recognised" | "written" | "misread" | "transcript";
  readonly receipts: readonly LabelledPage[];
}

/** The receipts that the tests are written with, of more countries than the folders know, and misread copies of them. */
function writtenSets(): ReceiptSet[] {
  const written = writtenReceipts().map(({ name, page, values, storeNameAlso }) => {
    const purchaseDate = values.purchaseDate?.split("-").reverse().join("-") ?? null;
    const label = {
      ...values,
      purchaseDate,
      storeNameAlso: [...storeNameAlso],
      totalAlso: [],
      sure: true,
      tags: [],
    };
    const shop = shopOf(label.storeName ?? "");
    return {
      receipt: { name, page, label, shop },
      copy: { name, page: misread(page, hashOf(name)), label, shop },
    };
  });
  return [
    {
      name: "fixtures/receipts",
      source: "written",
      kind: "written",
      receipts: written.map(({ receipt }) => receipt),
    },
    {
      name: "the same, misread",
      source: "written",
      kind: "misread",
      receipts: written.map(({ copy }) => copy),
    },
  ];
}

function shopOf(name: string): string {
  return lettersAndDigits(name).slice(0, 10);
}

let models: Promise<Models> | undefined;

/** The receipts of the tests, and each source of the command line: FOLDER, FOLDER=PAGES, or several with a plus between. */
export async function loadSets(sources: readonly string[], cache: string | undefined): Promise<ReceiptSet[]> {
  const sets = writtenSets();
  for (const source of sources) {
    for (const part of source.split("+")) {
      sets.push(await loadSet(part, source, cache));
    }
  }
  return sets;
}

/**
 * A folder with labels.json, or FOLDER=PAGES: the text of its pictures is read with the embedded reader and kept in the
 * cache, or comes from NAME.json or NAME.csv in PAGES. Pictures without text there are left out.
 */
async function loadSet(part: string, source: string, cache: string | undefined): Promise<ReceiptSet> {
  const [folder = "", pages] = part.split("=");
  const boxes = new Map((loadBoxes(folder) ?? []).map((one) => [one.file, one]));
  const receipts: LabelledPage[] = [];
  for (const [name, label] of loadLabels(folder)) {
    const page =
      pages === undefined
        ? await cachedPage(folder, name, cache && join(cache, basename(folder)))
        : loadPage(pages, name);
    if (page) {
      const own = boxes.get(name);
      const shop = shopOf(label.storeName ?? label.brand?.[0] ?? name);
      receipts.push({ name, page, label, shop, ...(own && { boxes: own }) });
    }
  }
  return { name: basename(folder), source, receipts, kind: pages === folder ? "transcript" : "recognised" };
}

/** The pictures of a folder of one of the sources turned by 90, 180 and 270 degrees, without EXIF; a set each. */
export async function loadTurned(
  folder: string,
  sources: readonly string[],
  cache: string | undefined,
): Promise<ReceiptSet[]> {
  const name = basename(folder);
  const source = sources.find((one) => one.split("+").some((part) => part.split("=")[0] === folder));
  const sets: ReceiptSet[] = [];
  for (const turn of [90, 180, 270]) {
    const receipts: LabelledPage[] = [];
    for (const [picture, label] of loadLabels(folder)) {
      const own = cache && join(cache, `${name}-turned-${turn}`);
      const page = await cachedPage(folder, picture, own, turn);
      receipts.push({ name: picture, page, label, shop: shopOf(label.storeName ?? picture) });
    }
    sets.push({ name: `${name}, turned by ${turn}`, source: source ?? folder, receipts, kind: "recognised" });
  }
  return sets;
}

async function cachedPage(
  folder: string,
  name: string,
  cache: string | undefined,
  turn?: number,
): Promise<Page> {
  const known = cache && loadPage(cache, name);
  if (known) {
    return known;
  }
  const page = await readPicture(join(folder, name), turn);
  if (cache) {
    mkdirSync(cache, { recursive: true });
    writeFileSync(join(cache, name.replace(/\.[^.]+$/u, ".json")), JSON.stringify(page));
  }
  return page;
}

/** The text of a picture, by the embedded reader; if asked for, of its copy that is turned by some degrees. */
export async function readPicture(file: string, turn?: number): Promise<Page> {
  models ??= createRuntime(availableParallelism()).then(loadModels);
  const image = await variantOf(readFileSync(file), { turn, degrade: false });
  return (await readPage(await models, image)).page;
}
