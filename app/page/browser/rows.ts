import { FIELDS, type Field } from "../../receipt.ts";
import { strings } from "../strings.ts";
import { readInput, readText, showCell, showMistake } from "./cell-input.ts";
import { byId } from "./dom.ts";
import { type Item, isDoubtful, labelOf } from "./item.ts";
import { notify } from "./notices.ts";
import { createRow, type Row, renderRow, showFields, showThumbnail } from "./row.ts";
import type { Selection } from "./selection.ts";
import { dateInText } from "./text-value.ts";

export interface RowActions {
  edit(id: string, field: Field, value: string | number | null): void;
  /** Says that the value that was read is right. */
  confirm(id: string, field: Field): void;
  /** Puts back what was read before an edit. */
  putBack(id: string, field: Field): void;
  again(id: string): void;
  cancel(id: string): void;
  remove(id: string): void;
  /** @param isRange with all from the one that was chosen before */
  select(id: string, isSelected: boolean, isRange: boolean): void;
  /** Open the picture. */
  open(id: string): void;
  /** Something in the row has the focus. */
  focus(id: string, field?: Field, cell?: Element): void;
  /** Nothing in the rows has the focus. */
  leave(): void;
}

/** The rows of the table, each a receipt. One set of listeners serves them all. */
export class Rows {
  readonly #body = byId("rows", HTMLTableSectionElement);
  readonly #template = byId("row", HTMLTemplateElement);
  readonly #rows = new Map<string, Row>();
  readonly #actions: RowActions;
  readonly #sight = new IntersectionObserver((entries) => this.#onSight(entries), { rootMargin: "500px" });
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
        this.#showFieldsAround(row);
        actions.focus(row.item.id, fieldOf(target), this.#lastInput?.closest("td") ?? undefined);
      }
    });
    this.#body.addEventListener("focusout", () => actions.leave());
    this.#body.addEventListener("paste", (event) => this.#onPaste(event));
    this.#body.addEventListener("mousedown", (event) => {
      if (event.shiftKey && event.target instanceof Element && event.target.closest(".select") !== null) {
        event.preventDefault(); // it would select the texts of the rows in between
      }
    });
  }

  /** Whether somebody works in a row, which must not move then. */
  get hasFocus(): boolean {
    return this.#body.contains(document.activeElement);
  }

  render(id: string, item: Item | undefined): void {
    const known = this.#rows.get(id);
    if (item === undefined) {
      if (known !== undefined) {
        this.#remove(known);
      }
      return;
    }
    const row = known ?? this.#add(item);
    const before = known?.item;
    row.item = item;
    renderRow(row, before);
  }

  /** Puts the rows into this order. */
  arrange(items: readonly Item[]): void {
    this.#body.append(...items.flatMap(({ id }) => this.#rows.get(id)?.element ?? []));
  }

  /** Shows all small pictures, also of rows that have not been in sight. */
  async showThumbnails(): Promise<void> {
    const unseen = [...this.#rows.values()].filter(({ isPictured }) => !isPictured);
    for (const row of unseen) {
      showThumbnail(row);
    }
    await Promise.all(unseen.map(({ image }) => image.decode().catch(() => {}))); // one may be broken
  }

  /** Shows these rows alone, and the one in which somebody works. */
  show(items: readonly Item[]): void {
    const wanted = new Set(items.map(({ id }) => id));
    for (const [id, { element }] of this.#rows) {
      const isHidden = !wanted.has(id) && !element.contains(document.activeElement);
      if (element.hidden !== isHidden) {
        element.hidden = isHidden;
      }
    }
  }

  /** The ids of the rows that are shown, from top to bottom. */
  get shown(): string[] {
    return [...this.#body.querySelectorAll<HTMLElement>("tr:not([hidden])")].map(
      ({ dataset }) => dataset.id ?? "",
    );
  }

  markSelected(selection: Pick<Selection, "has" | "size">): void {
    this.#body.classList.toggle("in-selection", selection.size > 0);
    for (const [id, { element, box }] of this.#rows) {
      const isSelected = selection.has(id);
      if (box.checked !== isSelected || element.classList.contains("selected") !== isSelected) {
        box.checked = isSelected;
        element.classList.toggle("selected", isSelected);
      }
    }
  }

  /** @param duplicates the earlier receipts, by the ids of the later ones */
  markDuplicates(duplicates: ReadonlyMap<string, Item>): void {
    for (const [id, { duplicate }] of this.#rows) {
      const earlier = duplicates.get(id);
      const text = earlier === undefined ? "" : strings.duplicateOf(labelOf(earlier));
      // Writing the same text again would make the browser lay out every row.
      if (duplicate.textContent !== text) {
        duplicate.textContent = text;
        duplicate.hidden = text === "";
        duplicate.dataset.twin = earlier?.id ?? "";
      }
    }
  }

  /** @param share how much of the work is done, 0 to 1 */
  showShare(id: string, share: number): void {
    const progress = this.#rows.get(id)?.progress;
    if (progress !== undefined) {
      progress.value = share;
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
    const cells = [...this.#body.querySelectorAll<HTMLTableCellElement>("tr:not([hidden]) .doubtful")];
    const last = this.#lastInput?.closest("td");
    const after = cells.find(
      (cell) => last != null && (last.compareDocumentPosition(cell) & Node.DOCUMENT_POSITION_FOLLOWING) > 0,
    );
    const next = after ?? cells[0];
    const row = this.#rowOf(next ?? null);
    const field = fieldOfCell(next);
    if (row !== undefined && field !== undefined) {
      this.focusCell(row.item.id, field);
    }
  }

  /** Goes to a receipt, and shows its picture where there is room. */
  focusRow(id: string): void {
    this.#shown(id)?.thumbnail.focus();
  }

  /** Goes to a cell. */
  focusCell(id: string, field: Field): void {
    const row = this.#shown(id);
    if (row !== undefined) {
      showFields(row);
      row.cells[field].input.focus();
    }
  }

  /** A row that is to have the focus, also if it is not one of those that are wanted. */
  #shown(id: string): Row | undefined {
    const row = this.#rows.get(id);
    if (row !== undefined) {
      row.element.hidden = false;
    }
    return row;
  }

  /** Puts what a text of the picture says into the cell that has the focus, if it is one of this receipt. */
  fill(id: string, text: string): void {
    const row = this.#rows.get(id);
    const field = fieldOf(document.activeElement);
    if (row?.item.cells && field !== undefined && row === this.#rowOf(document.activeElement)) {
      const value = readText(field, text, row.item.cells.currency.value);
      if (value === undefined) {
        notify(strings.nothingInText(strings.columns[field], text), { brief: true });
      } else {
        delete row.cells[field].input.dataset.kept;
        this.#actions.edit(id, field, value);
      }
    }
  }

  /** Writes all dates again, in the form that is wanted now. */
  showDates(): void {
    for (const { item, cells } of this.#rows.values()) {
      if (item.cells !== null) {
        showCell("purchaseDate", item.cells, cells.purchaseDate);
      }
    }
  }

  /** A date takes the place of the one that is there, wherever the caret is. */
  #onPaste(event: ClipboardEvent): void {
    const { target, clipboardData } = event;
    const day = dateInText(clipboardData?.getData("text") ?? "");
    if (fieldOf(target) === "purchaseDate" && target instanceof HTMLInputElement && day !== undefined) {
      event.preventDefault();
      target.value = day;
      this.#onChange(target);
    }
  }

  #add(item: Item): Row {
    const row = createRow(this.#template, item);
    const before = item.part === 1 ? undefined : this.#lastPartBefore(item);
    this.#rows.set(item.id, row);
    this.#sight.observe(row.element);
    if (before === undefined) {
      this.#body.append(row.element);
    } else {
      before.element.after(row.element);
    }
    return row;
  }

  /** The focus in a row that goes moves to the next one. */
  #remove({ element, image, item }: Row): void {
    const hasFocus = element.contains(document.activeElement);
    const next = this.#neighbour(element, "next") ?? this.#neighbour(element, "previous");
    URL.revokeObjectURL(image.src);
    this.#sight.unobserve(element);
    element.remove();
    this.#rows.delete(item.id);
    if (hasFocus) {
      (next?.buttons.remove ?? byId("main", HTMLElement)).focus();
    }
  }

  /** The row of the receipt before this one in the same file. */
  #lastPartBefore({ file, part }: Item): Row | undefined {
    return [...this.#rows.values()]
      .filter(({ item }) => item.file === file && item.part < part)
      .sort((a, b) => b.item.part - a.item.part)[0];
  }

  #rowOf(target: EventTarget | null): Row | undefined {
    const element = target instanceof Element ? target.closest("tr") : null;
    return this.#rows.get(element?.dataset.id ?? "");
  }

  /** The nearest row that is shown. */
  #neighbour(row: Element, direction: "next" | "previous"): Row | undefined {
    let element: Element | null = row;
    do {
      element = direction === "next" ? element.nextElementSibling : element.previousElementSibling;
    } while (element instanceof HTMLElement && element.hidden);
    return this.#rowOf(element);
  }

  #onSight(entries: readonly IntersectionObserverEntry[]): void {
    for (const { isIntersecting, target } of entries) {
      const row = this.#rowOf(target);
      if (isIntersecting && row !== undefined) {
        this.#sight.unobserve(target);
        showFields(row);
        showThumbnail(row);
      }
    }
  }

  /** Somebody at work there may go on to the rows next to it before they come in sight. */
  #showFieldsAround(row: Row): void {
    const { element } = row;
    for (const near of [row, this.#neighbour(element, "previous"), this.#neighbour(element, "next")]) {
      if (near !== undefined) {
        showFields(near);
      }
    }
  }

  #onClick({ target, shiftKey }: MouseEvent): void {
    const row = this.#rowOf(target);
    if (row === undefined || !(target instanceof Element)) {
      return;
    }
    const { id } = row.item;
    if (target.closest(".select") !== null) {
      if (target === row.box) {
        this.#actions.select(id, row.box.checked, shiftKey);
      }
      return;
    }
    const button = target.closest("button");
    if (button === null) {
      if (!(target instanceof HTMLInputElement)) {
        this.#actions.focus(id);
      }
      return;
    }
    if (button === row.thumbnail) {
      this.#actions.open(id);
    } else if (button === row.duplicate) {
      this.focusRow(row.duplicate.dataset.twin ?? "");
    }
    for (const field of FIELDS) {
      if (button === row.cells[field].putBack) {
        this.#actions.putBack(id, field);
        row.cells[field].input.focus();
      }
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
      const typed = readInput(field, row.cells[field].input, row.item.cells.currency.value);
      if ("mistake" in typed) {
        showMistake(typed.mistake, row.cells[field]);
      } else {
        // The value is then written in the usual form, however it was typed.
        delete row.cells[field].input.dataset.kept;
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
    const { input } = row.cells[field];
    if (event.key === "Escape") {
      if (input.value === input.dataset.kept) {
        this.#actions.putBack(row.item.id, field);
      }
      delete input.dataset.kept;
      showCell(field, row.item.cells, row.cells[field]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.#showFieldsAround(row);
      const next = this.#neighbour(row.element, event.shiftKey ? "previous" : "next")?.cells[field].input;
      // If the value was changed, a change event comes first: then there is no longer a doubt.
      input.blur();
      if (isDoubtful(field, row.item.cells[field]) && input.ariaInvalid === null) {
        this.#actions.confirm(row.item.id, field);
      }
      (next === undefined || next.disabled ? input : next).focus();
    }
  }
}

function fieldOf(target: EventTarget | null): Field | undefined {
  return fieldOfCell(target instanceof HTMLInputElement ? target.closest("td") : null);
}

function fieldOfCell(cell: HTMLElement | null | undefined): Field | undefined {
  return FIELDS.find((field) => field === cell?.dataset.field);
}
