import { FIELDS, type Field } from "../../receipt.ts";
import { strings } from "../strings.ts";
import { showCell } from "./cell-input.ts";
import { find } from "./dom.ts";
import { type Item, isAgainPossible, isUnfinished, labelOf, type State } from "./item.ts";
import { pageNumbers, sentenceOf } from "./notes.ts";

/** A receipt's row of the table, and the parts of it that change. */
export interface Row {
  readonly element: HTMLTableRowElement;
  readonly image: HTMLImageElement;
  readonly state: HTMLElement;
  readonly progress: HTMLProgressElement;
  readonly duplicate: HTMLElement;
  /** The pages that the receipt is on. */
  readonly pages: HTMLElement;
  /** What is remarkable about it. */
  readonly remarks: HTMLElement;
  readonly inputs: Readonly<Record<Field, HTMLInputElement>>;
  readonly notes: Readonly<Record<Field, HTMLElement>>;
  readonly buttons: Readonly<Record<"again" | "cancel" | "remove", HTMLButtonElement>>;
  item: Item;
}

/** A row as the template in `row-html.ts` has it, named after the item. {@link renderRow} shows the rest. */
export function createRow(template: HTMLTemplateElement, item: Item): Row {
  const fragment = template.content.cloneNode(true);
  if (!(fragment instanceof DocumentFragment)) {
    throw new Error("The template is empty");
  }
  const element = find(fragment, "tr", HTMLTableRowElement);
  const byField = <Type extends HTMLElement>(selector: string, type: new () => Type) => ({
    storeName: find(element, `[data-field=storeName] ${selector}`, type),
    purchaseDate: find(element, `[data-field=purchaseDate] ${selector}`, type),
    total: find(element, `[data-field=total] ${selector}`, type),
    currency: find(element, `[data-field=currency] ${selector}`, type),
  });
  const row: Row = {
    element,
    image: find(element, "img", HTMLImageElement),
    state: find(element, ".state", HTMLElement),
    progress: find(element, "progress", HTMLProgressElement),
    duplicate: find(element, ".duplicate", HTMLElement),
    pages: find(element, ".pages", HTMLElement),
    remarks: find(element, ".remarks", HTMLElement),
    inputs: byField("input", HTMLInputElement),
    notes: byField(".note", HTMLElement),
    buttons: {
      again: find(element, ".again", HTMLButtonElement),
      cancel: find(element, ".cancel", HTMLButtonElement),
      remove: find(element, ".remove", HTMLButtonElement),
    },
    item,
  };
  element.dataset.id = item.id;
  // Refused before it was sent, so it never needs room for its cells.
  element.classList.toggle("refused", item.state.kind === "failed" && item.cells === null);
  const title = find(element, ".name", HTMLElement);
  title.textContent = item.name;
  title.title = item.name;
  find(element, ".number", HTMLElement).textContent = labelOf(item);
  const name = item.part === 1 ? item.name : strings.partOf(item.name, item.part);
  find(element, ".thumbnail", HTMLElement).ariaLabel = strings.show(name);
  row.buttons.again.ariaLabel = strings.againLabel(name);
  row.buttons.cancel.ariaLabel = strings.cancelLabel(name);
  row.buttons.remove.ariaLabel = strings.remove(name);
  row.progress.ariaLabel = strings.progressLabel(name);
  for (const field of FIELDS) {
    row.inputs[field].ariaLabel = strings.cellLabel(strings.columns[field], labelOf(item));
    row.notes[field].id = `${item.id}-${field}`;
    row.inputs[field].setAttribute("aria-describedby", row.notes[field].id);
  }
  return row;
}

/** Shows what has changed in the row's item. */
export function renderRow(row: Row, before: Item | undefined): void {
  const { item } = row;
  if (before?.state !== item.state) {
    renderState(row);
  }
  if (before?.thumbnail !== item.thumbnail && item.thumbnail !== null) {
    URL.revokeObjectURL(row.image.src);
    row.image.src = URL.createObjectURL(item.thumbnail);
    row.image.hidden = false;
  }
  if (before?.cells !== item.cells && item.cells !== null) {
    for (const field of FIELDS) {
      row.inputs[field].disabled = false;
      showCell(field, item.cells, row.inputs[field], row.notes[field]);
    }
  }
  if (before?.pages !== item.pages || before.notes !== item.notes) {
    const { pages } = item;
    say(row.pages, pages.length === 0 ? "" : strings.pages(pageNumbers(pages), pages.length));
    say(row.remarks, item.notes.flatMap((note) => sentenceOf(note) ?? []).join(". "));
  }
}

function say(element: HTMLElement, text: string): void {
  element.textContent = text;
  element.hidden = text === "";
}

function renderState({ item, state, progress, buttons, element }: Row): void {
  element.dataset.state = item.state.kind;
  state.textContent = textOf(item.state);
  progress.hidden = !isUnfinished(item) || item.state.kind === "waiting";
  if (item.state.kind === "uploading") {
    progress.value = item.state.share;
  } else {
    progress.removeAttribute("value");
  }
  const focused = document.activeElement;
  buttons.again.hidden = !isAgainPossible(item);
  buttons.cancel.hidden = !isUnfinished(item);
  for (const button of [buttons.again, buttons.cancel]) {
    if (button === focused && button.hidden) {
      buttons.remove.focus();
    }
  }
}

function textOf(state: State): string {
  switch (state.kind) {
    case "uploading":
      return strings.uploading(state.share);
    case "failed":
      return state.reason;
    default:
      return strings[state.kind];
  }
}
