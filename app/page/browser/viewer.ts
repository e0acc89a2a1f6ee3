import type { Field } from "../../receipt.ts";
import { strings } from "../strings.ts";
import { DetailsPanel, type DetailsPanelOptions } from "./details-panel.ts";
import { byId, element, find, onClick } from "./dom.ts";
import type { Item } from "./item.ts";
import { LabelFields, type LabelFieldsOptions } from "./labels.ts";
import { firstPage, type Pictures } from "./pictures.ts";
import { Stage } from "./stage.ts";

/** Wide enough for the picture next to the table; `home.css` has the same width. */
const WIDE = matchMedia("(min-width: 1200px)");

export interface ViewerOptions extends LabelFieldsOptions, DetailsPanelOptions {
  readonly pictures: Pick<Pictures, "shown">;
  fileOf(file: string): Promise<Blob | undefined>;
  /** Somebody has turned the picture, to so many degrees more than upright. */
  onTurn(id: string, turnedByHand: number): void;
  /** Somebody has chosen the mark of a field. */
  onMark(id: string, field: Field): void;
  /** Somebody has chosen a line of text. */
  onText(id: string, text: string): void;
}

/** The picture of one receipt, next to the table or, on a narrow screen, over it. */
export class Viewer {
  readonly #options: ViewerOptions;
  readonly #viewer = byId("viewer", HTMLElement);
  readonly #panel = byId("viewer-panel", HTMLElement);
  readonly #dialog = byId("viewer-dialog", HTMLDialogElement);
  readonly #nextPage = byId("next-page", HTMLButtonElement);
  readonly #stage: Stage;
  readonly #labels: LabelFields;
  readonly #details: DetailsPanel;
  #item: Item | undefined;
  #page = 1;

  constructor(options: ViewerOptions) {
    this.#options = options;
    this.#labels = new LabelFields(options);
    this.#details = new DetailsPanel(options);
    this.#stage = new Stage(this.#viewer, {
      onTurn: (turnedByHand) => this.#item && options.onTurn(this.#item.id, turnedByHand),
      onMark: (field) => {
        this.#dialog.close();
        if (this.#item !== undefined) {
          options.onMark(this.#item.id, field);
        }
      },
      onText: (text) => this.#item && options.onText(this.#item.id, text),
    });
    const moveViewer = () => {
      this.#dialog.close();
      (WIDE.matches ? this.#panel : this.#dialog).append(this.#viewer);
      this.#stage.layOut();
    };
    WIDE.addEventListener("change", moveViewer);
    moveViewer();
    onClick(find(this.#viewer, "[data-view=close]", HTMLButtonElement), () => this.#dialog.close());
    onClick(this.#nextPage, () => {
      const pages = this.#item?.pages ?? [];
      this.#turnTo(pages[(pages.indexOf(this.#page) + 1) % pages.length] ?? 1);
    });
  }

  /** The id of the receipt that is shown. */
  get shown(): string | undefined {
    return this.#item?.id;
  }

  /** Shows the item's picture next to the table, if there is room for it. */
  showBeside(item: Item): void {
    if (WIDE.matches) {
      this.#choose(item);
    }
  }

  /** Shows the item's picture, over the table if there is no room next to it. */
  open(item: Item): void {
    this.#choose(item);
    if (!WIDE.matches) {
      this.#dialog.showModal();
    }
  }

  /** Shows a change of the item that is shown; empties the viewer when it is gone. */
  update(item: Item | undefined): void {
    const before = this.#item;
    this.#item = item;
    this.#showTexts();
    if (item === undefined) {
      this.#stage.clear(strings.choosePicture);
      this.#dialog.close();
    } else if (
      before?.isDrawable !== item.isDrawable ||
      before.turned !== item.turned ||
      before.pages !== item.pages
    ) {
      this.#page = firstPage(item);
      void this.#show(item);
    } else {
      this.#showFindings(item);
    }
  }

  /** Highlights where a field is on the picture, on whichever page. */
  point(field: Field | undefined): void {
    this.#stage.point(field);
    const page = field && this.#item?.cells?.[field].evidence?.page;
    if (page !== undefined && page !== this.#page) {
      this.#turnTo(page);
    }
  }

  #choose(item: Item): void {
    if (this.#item?.id !== item.id) {
      this.#item = item;
      this.#showTexts();
      this.#page = firstPage(item);
      this.#stage.reset();
      void this.#show(item);
    }
  }

  #turnTo(page: number): void {
    this.#page = page;
    if (this.#item !== undefined) {
      void this.#show(this.#item);
    }
  }

  async #show({ id, name, pages }: Item): Promise<void> {
    const page = this.#page;
    find(this.#viewer, "#viewer-name", HTMLElement).textContent =
      pages.length > 1 ? strings.pageOf(name, page) : name;
    this.#nextPage.hidden = pages.length < 2;
    const shown = this.#item && (await this.#options.pictures.shown(this.#item, page));
    if (this.#item?.id !== id || this.#page !== page) {
      return; // another one has been chosen
    }
    const { isDrawable, turnedByHand } = this.#item;
    if (shown === undefined) {
      this.#stage.clear(isDrawable ? strings.pictureGone : strings.noPreview);
      void this.#offerFile(this.#item);
    } else {
      this.#stage.show(shown.picture, strings.pictureOf(name), shown.turned, turnedByHand);
    }
    this.#showFindings(this.#item);
  }

  /** What nobody can draw may open in another program. */
  async #offerFile({ id, file }: Item): Promise<void> {
    const whole = await this.#options.fileOf(file);
    if (whole !== undefined && this.#item?.id === id) {
      this.#stage.offer(whole);
    }
  }

  #showTexts(): void {
    this.#labels.show(this.#item);
    this.#details.show(this.#item);
  }

  #showFindings({ cells, lines, warnings }: Item): void {
    find(this.#viewer, "#viewer-warnings", HTMLElement).replaceChildren(
      ...warnings.map((warning) => element("li", warning)),
    );
    this.#stage.drawMarks(cells, lines, this.#page);
  }
}
