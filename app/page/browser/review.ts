import { type Box, FIELDS, type Field } from "../../receipt.ts";
import { strings } from "../strings.ts";
import { readInput, readText, textOf } from "./cell-input.ts";
import { byId, onClick } from "./dom.ts";
import { doubtsIn, type Item, isUnrated, labelOf, unratedIn } from "./item.ts";
import { firstPage, type Pictures } from "./pictures.ts";
import { lineAt } from "./stage.ts";
import { drawStrip, WHOLE } from "./strip.ts";

export interface ReviewOptions {
  /** In the order of the table. */
  items(): readonly Item[];
  get(id: string): Item | undefined;
  readonly pictures: Pick<Pictures, "drawn">;
  edit(id: string, field: Field, value: string | number | null): void;
  confirm(id: string, ...fields: readonly Field[]): void;
}

interface Doubt {
  readonly id: string;
  readonly field: Field;
  /** Of a receipt whose values nobody has rated: it is about all of them. */
  readonly isUnrated?: boolean;
}

/** One doubt after the other: the part of the picture that the value was read from, and a large field with the value. */
export class Review {
  readonly #options: ReviewOptions;
  readonly #dialog = byId("review", HTMLDialogElement);
  readonly #input = byId("review-value", HTMLInputElement);
  readonly #canvas = byId("review-picture", HTMLCanvasElement);
  readonly #right = byId("review-right", HTMLButtonElement);
  readonly #whole = byId("review-whole", HTMLButtonElement);
  #doubts: readonly Doubt[] = [];
  #at = 0;
  /** What of the page the picture shows. */
  #part: Box = WHOLE;

  constructor(options: ReviewOptions) {
    this.#options = options;
    onClick(byId("review-open", HTMLButtonElement), () => this.#open());
    onClick(this.#right, () => this.#accept());
    onClick(byId("review-earlier", HTMLButtonElement), () => this.#go(-1));
    onClick(byId("review-later", HTMLButtonElement), () => this.#go(1));
    onClick(byId("review-close", HTMLButtonElement), () => this.#dialog.close());
    onClick(this.#whole, () => {
      this.#whole.ariaPressed = String(this.#whole.ariaPressed !== "true");
      void this.#showPicture();
      this.#input.focus();
    });
    this.#canvas.addEventListener("click", ({ offsetX, offsetY }) => this.#fill(offsetX, offsetY));
    this.#input.addEventListener("input", () => this.#nameAccept());
    this.#input.addEventListener("keydown", (event) => {
      const steps: Readonly<Record<string, () => void>> = {
        Enter: () => this.#accept(),
        ArrowUp: () => this.#go(-1),
        ArrowDown: () => this.#go(1),
      };
      const step = steps[event.key];
      if (step !== undefined) {
        event.preventDefault();
        step();
      }
    });
  }

  #open(): void {
    this.#doubts = this.#options.items().flatMap((item): Doubt[] => {
      const { id, cells } = item;
      const doubtful = cells === null ? [] : doubtsIn(cells);
      return [
        ...(isUnrated(item) ? [{ id, field: "total", isUnrated: true } as const] : []),
        ...doubtful.map((field) => ({ id, field })),
      ];
    });
    this.#at = 0;
    if (this.#doubts.length > 0) {
      this.#dialog.showModal();
      this.#show();
    }
  }

  /** What is in the field is right: as it was read, or corrected. */
  #accept(): void {
    const { id, field, isUnrated: isWhole } = this.#doubts[this.#at] ?? {};
    const cells = id === undefined ? undefined : this.#options.get(id)?.cells;
    if (id !== undefined && field !== undefined && cells) {
      const typed = readInput(field, this.#input, cells.currency.value);
      if ("mistake" in typed) {
        this.#say(typed.mistake);
        return;
      }
      const isRight = typed.value === cells[field].value;
      if (!isRight) {
        this.#options.edit(id, field, typed.value);
      }
      const right = isWhole ? unratedIn(cells).filter((name) => isRight || name !== field) : [field];
      if (isRight || isWhole) {
        this.#options.confirm(id, ...right);
      }
    }
    if (this.#at === this.#doubts.length - 1) {
      this.#dialog.close();
    } else {
      this.#go(1);
    }
  }

  /** Takes the value from the text at a place of the picture. */
  #fill(x: number, y: number): void {
    const { id = "", field = "total" } = this.#doubts[this.#at] ?? {};
    const item = this.#options.get(id);
    const page = item?.cells?.[field].evidence?.page ?? (item && firstPage(item));
    const { left, top, width, height } = this.#part;
    const line = lineAt(
      item?.lines.filter((one) => (one.page ?? page) === page) ?? [],
      left + (width * x) / this.#canvas.clientWidth,
      top + (height * y) / this.#canvas.clientHeight,
    );
    const currency = item?.cells?.currency.value ?? null;
    const value = line && readText(field, line.text, currency);
    if (value !== undefined) {
      this.#input.value = textOf(field, value, currency);
      this.#nameAccept();
    } else if (line !== undefined) {
      this.#say(strings.nothingInText(strings.columns[field], line.text));
    }
    this.#input.focus();
  }

  #go(step: number): void {
    this.#at = Math.min(this.#doubts.length - 1, Math.max(0, this.#at + step));
    this.#show();
  }

  #show(): void {
    const { id = "", field = "total", isUnrated: isWhole } = this.#doubts[this.#at] ?? {};
    const item = this.#options.get(id);
    if (item?.cells == null) {
      this.#dialog.close(); // removed in another tab
      return;
    }
    byId("review-place", HTMLElement).textContent = strings.review.place(this.#at + 1, this.#doubts.length);
    const { cells } = item;
    const label = strings.cellLabel(strings.columns[field], labelOf(item));
    const others = FIELDS.filter((name) => name !== field).map((name) => String(cells[name].value ?? "–"));
    byId("review-label", HTMLElement).textContent = isWhole ? strings.review.unrated(label, others) : label;
    this.#input.inputMode = field === "total" ? "decimal" : "";
    this.#input.value = textOf(field, item.cells[field].value, item.cells.currency.value);
    this.#nameAccept();
    this.#whole.ariaPressed = "false";
    this.#say("");
    this.#input.focus();
    this.#input.select();
    void this.#showPicture();
  }

  async #showPicture(): Promise<void> {
    const doubt = this.#doubts[this.#at];
    const item = this.#options.get(doubt?.id ?? "");
    if (doubt === undefined || item === undefined) {
      return;
    }
    const evidence = item.cells?.[doubt.field].evidence;
    const image = await this.#options.pictures.drawn(item, evidence?.page);
    if (this.#doubts[this.#at] !== doubt) {
      return; // somebody has gone on
    }
    const box = this.#whole.ariaPressed === "true" || doubt.isUnrated ? undefined : evidence?.box;
    this.#canvas.hidden = image === undefined;
    this.#whole.hidden = image === undefined || !evidence || doubt.isUnrated === true;
    byId("review-no-picture", HTMLElement).hidden = image !== undefined;
    if (image !== undefined) {
      this.#part = drawStrip(this.#canvas, image.bitmap, image.turned, box);
    }
  }

  /** Says on the button what it does: of nothing, that it is right, is hard to understand. */
  #nameAccept(): void {
    const isNothing = this.#input.value.trim() === "" && this.#doubts[this.#at]?.isUnrated !== true;
    this.#right.textContent = isNothing ? strings.review.leaveEmpty : strings.review.right;
  }

  #say(mistake: string): void {
    byId("review-mistake", HTMLElement).textContent = mistake;
  }
}
