import { FIELDS, type Field } from "../../receipt.ts";
import { strings } from "../strings.ts";
import { type CellParts, showCell, showField } from "./cell-input.ts";
import { find } from "./dom.ts";
import { type Item, isAgainPossible, isUnfinished, isUnrated, labelOf, type State } from "./item.ts";
import { pageNumbers, sentenceOf } from "./notes.ts";

/** A receipt's row of the table, and the parts of it that change. */
export interface Row {
  readonly element: HTMLTableRowElement;
  /** Selects the receipt. In the row once {@link showFields} has put it there. */
  readonly box: HTMLInputElement;
  readonly thumbnail: HTMLButtonElement;
  readonly image: HTMLImageElement;
  /** Instead of a picture that nobody can draw. */
  readonly fileIcon: HTMLElement;
  readonly state: HTMLElement;
  readonly progress: HTMLProgressElement;
  /** Leads to the receipt that says the same. */
  readonly duplicate: HTMLButtonElement;
  /** The pages that the receipt is on. */
  readonly pages: HTMLElement;
  /** Its category and what is noted about it. */
  readonly labelled: HTMLElement;
  /** What is remarkable about it. */
  readonly remarks: HTMLElement;
  readonly cells: Readonly<Record<Field, CellParts>>;
  readonly buttons: Readonly<Record<"again" | "cancel" | "remove", HTMLButtonElement>>;
  item: Item;
  /** Whether its picture is shown. */
  isPictured: boolean;
}

/** A row as the template in `row-html.ts` has it, named after the item. {@link renderRow} shows the rest. */
export function createRow(template: HTMLTemplateElement, item: Item): Row {
  const fragment = template.content.cloneNode(true);
  if (!(fragment instanceof DocumentFragment)) {
    throw new Error("The template is empty");
  }
  const element = find(fragment, "tr", HTMLTableRowElement);
  const partsOf = (field: Field): CellParts => {
    const cell = find(element, `[data-field=${field}]`, HTMLTableCellElement);
    const input = find(cell, "input", HTMLInputElement);
    input.remove();
    return {
      cell,
      text: find(cell, ".value", HTMLElement),
      input,
      note: find(cell, ".note", HTMLElement),
      putBack: find(cell, ".put-back", HTMLButtonElement),
    };
  };
  const box = find(element, ".select input", HTMLInputElement);
  box.remove();
  const row: Row = {
    element,
    box,
    thumbnail: find(element, ".thumbnail", HTMLButtonElement),
    image: find(element, "img", HTMLImageElement),
    fileIcon: find(element, ".file-icon", HTMLElement),
    state: find(element, ".state", HTMLElement),
    progress: find(element, "progress", HTMLProgressElement),
    duplicate: find(element, ".duplicate", HTMLButtonElement),
    pages: find(element, ".pages", HTMLElement),
    labelled: find(element, ".labelled", HTMLElement),
    remarks: find(element, ".remarks", HTMLElement),
    cells: {
      storeName: partsOf("storeName"),
      purchaseDate: partsOf("purchaseDate"),
      total: partsOf("total"),
      currency: partsOf("currency"),
    },
    buttons: {
      again: find(element, ".again", HTMLButtonElement),
      cancel: find(element, ".cancel", HTMLButtonElement),
      remove: find(element, ".remove", HTMLButtonElement),
    },
    item,
    isPictured: false,
  };
  element.dataset.id = item.id;
  const title = find(element, ".name", HTMLElement);
  title.textContent = item.name;
  title.title = item.name;
  row.fileIcon.textContent = (/\.(\w{1,4})$/.exec(item.name)?.[1] ?? "").toUpperCase();
  find(element, ".number", HTMLElement).textContent = labelOf(item);
  const name = item.part === 1 ? item.name : strings.partOf(item.name, item.part);
  box.ariaLabel = strings.select(name);
  row.thumbnail.ariaLabel = strings.show(name);
  row.buttons.again.ariaLabel = strings.againLabel(name);
  row.buttons.cancel.ariaLabel = strings.cancelLabel(name);
  row.buttons.remove.ariaLabel = strings.remove(name);
  row.progress.ariaLabel = strings.progressLabel(name);
  for (const field of FIELDS) {
    const { input, note, putBack } = row.cells[field];
    input.ariaLabel = strings.cellLabel(strings.columns[field], labelOf(item));
    note.id = `${item.id}-${field}`;
    input.setAttribute("aria-describedby", note.id);
    putBack.title = strings.putBack;
  }
  return row;
}

/** Shows what has changed in the row's item. */
export function renderRow(row: Row, before: Item | undefined): void {
  const { item } = row;
  if (before?.state !== item.state) {
    renderState(row);
  }
  if (before?.thumbnail !== item.thumbnail && row.isPictured) {
    showThumbnail(row);
  }
  row.fileIcon.hidden = item.isDrawable || item.thumbnail !== null;
  row.image.style.rotate = `${uprightAngle(item)}deg`;
  if (before?.cells !== item.cells && item.cells !== null) {
    for (const field of FIELDS) {
      row.cells[field].input.disabled = false;
      showCell(field, item.cells, row.cells[field]);
    }
  }
  if (before?.category !== item.category || before.comment !== item.comment) {
    say(row.labelled, [item.category, item.comment].filter(Boolean).join(" · "));
  }
  if (before?.pages !== item.pages || before.notes !== item.notes || before.cells !== item.cells) {
    const { pages } = item;
    say(row.pages, pages.length === 0 ? "" : strings.pages(pageNumbers(pages), pages.length));
    const remarks = item.notes.flatMap((note) => sentenceOf(note) ?? []);
    say(
      row.remarks,
      [
        ...(item.isSample ? [strings.isSample] : []),
        ...remarks,
        ...(isUnrated(item) ? [strings.notRated] : []),
      ].join(". "),
    );
  }
}

/** Makes the cells fields. Not before the row is in sight. */
export function showFields(row: Row): void {
  if (!row.box.isConnected) {
    find(row.element, ".select label", HTMLElement).append(row.box);
  }
  for (const field of FIELDS) {
    showField(row.cells[field]);
  }
}

/** Shows the small picture. Not before the row is in sight: to make its address takes the browser a while. */
export function showThumbnail(row: Row): void {
  const {
    image,
    item: { thumbnail },
  } = row;
  row.isPictured = true;
  if (thumbnail !== null) {
    URL.revokeObjectURL(image.src);
    image.src = URL.createObjectURL(thumbnail);
    image.hidden = false;
  }
}

/** Degrees that make the small picture upright; one that the server drew is. */
function uprightAngle({ isDrawable, turned, turnedByHand }: Item): number {
  return ((isDrawable ? turned : 0) + turnedByHand) % 360;
}

function say(element: HTMLElement, text: string): void {
  element.textContent = text;
  element.hidden = text === "";
}

function renderState({ item, state, progress, buttons, element }: Row): void {
  element.dataset.state = item.state.kind;
  // Nothing was read, so that it needs no room for its cells.
  element.classList.toggle("bare", item.cells === null && !isUnfinished(item));
  state.textContent = textOf(item.state);
  progress.hidden = !isUnfinished(item) || item.state.kind === "waiting";
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
