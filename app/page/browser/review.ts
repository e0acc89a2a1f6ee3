import { FIELDS, type Field } from "../../receipt.ts";
import { strings } from "../strings.ts";
import { readInput, textOf } from "./cell-input.ts";
import { byId, onClick } from "./dom.ts";
import { type Item, isDoubtful, labelOf } from "./item.ts";
import { drawStrip } from "./strip.ts";

export interface ReviewOptions {
  /** In the order of the table. */
  items(): readonly Item[];
  get(id: string): Item | undefined;
  pictureOf(file: string): Promise<Blob | undefined>;
  edit(id: string, field: Field, value: string | number | null): void;
  confirm(id: string, field: Field): void;
}

interface Doubt {
  readonly id: string;
  readonly field: Field;
}

/** One doubt after the other: the part of the picture that the value was read from, and a large field with the value. */
export class Review {
  readonly #options: ReviewOptions;
  readonly #dialog = byId("review", HTMLDialogElement);
  readonly #input = byId("review-value", HTMLInputElement);
  readonly #canvas = byId("review-picture", HTMLCanvasElement);
  readonly #whole = byId("review-whole", HTMLButtonElement);
  #doubts: readonly Doubt[] = [];
  #at = 0;
  #bitmap: { readonly file: string; readonly image: Promise<ImageBitmap | undefined> } | undefined;

  constructor(options: ReviewOptions) {
    this.#options = options;
    onClick(byId("review-open", HTMLButtonElement), () => this.#open());
    onClick(byId("review-right", HTMLButtonElement), () => this.#accept());
    onClick(byId("review-earlier", HTMLButtonElement), () => this.#go(-1));
    onClick(byId("review-later", HTMLButtonElement), () => this.#go(1));
    onClick(byId("review-close", HTMLButtonElement), () => this.#dialog.close());
    onClick(this.#whole, () => {
      this.#whole.ariaPressed = String(this.#whole.ariaPressed !== "true");
      void this.#showPicture();
      this.#input.focus();
    });
    this.#input.addEventListener("keydown", (event) => {
      const steps: Readonly<Record<string, () => void>> = {
        Enter: () => this.#accept(),
        // In a date these change its parts.
        ...(this.#input.type === "date" ? {} : { ArrowUp: () => this.#go(-1), ArrowDown: () => this.#go(1) }),
      };
      const step = steps[event.key];
      if (step !== undefined) {
        event.preventDefault();
        step();
      }
    });
  }

  #open(): void {
    this.#doubts = this.#options
      .items()
      .flatMap(({ id, cells }) =>
        FIELDS.flatMap((field) => (cells !== null && isDoubtful(field, cells[field]) ? [{ id, field }] : [])),
      );
    this.#at = 0;
    if (this.#doubts.length > 0) {
      this.#dialog.showModal();
      this.#show();
    }
  }

  /** What is in the field is right: as it was read, or corrected. */
  #accept(): void {
    const { id, field } = this.#doubts[this.#at] ?? {};
    const cells = id === undefined ? undefined : this.#options.get(id)?.cells;
    if (id !== undefined && field !== undefined && cells) {
      const typed = readInput(field, this.#input, cells.currency.value);
      if ("mistake" in typed) {
        this.#say(typed.mistake);
        return;
      }
      if (typed.value === cells[field].value) {
        this.#options.confirm(id, field);
      } else {
        this.#options.edit(id, field, typed.value);
      }
    }
    if (this.#at === this.#doubts.length - 1) {
      this.#dialog.close();
    } else {
      this.#go(1);
    }
  }

  #go(step: number): void {
    this.#at = Math.min(this.#doubts.length - 1, Math.max(0, this.#at + step));
    this.#show();
  }

  #show(): void {
    const { id = "", field = "total" } = this.#doubts[this.#at] ?? {};
    const item = this.#options.get(id);
    if (item?.cells == null) {
      this.#dialog.close(); // removed in another tab
      return;
    }
    byId("review-place", HTMLElement).textContent = strings.review.place(this.#at + 1, this.#doubts.length);
    byId("review-label", HTMLElement).textContent = strings.cellLabel(strings.columns[field], labelOf(item));
    this.#input.type = field === "purchaseDate" ? "date" : "text";
    this.#input.inputMode = field === "total" ? "decimal" : "";
    this.#input.value = textOf(item.cells[field].value, item.cells.currency.value);
    this.#whole.ariaPressed = "false";
    this.#say("");
    this.#input.focus();
    this.#input.select();
    void this.#showPicture();
  }

  async #showPicture(): Promise<void> {
    const { id = "", field = "total" } = this.#doubts[this.#at] ?? {};
    const item = this.#options.get(id);
    if (item === undefined) {
      return;
    }
    if (this.#bitmap?.file !== item.file) {
      void this.#bitmap?.image.then((old) => old?.close());
      this.#bitmap = { file: item.file, image: this.#decode(item.file) };
    }
    const image = await this.#bitmap.image;
    if (this.#doubts[this.#at]?.id !== id || this.#doubts[this.#at]?.field !== field) {
      return; // somebody has gone on
    }
    const box = this.#whole.ariaPressed === "true" ? undefined : item.cells?.[field].evidence?.box;
    this.#canvas.hidden = image === undefined;
    this.#whole.hidden = image === undefined || item.cells?.[field].evidence == null;
    byId("review-no-picture", HTMLElement).hidden = image !== undefined;
    if (image !== undefined) {
      drawStrip(this.#canvas, image, item.turned, box);
    }
  }

  /** Undefined where the browser cannot draw the file. */
  async #decode(file: string): Promise<ImageBitmap | undefined> {
    const picture = await this.#options.pictureOf(file);
    return picture && createImageBitmap(picture).catch(() => undefined);
  }

  #say(mistake: string): void {
    byId("review-mistake", HTMLElement).textContent = mistake;
  }
}
