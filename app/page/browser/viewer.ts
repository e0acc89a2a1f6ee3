import type { Field } from "../../receipt.ts";
import { strings } from "../strings.ts";
import { byId, element, find, onClick } from "./dom.ts";
import type { Item } from "./item.ts";
import { Stage } from "./stage.ts";

/** Wide enough for the picture next to the table; `home.css` has the same width. */
const WIDE = matchMedia("(min-width: 1200px)");

/** The picture of one receipt, next to the table or, on a narrow screen, over it. */
export class Viewer {
  readonly #pictureOf: (file: string) => Promise<Blob | undefined>;
  readonly #viewer = byId("viewer", HTMLElement);
  readonly #panel = byId("viewer-panel", HTMLElement);
  readonly #dialog = byId("viewer-dialog", HTMLDialogElement);
  readonly #stage = new Stage(this.#viewer);
  #item: Item | undefined;

  constructor(pictureOf: (file: string) => Promise<Blob | undefined>) {
    this.#pictureOf = pictureOf;
    const moveViewer = () => {
      this.#dialog.close();
      (WIDE.matches ? this.#panel : this.#dialog).append(this.#viewer);
      this.#stage.layOut();
    };
    WIDE.addEventListener("change", moveViewer);
    moveViewer();
    onClick(find(this.#viewer, "[data-view=close]", HTMLButtonElement), () => this.#dialog.close());
  }

  /** The id of the receipt that is shown. */
  get shown(): string | undefined {
    return this.#item?.id;
  }

  /** Shows the item's picture next to the table, if there is room for it. */
  showBeside(item: Item): void {
    if (WIDE.matches) {
      void this.#show(item);
    }
  }

  /** Shows the item's picture, over the table if there is no room next to it. */
  open(item: Item): void {
    void this.#show(item);
    if (!WIDE.matches) {
      this.#dialog.showModal();
    }
  }

  /** Shows a change of the item that is shown; empties the viewer when it is gone. */
  update(item: Item | undefined): void {
    if (item === undefined) {
      this.#item = undefined;
      this.#stage.clear(strings.choosePicture);
      this.#dialog.close();
    } else {
      const turnedNow = this.#item?.cells === null && item.cells !== null;
      this.#item = item;
      if (turnedNow) {
        this.#stage.turnUpright(item.turned);
      }
      this.#showFindings(item);
    }
  }

  /** Highlights where a field is on the picture. */
  point(field: Field | undefined): void {
    this.#stage.point(field);
  }

  async #show(item: Item): Promise<void> {
    if (this.#item?.id === item.id) {
      return;
    }
    this.#item = item;
    this.#stage.reset(item.turned);
    find(this.#viewer, "#viewer-name", HTMLElement).textContent = item.name;
    const picture = await this.#pictureOf(item.file);
    if (this.#item?.id !== item.id) {
      return; // another one has been chosen
    }
    if (picture === undefined) {
      this.#stage.clear(strings.pictureGone);
    } else {
      this.#stage.show(picture, strings.pictureOf(item.name));
    }
    this.#showFindings(this.#item);
  }

  #showFindings({ cells, turned, warnings }: Item): void {
    find(this.#viewer, "#viewer-warnings", HTMLElement).replaceChildren(
      ...warnings.map((warning) => element("li", warning)),
    );
    this.#stage.drawMarks(cells, turned);
  }
}
