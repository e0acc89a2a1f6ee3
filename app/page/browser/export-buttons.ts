import { strings } from "../strings.ts";
import { byId, element, onClick } from "./dom.ts";
import type { Item } from "./item.ts";
import { notify } from "./notices.ts";
import { journalRowOf, rowsOf, tableRowOf, textsOf, toCsv, toJson, toTabs } from "./table-text.ts";
import { wantsDetails } from "./wants-details.ts";

/** Bytes of a stream that are gathered in memory before the browser may put them on its disk. */
const PIECE = 8e6;

type Rows = ReturnType<typeof rowsOf>;

/** The endings of files, by the buttons that download them. */
const FILES = {
  csv: "csv",
  xlsx: "xlsx",
  zip: "zip",
  json: "json",
  beancount: "beancount",
  hledger: "journal",
} as const;

/**
 * The buttons that copy, download and print the table. What writes spreadsheets and ZIP files is loaded when it is used.
 * @param pictureOf the picture of a file
 * @param beforePrint shows what is only on paper
 */
export function watchExportButtons(
  itemsAsShown: () => readonly Item[],
  pictureOf: (file: string) => Promise<Blob | undefined>,
  beforePrint: () => Promise<void>,
): void {
  onClick(byId("copy", HTMLButtonElement), () => {
    const rows = rowsOf(itemsAsShown());
    const copied = copy({ "text/plain": toTabs(rows), "text/html": tableOf(rows.map(textsOf)) });
    notify(copied ? strings.notices.copied(rows.length) : strings.notices.copyFailed, { brief: copied });
  });
  const watch = (name: keyof typeof FILES, fileOf: (rows: Rows) => Promise<Blob>) => {
    const button = byId(name, HTMLButtonElement);
    onClick(button, () => {
      if (button.ariaBusy !== "true") {
        void save(itemsAsShown(), fileOf, FILES[name], button);
      }
    });
  };
  watch("csv", async (rows) => new Blob([toCsv(rows, navigator.language)], { type: "text/csv" }));
  watch("json", async (rows) => new Blob([toJson(rows)], { type: "application/json" }));
  watch("xlsx", async (rows) => {
    const { toXlsx } = await import("../../exports/xlsx.ts");
    return toXlsx(strings.csvColumns, rows.map(tableRowOf), strings.details.heads);
  });
  watch("zip", async (rows) => {
    const { toZip } = await import("../../exports/zip.ts");
    const zip = toZip(strings.csvColumns, rows.map(tableRowOf), pictureOf, strings.details.heads);
    return gathered(zip, "application/zip");
  });
  watch("beancount", async (rows) => {
    const { toBeancount } = await import("../../exports/journal.ts");
    return new Blob([toBeancount(rows.map(journalRowOf))], { type: "text/plain" });
  });
  watch("hledger", async (rows) => {
    const { toHledger } = await import("../../exports/journal.ts");
    return new Blob([toHledger(rows.map(journalRowOf))], { type: "text/plain" });
  });
  onClick(byId("print", HTMLButtonElement), async () => {
    await beforePrint();
    print();
  });
}

/** Some of the receipts that have been read, such as "3 shown". */
export interface Part {
  readonly count: number;
  readonly text: string;
}

/**
 * Says on each button how many receipts it takes out.
 * @param part undefined if these are all
 */
export function showExportCount(part: Part | undefined): void {
  byId("out", HTMLElement).classList.toggle("counted", part !== undefined);
  for (const name of ["csv", "xlsx", "zip", "json", "copy", "beancount", "hledger"] as const) {
    const button = byId(name, HTMLButtonElement);
    const whole = strings[`${name}Label`];
    const label = part === undefined ? whole : strings.exportLabel(whole, part.text);
    if (button.ariaLabel !== label) {
      button.ariaLabel = label;
      button.textContent = part === undefined ? strings[name] : strings.exportText(strings[name], part.count);
    }
  }
}

async function save(
  items: readonly Item[],
  fileOf: (rows: Rows) => Promise<Blob>,
  extension: string,
  button: HTMLButtonElement,
): Promise<void> {
  const rows = rowsOf(items, wantsDetails.isOn);
  const day = new Date().toLocaleDateString("sv"); // YYYY-MM-DD in the visitor's time zone
  const name = `${strings.downloadName}-${day}.${extension}`;
  button.ariaBusy = "true";
  const file = await fileOf(rows).catch(() => undefined);
  button.ariaBusy = null;
  if (file === undefined) {
    notify(strings.notices.notMade(name));
    return;
  }
  const link = element("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  const unread = items.length - rows.length;
  const text = strings.notices.downloaded(name, rows.length);
  notify(unread === 0 ? text : `${text} ${strings.notices.unread(unread)}`, { brief: true });
}

/** All of a stream, of which little is in memory at a time: browsers put large blobs on their disk. */
async function gathered(stream: ReadableStream<Uint8Array>, type: string): Promise<Blob> {
  const reader = stream.getReader();
  const pieces: Blob[] = [];
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(Uint8Array.from(next.value));
    size += next.value.length;
    if (size > PIECE) {
      pieces.push(new Blob(chunks));
      chunks = [];
      size = 0;
    }
  }
  return new Blob([...pieces, ...chunks], { type });
}

/** `navigator.clipboard` is missing on pages without https; this works everywhere. */
function copy(texts: Readonly<Record<string, string>>): boolean {
  let copied = false;
  const fill = (event: ClipboardEvent) => {
    event.preventDefault();
    for (const [type, text] of Object.entries(texts)) {
      event.clipboardData?.setData(type, text);
    }
    copied = event.clipboardData !== null;
  };
  document.addEventListener("copy", fill);
  document.execCommand("copy");
  document.removeEventListener("copy", fill);
  return copied;
}

/** For programs that take a table as HTML. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const line = (tag: "td" | "th", texts: readonly string[]) =>
    element("tr", ...texts.map((text) => element(tag, text)));
  return element("table", line("th", strings.csvColumns), ...rows.map((texts) => line("td", texts)))
    .outerHTML;
}
