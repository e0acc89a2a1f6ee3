import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { lettersAndDigits } from "../../../app/reader/fields/text/letters.ts";
import { loadModels, type Models } from "../../../app/reader/models.ts";
import type { Page } from "../../../app/reader/page.ts";
import { readPage } from "../../../app/reader/read-page.ts";
import { createRuntime } from "../../../app/reader/runtime.ts";
import { misread } from "../../../fixtures/misread.ts";
import { writtenReceipts } from "../../../fixtures/written-receipts.ts";
import { loadLabels, type ReceiptLabel } from "../eval/labels.ts";
import { loadPage } from "../eval/pages.ts";
import { hashOf } from "./fit-weights.ts";

/** The text of a receipt with its right answers. */
export interface LabelledPage {
  readonly page: Page;
  readonly label: ReceiptLabel;
  /** The same for receipts of one shop, which are held out together. */
  readonly shop: string;
}

export interface ReceiptSet {
  readonly name: string;
  readonly kind: "recognised" | "written" | "misread" | "transcript";
  readonly receipts: readonly LabelledPage[];
}

/** The receipts that the tests are written with, of more countries than the folders know, and misread copies of them. */
export function writtenSets(): ReceiptSet[] {
  const written = writtenReceipts().map(({ name, page, values, storeNameAlso }) => {
    const purchaseDate = values.purchaseDate?.split("-").reverse().join("-") ?? null;
    const label = { ...values, purchaseDate, storeNameAlso: [...storeNameAlso], totalAlso: [] };
    const shop = shopOf(label.storeName ?? "");
    return { receipt: { page, label, shop }, copy: { page: misread(page, hashOf(name)), label, shop } };
  });
  return [
    { name: "fixtures/receipts", kind: "written", receipts: written.map(({ receipt }) => receipt) },
    { name: "the same, misread", kind: "misread", receipts: written.map(({ copy }) => copy) },
  ];
}

function shopOf(name: string): string {
  return lettersAndDigits(name).slice(0, 10);
}

let models: Promise<Models> | undefined;

/**
 * A folder with labels.json, or FOLDER=PAGES: the text of its pictures is read with the embedded reader, or comes from
 * NAME.json or NAME.csv in PAGES. Pictures without text there are left out.
 */
export async function loadSet(argument: string): Promise<ReceiptSet> {
  const [folder = "", pages] = argument.split("=");
  const receipts: LabelledPage[] = [];
  for (const [name, label] of loadLabels(folder)) {
    const page = pages === undefined ? await readPicture(join(folder, name)) : loadPage(pages, name);
    if (page) {
      receipts.push({ page, label, shop: shopOf(label.storeName ?? name) });
    }
  }
  return { name: argument, receipts, kind: pages === folder ? "transcript" : "recognised" };
}

/** The text of a picture, by the embedded reader. */
export async function readPicture(file: string): Promise<Page> {
  models ??= createRuntime(availableParallelism()).then(loadModels);
  return (await readPage(await models, readFileSync(file))).page;
}
