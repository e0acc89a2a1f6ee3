import type { Field } from "../../receipt.ts";
import { byId } from "./dom.ts";
import type { Item } from "./item.ts";
import type { Pictures } from "./pictures.ts";
import { drawStrip } from "./strip.ts";

/** Pixels between a cell and its strip. */
const GAP = 4;

/** The part of the picture that a doubtful value was read from, next to its cell. It takes no clicks and moves nothing. */
export class CellStrip {
  readonly #pictures: Pick<Pictures, "drawn">;
  readonly #canvas = byId("cell-strip", HTMLCanvasElement);
  #cell: Element | undefined;

  constructor(pictures: Pick<Pictures, "drawn">) {
    this.#pictures = pictures;
    addEventListener("scroll", () => this.#place(), { capture: true, passive: true });
  }

  /** Shows it at a cell of the table, if the place of the value is known. */
  async show(item: Item, field: Field, cell: Element): Promise<void> {
    this.hide();
    const evidence = item.cells?.[field].evidence;
    if (!evidence) {
      return;
    }
    this.#cell = cell;
    const drawn = await this.#pictures.drawn(item, evidence.page);
    if (drawn !== undefined && this.#cell === cell) {
      drawStrip(this.#canvas, drawn.bitmap, drawn.turned, evidence.box);
      this.#canvas.hidden = false;
      this.#place();
    }
  }

  hide(): void {
    this.#cell = undefined;
    this.#canvas.hidden = true;
  }

  /** Below the cell or, where there is no room, above it. */
  #place(): void {
    if (this.#cell === undefined || this.#canvas.hidden) {
      return;
    }
    const { left, top, bottom } = this.#cell.getBoundingClientRect();
    const { offsetWidth, offsetHeight, style } = this.#canvas;
    const fitsBelow = bottom + GAP + offsetHeight < innerHeight;
    style.left = `${Math.max(GAP, Math.min(left, document.documentElement.clientWidth - offsetWidth - GAP))}px`;
    style.top = `${fitsBelow ? bottom + GAP : top - GAP - offsetHeight}px`;
  }
}
