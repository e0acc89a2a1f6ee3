import { strings } from "../strings.ts";
import { byId, element, onClick } from "./dom.ts";
import type { Item } from "./item.ts";
import { notify } from "./notices.ts";
import { rowsOf, textsOf, toCsv, toJson, toTabs } from "./table-text.ts";

/** The buttons that copy, download and print the table. */
export function watchExportButtons(itemsAsShown: () => readonly Item[]): void {
  onClick(byId("copy", HTMLButtonElement), () => {
    const rows = rowsOf(itemsAsShown());
    const copied = copy({ "text/plain": toTabs(rows), "text/html": tableOf(rows.map(textsOf)) });
    notify(copied ? strings.notices.copied(rows.length) : strings.notices.copyFailed, { brief: copied });
  });
  onClick(byId("csv", HTMLButtonElement), () =>
    save(itemsAsShown(), (rows) => toCsv(rows, navigator.language), "csv", "text/csv"),
  );
  onClick(byId("json", HTMLButtonElement), () => save(itemsAsShown(), toJson, "json", "application/json"));
  onClick(byId("print", HTMLButtonElement), () => print());
}

function save(
  items: readonly Item[],
  toText: (rows: ReturnType<typeof rowsOf>) => string,
  extension: string,
  type: string,
): void {
  const rows = rowsOf(items);
  const day = new Date().toLocaleDateString("sv"); // YYYY-MM-DD in the visitor's time zone
  const link = element("a");
  link.href = URL.createObjectURL(new Blob([toText(rows)], { type }));
  link.download = `${strings.downloadName}-${day}.${extension}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  const unread = items.length - rows.length;
  const text = strings.notices.downloaded(link.download, rows.length);
  notify(unread === 0 ? text : `${text} ${strings.notices.unread(unread)}`, { brief: true });
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
