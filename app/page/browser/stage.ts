import { FIELDS, type Field } from "../../receipt.ts";
import { strings } from "../strings.ts";
import { byId, element, find, onClick } from "./dom.ts";
import type { Cells } from "./item.ts";

/** The factor of one step of the zoom, and of all. */
const STEP = 1.5;
const MOST_ZOOM = 8;

/** One picture, as large as there is room for, that can be zoomed and turned, with a mark for each value on it. */
export class Stage {
  readonly #stage = byId("stage", HTMLElement);
  readonly #sheet = find(this.#stage, ".sheet", HTMLElement);
  readonly #image = find(this.#stage, "img", HTMLImageElement);
  readonly #marks = find(this.#stage, ".marks", HTMLElement);
  readonly #instead = find(this.#stage, ".instead", HTMLElement);
  #angle = 0;
  #zoom = 1;
  /** Degrees by which the reader turned the picture, before it measured where the values are. */
  #turned = 0;
  #field: Field | undefined;

  /** @param viewer has the buttons for the picture */
  constructor(viewer: HTMLElement) {
    this.#image.addEventListener("load", () => this.layOut());
    this.#image.addEventListener("error", () => this.#say(strings.noPreview, this.#image.src));
    new ResizeObserver(() => this.layOut()).observe(this.#stage);
    this.#watchControls(viewer);
  }

  /** Forgets how the last picture was zoomed and turned, before another is shown. */
  reset(turned: number): void {
    this.#turned = turned;
    this.#angle = turned;
    this.#zoom = 1;
  }

  show(picture: Blob, alt: string): void {
    URL.revokeObjectURL(this.#image.src);
    this.#image.alt = alt;
    this.#image.src = URL.createObjectURL(picture);
    this.#sheet.hidden = false;
    this.#instead.hidden = true;
  }

  /** Takes the picture away and says why there is none. */
  clear(text: string): void {
    URL.revokeObjectURL(this.#image.src);
    this.#image.removeAttribute("src");
    this.#say(text);
  }

  /** Shows the picture upright, now that the reader has said how. */
  turnUpright(turned: number): void {
    this.#angle = turned;
  }

  /** Draws a mark for each value whose place on the picture is known. */
  drawMarks(cells: Cells | null, turned: number): void {
    this.#turned = turned;
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
    this.layOut();
  }

  /** Highlights the mark of a field, and brings it into sight. */
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

  #say(text: string, address?: string): void {
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

  /** Sizes the picture by the space, the turn and the zoom. The marks are on the picture as the reader saw it. */
  layOut(): void {
    const { naturalWidth, naturalHeight } = this.#image;
    if (naturalWidth === 0 || this.#sheet.hidden) {
      return;
    }
    const isSideways = this.#angle % 180 !== 0;
    const [across, down] = isSideways ? [naturalHeight, naturalWidth] : [naturalWidth, naturalHeight];
    const { clientWidth, clientHeight } = this.#stage;
    const scale = Math.min(clientWidth / across, clientHeight / down) * this.#zoom;
    setSize(this.#sheet, across * scale, down * scale);
    setSize(this.#image, naturalWidth * scale, naturalHeight * scale);
    this.#image.style.rotate = `${this.#angle}deg`;
    const marksAreSideways = this.#turned % 180 !== 0;
    setSize(
      this.#marks,
      (marksAreSideways ? naturalHeight : naturalWidth) * scale,
      (marksAreSideways ? naturalWidth : naturalHeight) * scale,
    );
    this.#marks.style.rotate = `${this.#angle - this.#turned}deg`;
  }

  /** Zooms, and keeps what is in the middle there. */
  #zoomBy(factor: number): void {
    const stage = this.#stage;
    const middle = [
      (stage.scrollLeft + stage.clientWidth / 2) / stage.scrollWidth,
      (stage.scrollTop + stage.clientHeight / 2) / stage.scrollHeight,
    ] as const;
    this.#zoom = Math.min(MOST_ZOOM, Math.max(1, this.#zoom * factor));
    this.layOut();
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
    this.layOut();
  }

  #watchControls(viewer: HTMLElement): void {
    const controls: Readonly<Record<string, () => void>> = {
      in: () => this.#zoomBy(STEP),
      out: () => this.#zoomBy(1 / STEP),
      fit: () => this.#zoomBy(0),
      turn: () => this.#turn(),
    };
    for (const button of viewer.querySelectorAll<HTMLButtonElement>("button[data-view]")) {
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
        // A pinch on a trackpad arrives like this, too.
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
