import { formatAmount } from "../../exports/amount-text.ts";
import type { Field } from "../../receipt.ts";
import { strings } from "../strings.ts";
import { parseAmount } from "./amounts.ts";
import { dateText, readDate } from "./dates.ts";
import { byId, optionOf } from "./dom.ts";
import { type Cell, type Cells, isDoubtful } from "./item.ts";
import { valueInText } from "./text-value.ts";

const CURRENCIES = new Set(Intl.supportedValuesOf("currency"));

/** Has the browser suggest currency codes. */
export function proposeCurrencies(): void {
  byId("currencies", HTMLDataListElement).append(...Array.from(CURRENCIES, (code) => optionOf(code)));
}

/** What somebody typed: a value, nothing (null), or a mistake as a sentence. */
export type Typed = { readonly value: string | number | null } | { readonly mistake: string };

export function readInput(field: Field, input: HTMLInputElement, currency: string | null): Typed {
  const text = input.value.trim();
  if (text === "") {
    return { value: null };
  }
  switch (field) {
    case "storeName":
      return { value: text };
    case "purchaseDate": {
      const value = readDate(text);
      return value === undefined ? { mistake: strings.notADate } : { value };
    }
    case "total": {
      const value = parseAmount(text, currency);
      return value === undefined ? { mistake: strings.notAnAmount } : { value };
    }
    case "currency": {
      const code = text.toUpperCase();
      return CURRENCIES.has(code) ? { value: code } : { mistake: strings.notACurrency };
    }
  }
}

/** The value of a field in a text of the picture; undefined if there is none. */
export function readText(field: Field, text: string, currency: string | null): string | number | undefined {
  return valueInText(field, text, { currency, currencies: CURRENCIES });
}

/** The parts of a cell of the table. */
export interface CellParts {
  readonly cell: HTMLTableCellElement;
  /** The value, until the field takes its place. */
  readonly text: HTMLElement;
  /** In the cell once {@link showField} has put it there. */
  readonly input: HTMLInputElement;
  /** Says how sure the value is, or what is wrong with it. */
  readonly note: HTMLElement;
  /** Puts back what was read. */
  readonly putBack: HTMLButtonElement;
}

/**
 * Makes the text of a cell a field. Chromium looks at all fields again whenever some are added, for what it could fill
 * in, and lays them out for it: so there are fields only where they can be seen.
 */
export function showField({ text, input }: CellParts): void {
  text.replaceWith(input);
}

/** Writes a value into its cell and says below it how sure it is. */
export function showCell(
  field: Field,
  cells: Cells,
  { cell: element, text, input, note, putBack }: CellParts,
): void {
  const cell = cells[field];
  const shown = textOf(field, cell.value, cells.currency.value);
  // Only if the value is new, so that what somebody is typing stays.
  if (input.dataset.kept !== shown) {
    input.value = shown;
    input.dataset.kept = shown;
    text.textContent = shown;
    element.dataset.text = shown; // on paper
  }
  input.ariaInvalid = null;
  const doubtful = isDoubtful(field, cell);
  note.textContent = noteOf(cell, doubtful);
  element.classList.toggle("doubtful", doubtful);
  const { by, value, read } = cell;
  putBack.hidden = by !== "edit" || read === undefined || read === value;
  note.hidden = !putBack.hidden; // that it is an entry then follows
  element.classList.toggle("noted", note.textContent !== "");
  if (!putBack.hidden) {
    putBack.textContent = strings.wasRead(textOf(field, read ?? null, cells.currency.value));
  }
}

/** Says what is wrong with the input; the old value stays until it is corrected. */
export function showMistake(mistake: string, { cell, input, note, putBack }: CellParts): void {
  input.ariaInvalid = "true";
  note.textContent = mistake;
  note.hidden = false;
  putBack.hidden = true;
  cell.classList.add("doubtful", "noted");
}

/** A value as it is in its field. */
export function textOf(field: Field, value: string | number | null, currency: string | null): string {
  if (typeof value === "number") {
    return formatAmount(value, currency);
  }
  return field === "purchaseDate" && value !== null ? dateText(value) : (value ?? "");
}

function noteOf({ value, confidence, reason, by }: Cell<string | number>, doubtful: boolean): string {
  if (by !== "reader") {
    return by === "edit" ? strings.edited : strings.confirmed;
  }
  if (value === null) {
    return strings.missing[reason ?? "not_found"];
  }
  return doubtful && confidence !== null ? strings.doubtful(confidence) : "";
}
