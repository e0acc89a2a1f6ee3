/** What the text that a PDF file tells itself saves: written receipts as PDF pages, read from it and as pictures. */
import { loadModels } from "../../app/reader/models.ts";
import { openFile } from "../../app/reader/picture/open-file.ts";
import { readOpenedPage } from "../../app/reader/read-page.ts";
import { createRuntime } from "../../app/reader/runtime.ts";
import { showRows, writtenPdf } from "../../fixtures/written-pdf.ts";
import { writtenReceipts } from "../../fixtures/written-receipts.ts";
import { markdownTable } from "../../tools/tables.ts";

/** Receipts; the first one warms up. */
const RECEIPTS = 5;

/** A table of seconds of CPU for one page, in this process and with one thread. */
export async function textLayerTable(): Promise<string> {
  const models = await loadModels(await createRuntime(1));
  let [opening, fromLayer, asPicture] = [0, 0, 0];
  for (const [index, { text }] of writtenReceipts().slice(0, RECEIPTS).entries()) {
    const file = writtenPdf({ pages: [{ content: showRows(text) }] });
    const start = cpuSeconds();
    const page = await (await openFile(file)).page(1);
    const opened = cpuSeconds();
    await readOpenedPage(models, page);
    const layer = cpuSeconds();
    await readOpenedPage(models, { picture: page.picture });
    if (index > 0) {
      opening += opened - start;
      fromLayer += layer - opened;
      asPicture += cpuSeconds() - layer;
    }
  }
  const each = (sum: number) => (sum / (RECEIPTS - 1)).toFixed(2);
  return markdownTable(
    ["a page of a PDF file", "CPU-s to open it", "to read it"],
    [
      ["from its text layer", each(opening), each(fromLayer)],
      ["as a picture", each(opening), each(asPicture)],
    ],
  );
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

if (import.meta.main) {
  console.log(await textLayerTable());
}
