import { FIELDS, type Field } from "../../receipt.ts";
import { strings } from "../strings.ts";
import { byId, element, find, onClick } from "./dom.ts";
import type { Item } from "./item.ts";

/** How much larger or smaller a step of the zoom is, and the most. */
const STEP = 1.5;
const MOST_ZOOM = 8;

/** Wide enough for the picture beside the table; `home.css` has the same width. */
const WIDE = matchMedia("(min-width: 1200px)");

/** The picture of one receipt, beside the table or, on a narrow screen, over it. */
export class Viewer {
  readonly #pictureOf: (id: string) => Promise<Blob | undefined>;
  readonly #viewer = byId("viewer", HTMLElement);
  readonly #panel = byId("viewer-panel", HTMLElement);
  readonly #dialog = byId("viewer-dialog", HTMLDialogElement);
  readonly #stage = byId("stage", HTMLElement);
  readonly #sheet = find(this.#stage, ".sheet", HTMLElement);
  readonly #image = find(this.#stage, "img", HTMLImageElement);
  readonly #marks = find(this.#stage, ".marks", HTMLElement);
  readonly #instead = find(this.#stage, ".instead", HTMLElement);
  #item: Item | undefined;
  #angle = 0;
  #zoom = 1;
  #field: Field | undefined;

  constructor(pictureOf: (id: string) => Promise<Blob | undefined>) {
    this.#pictureOf = pictureOf;
    const place = () => {
      this.#dialog.close();
      (WIDE.matches ? this.#panel : this.#dialog).append(this.#viewer);
      this.#lay();
    };
    WIDE.addEventListener("change", place);
    place();
    this.#image.addEventListener("load", () => this.#lay());
    this.#image.addEventListener("error", () => this.#showInstead(strings.noPreview, this.#image.src));
    new ResizeObserver(() => this.#lay()).observe(this.#stage);
    this.#watchControls();
  }

  /** The id of the receipt that is shown. */
  get shown(): string | undefined {
    return this.#item?.id;
  }

  /** Shows the item's picture beside the table, where there is room for it. */
  showBeside(item: Item): void {
    if (WIDE.matches) {
      void this.#show(item);
    }
  }

  /** Shows the item's picture wherever there is room. */
  open(item: Item): void {
    void this.#show(item);
    if (!WIDE.matches) {
      this.#dialog.showModal();
    }
  }

  /** Draws the marks anew after a change of the item that is shown; empties the viewer when it is gone. */
  update(item: Item | undefined): void {
    if (item === undefined) {
      this.#item = undefined;
      this.#image.removeAttribute("src");
      this.#showInstead(strings.choosePicture);
      this.#dialog.close();
    } else {
      const turnedNow = this.#item?.cells === null && item.cells !== null;
      this.#item = item;
      if (turnedNow) {
        this.#angle = item.turned;
      }
      this.#drawMarks();
    }
  }

  /** Lets the mark of a field stand out, and brings it into sight. */
  point(field: Field | undefined): void {
    this.#field = field;
    for (const mark of this.#marks.querySelectorAll<HTMLElement>("[data-field]")) {
      const current = mark.dataset.field === field;
      mark.classList.toggle("current", current);
      if (current && this.#zoom > 1) {
        this.#centre(mark);
      }
    }
  }

  async #show(item: Item): Promise<void> {
    if (this.#item?.id === item.id) {
      return;
    }
    this.#item = item;
    this.#angle = item.turned;
    this.#zoom = 1;
    find(this.#viewer, "#viewer-name", HTMLElement).textContent = item.name;
    const picture = await this.#pictureOf(item.id);
    if (this.#item?.id !== item.id) {
      return; // another one was chosen meanwhile
    }
    URL.revokeObjectURL(this.#image.src);
    if (picture === undefined) {
      this.#showInstead(strings.pictureGone);
    } else {
      this.#image.alt = strings.pictureOf(item.name);
      this.#image.src = URL.createObjectURL(picture);
      this.#sheet.hidden = false;
      this.#instead.hidden = true;
    }
    this.#drawMarks();
  }

  #showInstead(text: string, address?: string): void {
    this.#sheet.hidden = true;
    this.#instead.hidden = false;
    this.#instead.replaceChildren(text);
    if (address !== undefined) {
      const link = element("a", strings.openFile);
      link.href = address;
      link.target = "_blank";
      this.#instead.append(" ", link);
    }
  }

  #drawMarks(): void {
    const { cells, warnings } = this.#item ?? { cells: null, warnings: [] };
    this.#marks.replaceChildren(
      ...FIELDS.flatMap((field) => {
        const evidence = cells?.[field].evidence;
        if (evidence === null || evidence === undefined) {
          return [];
        }
        const mark = element("span", element("span", strings.columns[field]));
        mark.dataset.field = field;
        mark.title = evidence.text;
        for (const side of ["left", "top", "width", "height"] as const) {
          mark.style[side] = `${evidence.box[side] * 100}%`;
        }
        return [mark];
      }),
    );
    this.point(this.#field);
    find(this.#viewer, "#viewer-warnings", HTMLElement).replaceChildren(
      ...warnings.map((warning) => element("li", warning)),
    );
    this.#lay();
  }

  /** Sizes the picture by the room, the turn and the zoom. Marks lie on the picture as the reader saw it. */
  #lay(): void {
    const { naturalWidth, naturalHeight } = this.#image;
    if (naturalWidth === 0 || this.#sheet.hidden) {
      return;
    }
    const lies = this.#angle % 180 !== 0;
    const [across, down] = lies ? [naturalHeight, naturalWidth] : [naturalWidth, naturalHeight];
    const { clientWidth, clientHeight } = this.#stage;
    const scale = Math.min(clientWidth / across, clientHeight / down) * this.#zoom;
    setSize(this.#sheet, across * scale, down * scale);
    setSize(this.#image, naturalWidth * scale, naturalHeight * scale);
    this.#image.style.rotate = `${this.#angle}deg`;
    const turned = this.#item?.turned ?? 0;
    const sideways = turned % 180 !== 0;
    setSize(
      this.#marks,
      (sideways ? naturalHeight : naturalWidth) * scale,
      (sideways ? naturalWidth : naturalHeight) * scale,
    );
    this.#marks.style.rotate = `${this.#angle - turned}deg`;
  }

  /** Zooms, and keeps what is in the middle there. */
  #zoomBy(factor: number): void {
    const stage = this.#stage;
    const middle = [
      (stage.scrollLeft + stage.clientWidth / 2) / stage.scrollWidth,
      (stage.scrollTop + stage.clientHeight / 2) / stage.scrollHeight,
    ] as const;
    this.#zoom = Math.min(MOST_ZOOM, Math.max(1, this.#zoom * factor));
    this.#lay();
    stage.scrollTo({
      left: middle[0] * stage.scrollWidth - stage.clientWidth / 2,
      top: middle[1] * stage.scrollHeight - stage.clientHeight / 2,
    });
  }

  #centre(mark: HTMLElement): void {
    const [box, stage] = [mark.getBoundingClientRect(), this.#stage.getBoundingClientRect()];
    this.#stage.scrollBy({
      left: box.left + box.width / 2 - stage.left - stage.width / 2,
      top: box.top + box.height / 2 - stage.top - stage.height / 2,
    });
  }

  #turn(): void {
    this.#angle = (this.#angle + 90) % 360;
    this.#lay();
  }

  #watchControls(): void {
    const controls: Readonly<Record<string, () => void>> = {
      in: () => this.#zoomBy(STEP),
      out: () => this.#zoomBy(1 / STEP),
      fit: () => this.#zoomBy(0),
      turn: () => this.#turn(),
      close: () => this.#dialog.close(),
    };
    for (const button of this.#viewer.querySelectorAll<HTMLButtonElement>("button[data-view]")) {
      onClick(button, controls[button.dataset.view ?? ""] ?? (() => {}));
    }
    const keys: Readonly<Record<string, string>> = {
      "+": "in",
      "=": "in",
      "-": "out",
      "0": "fit",
      r: "turn",
    };
    this.#stage.addEventListener("keydown", ({ key }) => controls[keys[key] ?? ""]?.());
    this.#stage.addEventListener("dblclick", () => this.#zoomBy(this.#zoom > 1 ? 0 : STEP * STEP));
    this.#stage.addEventListener(
      "wheel",
      (event) => {
        // Two fingers on a trackpad arrive so, too.
        if (event.ctrlKey) {
          event.preventDefault();
          this.#zoomBy(Math.exp(-event.deltaY / 100));
        }
      },
      { passive: false },
    );
    this.#stage.addEventListener("pointermove", ({ buttons, pointerType, movementX, movementY }) => {
      if (buttons === 1 && pointerType === "mouse") {
        this.#stage.scrollBy(-movementX, -movementY);
      }
    });
  }
}

function setSize({ style }: HTMLElement, width: number, height: number): void {
  style.width = `${width}px`;
  style.height = `${height}px`;
}
