import { FIELDS, type Field } from "../../receipt.ts";
import { strings } from "../strings.ts";
import { byId, element, find, onClick } from "./dom.ts";
import type { Cells, TextLine } from "./item.ts";

/** The factor of one step of the zoom, and of all. */
const STEP = 1.5;
const MOST_ZOOM = 8;

export interface StageOptions {
  /** Somebody has turned the picture, to so many degrees more than upright. */
  onTurn(turnedByHand: number): void;
  /** Somebody has chosen the mark of a field. */
  onMark(field: Field): void;
  /** Somebody has chosen a line of text. */
  onText(text: string): void;
}

/** Pixels that the pointer may move in a click. */
const CLICK = 5;

/** One picture, as large as there is room for, that can be zoomed and turned, with a mark for each value on it. */
export class Stage {
  readonly #stage = byId("stage", HTMLElement);
  readonly #sheet = find(this.#stage, ".sheet", HTMLElement);
  readonly #image = find(this.#stage, "img", HTMLImageElement);
  readonly #marks = find(this.#stage, ".marks", HTMLElement);
  readonly #instead = find(this.#stage, ".instead", HTMLElement);
  readonly #options: StageOptions;
  #zoom = 1;
  /** Degrees that make the picture upright, as it was when the reader measured where the values are. */
  #turned = 0;
  #turnedByHand = 0;
  #lines: readonly TextLine[] = [];
  #field: Field | undefined;

  /** @param viewer has the buttons for the picture */
  constructor(viewer: HTMLElement, options: StageOptions) {
    this.#options = options;
    this.#image.addEventListener("load", () => this.layOut());
    this.#image.addEventListener("error", () => this.#say(strings.noPreview, this.#image.src));
    new ResizeObserver(() => this.layOut()).observe(this.#stage);
    this.#watchControls(viewer);
  }

  /** Forgets how the last picture was zoomed, before another is shown. */
  reset(): void {
    this.#zoom = 1;
  }

  /** @param turned degrees clockwise that make it upright */
  show(picture: Blob, alt: string, turned: number, turnedByHand: number): void {
    this.#turned = turned;
    this.#turnedByHand = turnedByHand;
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

  /** Says where the file is that cannot be shown. */
  offer(file: Blob): void {
    const link = element("a", strings.openFile);
    link.href = URL.createObjectURL(file);
    link.target = "_blank";
    this.#instead.append(" ", link);
  }

  /** Draws a mark for each value whose place on this page is known. */
  drawMarks(cells: Cells | null, lines: readonly TextLine[], page: number): void {
    this.#lines = lines.filter((line) => (line.page ?? page) === page);
    this.#marks.replaceChildren(
      ...FIELDS.flatMap((field) => {
        const evidence = cells?.[field].evidence;
        if (evidence === null || evidence === undefined || (evidence.page ?? page) !== page) {
          return [];
        }
        const name = element("span", strings.columns[field]);
        name.className = "unseen";
        const mark = element("span", name);
        mark.dataset.field = field;
        mark.title = `${strings.columns[field]}: ${evidence.text}`;
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

  get #angle(): number {
    return (this.#turned + this.#turnedByHand) % 360;
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
    this.#marks.style.rotate = `${this.#turnedByHand}deg`;
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
    this.#turnedByHand = (this.#turnedByHand + 90) % 360;
    this.layOut();
    this.#options.onTurn(this.#turnedByHand);
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
    let pressed: readonly [x: number, y: number] = [0, 0];
    this.#stage.addEventListener("pointerdown", ({ clientX, clientY }) => {
      pressed = [clientX, clientY];
    });
    this.#marks.addEventListener("click", ({ target, clientX, clientY, offsetX, offsetY }) => {
      const mark = target instanceof Element ? target.closest<HTMLElement>("[data-field]") : null;
      const field = FIELDS.find((name) => name === mark?.dataset.field);
      if (Math.hypot(clientX - pressed[0], clientY - pressed[1]) >= CLICK) {
        return; // the picture was moved
      }
      const line = lineAt(this.#lines, offsetX / this.#marks.offsetWidth, offsetY / this.#marks.offsetHeight);
      if (field !== undefined) {
        this.#options.onMark(field);
      } else if (line !== undefined) {
        this.#options.onText(line.text);
      }
    });
    // A cell that is to be filled keeps the focus.
    this.#marks.addEventListener("mousedown", (event) => {
      if (document.activeElement instanceof HTMLInputElement) {
        event.preventDefault();
      }
    });
    this.#stage.addEventListener("pointermove", ({ buttons, pointerType, movementX, movementY }) => {
      if (buttons === 1 && pointerType === "mouse") {
        this.#stage.scrollBy(-movementX, -movementY);
      }
    });
  }
}

/** The line at a place of its page, in fractions of the page's sides. */
export function lineAt(lines: readonly TextLine[], x: number, y: number): TextLine | undefined {
  return lines.find(
    ({ box: { left, top, width, height } }) =>
      x >= left && x <= left + width && y >= top && y <= top + height,
  );
}

function setSize({ style }: HTMLElement, width: number, height: number): void {
  style.width = `${width}px`;
  style.height = `${height}px`;
}
