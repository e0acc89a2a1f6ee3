import type { Details } from "../../details.ts";
import { formatAmount } from "../../exports/amount-text.ts";
import { differenceOf } from "../../reader/fields/details/adds-up.ts";
import { strings } from "../strings.ts";
import { parseAmount } from "./amounts.ts";
import { countText, type DetailLine, linesOf, withLine } from "./detail-lines.ts";
import { byId, element, onClick } from "./dom.ts";
import type { Item } from "./item.ts";
import { wantsDetails } from "./wants-details.ts";

/** What a name does not say. */
const NAMED_KINDS: ReadonlySet<DetailLine["group"]> = new Set(["discounts", "charges", "taxes"]);

export interface DetailsPanelOptions {
  /** Somebody has corrected something. */
  onDetails(id: string, details: Details): void;
  /** The file of each receipt that was read without details and is not being read again. */
  filesWithout(): readonly string[];
  /** Has them read again for their details alone. */
  readDetails(files: readonly string[]): Promise<void>;
}

/** What the receipt that is shown says beyond its fields, below its picture. */
export class DetailsPanel {
  readonly #options: DetailsPanelOptions;
  readonly #content = byId("details-content", HTMLElement);
  readonly #missing = byId("details-missing", HTMLElement);
  readonly #read = byId("details-read", HTMLButtonElement);
  readonly #list = byId("detail-lines", HTMLElement);
  readonly #note = byId("details-note", HTMLElement);
  readonly #facts = byId("detail-facts", HTMLElement);
  #item: Item | undefined;
  /** Which lines of which receipt there are fields for. */
  #drawn = "";

  constructor(options: DetailsPanelOptions) {
    this.#options = options;
    wantsDetails.bind(byId("details-on", HTMLInputElement), () => this.show(this.#item));
    onClick(this.#read, () => {
      void options.readDetails(options.filesWithout());
      byId("details-on", HTMLInputElement).focus(); // the button goes away
      this.show(this.#item);
    });
    this.#list.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLInputElement) {
        this.#take(target);
      }
    });
  }

  show(item: Item | undefined): void {
    this.#item = item;
    const details = item?.details ?? null;
    this.#content.hidden = !wantsDetails.isOn || item?.cells == null;
    if (this.#content.hidden) {
      return;
    }
    this.#missing.hidden = details !== null;
    if (details === null) {
      const files = this.#options.filesWithout();
      const isAsked = !files.includes(item?.file ?? "");
      byId("details-missing-text", HTMLElement).textContent = isAsked
        ? strings.reading
        : strings.details.missing;
      this.#read.hidden = isAsked;
      this.#read.textContent = strings.details.read(files.length);
    }
    this.#showLines(details === null ? [] : linesOf(details));
    const isWrong = this.#list.querySelector("[aria-invalid]") !== null;
    this.#note.textContent = isWrong ? strings.notAnAmount : this.#noteText;
    this.#facts.replaceChildren(
      ...(details === null ? [] : factsOf(details, this.#currency)).flatMap(([name, text]) => [
        element("dt", name),
        element("dd", text),
      ]),
    );
  }

  get #currency(): string | null {
    return this.#item?.cells?.currency.value ?? null;
  }

  /** Makes fields only for other lines, so that what somebody is typing, and the focus, stay. */
  #showLines(lines: readonly DetailLine[]): void {
    const drawn = [this.#item?.id, ...lines.map(({ group, index }) => `${group} ${index}`)].join();
    if (drawn !== this.#drawn) {
      this.#drawn = drawn;
      const place = [...this.#list.children].findIndex((line) => line.contains(document.activeElement));
      this.#list.replaceChildren(...lines.map((line) => this.#lineOf(line)));
      if (place >= 0) {
        const left = this.#list.children[Math.min(place, lines.length - 1)]?.querySelector("input");
        (left ?? byId("details-on", HTMLInputElement)).focus(); // its field went with the line
      }
    }
    for (const [index, line] of lines.entries()) {
      const [name, count, amount] = this.#list.children[index]?.children ?? [];
      if (name instanceof HTMLInputElement) {
        write(name, line.name ?? "");
      }
      if (count !== undefined) {
        const kind = NAMED_KINDS.has(line.group) ? strings.details.kinds[line.group] : "";
        count.textContent = [kind, countText(line, this.#currency)].filter(Boolean).join(" ");
      }
      if (amount instanceof HTMLInputElement) {
        write(amount, line.amount === null ? "" : formatAmount(line.amount, this.#currency));
      }
    }
  }

  #lineOf({ group, index, name }: DetailLine): HTMLElement {
    const kind = strings.details.kinds[group];
    const label = name === null ? kind : `${kind} ${index + 1}`;
    const field = (what: "name" | "amount") => {
      const input = element("input");
      input.dataset.what = what;
      input.autocomplete = "off";
      input.maxLength = what === "name" ? 200 : 20;
      input.inputMode = what === "name" ? "" : "decimal";
      input.ariaLabel = what === "name" ? label : strings.details.amountOf(label);
      input.placeholder = kind;
      return input;
    };
    const created = element(
      "li",
      name === null ? element("span", kind) : field("name"),
      element("span"),
      field("amount"),
    );
    created.dataset.group = group;
    return created;
  }

  #take(input: HTMLInputElement): void {
    const item = this.#item;
    const place = [...this.#list.children].findIndex((line) => line.contains(input));
    const line = item?.details && linesOf(item.details)[place];
    if (!item?.details || !line) {
      return;
    }
    const text = input.value.trim();
    const amount = text === "" ? null : parseAmount(text, this.#currency);
    input.ariaInvalid = null;
    if (input.dataset.what === "name") {
      this.#options.onDetails(item.id, withLine(item.details, line, { name: text }));
    } else if (amount === undefined) {
      input.ariaInvalid = "true";
      this.#note.textContent = strings.notAnAmount;
    } else {
      delete input.dataset.kept; // it is then written in the usual form, however it was typed
      this.#options.onDetails(item.id, withLine(item.details, line, { amount }));
    }
  }

  get #noteText(): string {
    const total = this.#item?.cells?.total.value ?? null;
    const details = this.#item?.details ?? null;
    if (details === null || details.items.length === 0 || total === null) {
      return "";
    }
    const difference = differenceOf(details, total);
    return difference === 0
      ? ""
      : strings.details.differ(formatAmount(Math.abs(difference), this.#currency), difference > 0);
  }
}

/** Writes what is new. */
function write(input: HTMLInputElement, text: string): void {
  if (input.dataset.kept !== text) {
    input.value = text;
    input.dataset.kept = text;
  }
}

/** What is only to be read. */
function factsOf(
  { time, receiptNumber, payments, change, store }: Details,
  currency: string | null,
): (readonly [name: string, text: string])[] {
  const { facts, methods } = strings.details;
  const amount = (value: number) => formatAmount(value, currency);
  const all: (readonly [name: string, text: string | null])[] = [
    [facts.time, time],
    [facts.receiptNumber, receiptNumber],
    ...payments.map((paid) => [facts.paid, `${methods[paid.method]} ${amount(paid.amount)}`] as const),
    [facts.change, change === null ? null : amount(change)],
    [facts.phone, store.phone],
    [facts.address, store.address],
    [facts.taxId, store.taxId],
    [facts.website, store.website],
  ];
  return all.flatMap(([name, text]) => (text === null ? [] : [[name, text] as const]));
}
