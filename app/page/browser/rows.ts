import { FIELDS, type Field } from "../../receipt.ts";
import { strings } from "../strings.ts";
import { readInput, showCell, showMistake } from "./cell-input.ts";
import { byId, find } from "./dom.ts";
import { type Item, isAgainPossible, isDoubtful, isUnfinished, type State } from "./item.ts";

export interface RowActions {
  edit(id: string, field: Field, value: string | number | null): void;
  /** The value that was read is right. */
  confirm(id: string, field: Field): void;
  again(id: string): void;
  cancel(id: string): void;
  remove(id: string): void;
  /** Open the picture. */
  open(id: string): void;
  /** Something in the row has the focus. */
  focus(id: string, field: Field | undefined): void;
}

interface Row {
  readonly element: HTMLTableRowElement;
  readonly image: HTMLImageElement;
  readonly state: HTMLElement;
  readonly progress: HTMLProgressElement;
  readonly duplicate: HTMLElement;
  readonly inputs: Readonly<Record<Field, HTMLInputElement>>;
  readonly notes: Readonly<Record<Field, HTMLElement>>;
  readonly buttons: Readonly<Record<"again" | "cancel" | "remove", HTMLButtonElement>>;
  item: Item;
}

/** The rows of the table, each a receipt. One set of listeners serves them all. */
export class Rows {
  readonly #body = byId("rows", HTMLTableSectionElement);
  readonly #template = byId("row", HTMLTemplateElement);
  readonly #rows = new Map<string, Row>();
  readonly #actions: RowActions;
  #lastInput: HTMLInputElement | undefined;

  constructor(actions: RowActions) {
    this.#actions = actions;
    this.#body.addEventListener("click", (event) => this.#onClick(event));
    this.#body.addEventListener("change", ({ target }) => this.#onChange(target));
    this.#body.addEventListener("keydown", (event) => this.#onKey(event));
    this.#body.addEventListener("focusin", ({ target }) => {
      const row = this.#rowOf(target);
      this.#lastInput = target instanceof HTMLInputElement ? target : this.#lastInput;
      if (row !== undefined) {
        actions.focus(row.item.id, fieldOf(target));
      }
    });
  }

  /** Whether somebody is at work in a row, which must not move then. */
  get hasFocus(): boolean {
    return this.#body.contains(document.activeElement);
  }

  render(id: string, item: Item | undefined): void {
    const known = this.#rows.get(id);
    if (item === undefined) {
      URL.revokeObjectURL(known?.image.src ?? "");
      known?.element.remove();
      this.#rows.delete(id);
      return;
    }
    const row = known ?? this.#add(item);
    const before = known?.item;
    row.item = item;
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
  }

  /** Puts the rows into this order. */
  arrange(items: readonly Item[]): void {
    this.#body.append(...items.flatMap(({ id }) => this.#rows.get(id)?.element ?? []));
  }

  markDuplicates(duplicates: ReadonlyMap<string, number>): void {
    for (const [id, { duplicate }] of this.#rows) {
      const earlier = duplicates.get(id);
      const text = earlier === undefined ? "" : strings.duplicateOf(earlier);
      // Writing what stands there already would have the browser lay out every row anew.
      if (duplicate.textContent !== text) {
        duplicate.textContent = text;
        duplicate.hidden = text === "";
      }
    }
  }

  /** Marks the row whose picture is shown. */
  markShown(id: string | undefined): void {
    for (const [other, { element }] of this.#rows) {
      element.classList.toggle("shown", other === id);
    }
  }

  /** Goes to the next doubtful cell after the one where the focus was last, or to the first. */
  focusDoubt(): void {
    const inputs = [...this.#body.querySelectorAll<HTMLInputElement>(".doubtful input")];
    const last = this.#lastInput;
    const after = inputs.find(
      (input) =>
        last !== undefined && (last.compareDocumentPosition(input) & Node.DOCUMENT_POSITION_FOLLOWING) > 0,
    );
    (after ?? inputs[0])?.focus();
  }

  #add(item: Item): Row {
    const fragment = this.#template.content.cloneNode(true);
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
    // Refused at once, so it never needs the room for its cells.
    element.classList.toggle("refused", item.state.kind === "failed" && item.cells === null);
    const name = find(element, ".name", HTMLElement);
    name.textContent = item.name;
    name.title = item.name;
    find(element, ".number", HTMLElement).textContent = String(item.number);
    find(element, ".thumbnail", HTMLElement).ariaLabel = strings.show(item.name);
    row.buttons.again.ariaLabel = strings.againLabel(item.name);
    row.buttons.cancel.ariaLabel = strings.cancelLabel(item.name);
    row.buttons.remove.ariaLabel = strings.remove(item.name);
    row.progress.ariaLabel = strings.progressLabel(item.name);
    for (const field of FIELDS) {
      row.inputs[field].ariaLabel = strings.cellLabel(strings.columns[field], item.number);
      row.notes[field].id = `${item.id}-${field}`;
      row.inputs[field].setAttribute("aria-describedby", row.notes[field].id);
    }
    this.#rows.set(item.id, row);
    this.#body.append(element);
    return row;
  }

  #rowOf(target: EventTarget | null): Row | undefined {
    const element = target instanceof Element ? target.closest("tr") : null;
    return this.#rows.get(element?.dataset.id ?? "");
  }

  #onClick({ target }: Event): void {
    const row = this.#rowOf(target);
    const button = target instanceof Element ? target.closest("button") : null;
    if (row === undefined || button === null) {
      return;
    }
    const { id } = row.item;
    if (button.classList.contains("thumbnail")) {
      this.#actions.open(id);
    }
    for (const name of ["again", "cancel", "remove"] as const) {
      if (button === row.buttons[name]) {
        this.#actions[name](id);
      }
    }
  }

  #onChange(target: EventTarget | null): void {
    const row = this.#rowOf(target);
    const field = fieldOf(target);
    if (row?.item.cells && field !== undefined) {
      const typed = readInput(field, row.inputs[field], row.item.cells.currency.value);
      if ("mistake" in typed) {
        showMistake(typed.mistake, row.inputs[field], row.notes[field]);
      } else {
        // Whatever was typed, the value is written as all are.
        delete row.inputs[field].dataset.kept;
        this.#actions.edit(row.item.id, field, typed.value);
      }
    }
  }

  #onKey(event: KeyboardEvent): void {
    const row = this.#rowOf(event.target);
    const field = fieldOf(event.target);
    if (row?.item.cells == null || field === undefined) {
      return;
    }
    const input = row.inputs[field];
    if (event.key === "Escape") {
      delete input.dataset.kept;
      showCell(field, row.item.cells, input, row.notes[field]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const neighbour = event.shiftKey ? row.element.previousElementSibling : row.element.nextElementSibling;
      const next = this.#rowOf(neighbour)?.inputs[field];
      // A change event comes first when the value was changed: then there is no doubt any more.
      input.blur();
      if (isDoubtful(field, row.item.cells[field]) && input.ariaInvalid === null) {
        this.#actions.confirm(row.item.id, field);
      }
      (next === undefined || next.disabled ? input : next).focus();
    }
  }
}

function fieldOf(target: EventTarget | null): Field | undefined {
  const cell = target instanceof HTMLInputElement ? target.closest("td") : null;
  return FIELDS.find((field) => field === cell?.dataset.field);
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
  buttons.again.hidden = !isAgainPossible(item);
  buttons.cancel.hidden = !isUnfinished(item);
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
