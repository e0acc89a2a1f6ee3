import { byId, find } from "./dom.ts";

/** Pixels between a bar and what is scrolled into sight next to it. */
const GAP = 8;

/**
 * Has the browser scroll what gets the focus clear of the bars at the upper and lower edge of the window, whatever their
 * heights: the progress with the table's head, the sums with the buttons for photos, the notices.
 */
export function keepClearOfBars(): void {
  const root = document.documentElement;
  const status = find(document, ".status", HTMLElement);
  const head = find(document, "thead", HTMLElement);
  const panel = byId("viewer-panel", HTMLElement);
  const lower = find(document, ".lower-bar", HTMLElement);
  const notices = byId("notices", HTMLElement);
  const isSticky = (bar: HTMLElement) => /sticky|fixed/.test(getComputedStyle(bar).position);
  const observer = new ResizeObserver(() => {
    const top = isSticky(status) ? status.offsetHeight : 0;
    head.style.top = `${top}px`;
    panel.style.setProperty("--status-height", `${top}px`); // of the root, it would have all styles made again
    root.style.scrollPaddingTop = `${top + (isSticky(head) ? head.offsetHeight : 0) + GAP}px`;
    const below = window.innerHeight - notices.getBoundingClientRect().top;
    const hidden = Math.max(
      isSticky(lower) ? lower.offsetHeight : 0,
      notices.childElementCount > 0 ? below : 0,
    );
    root.style.scrollPaddingBottom = `${hidden + GAP}px`;
    uncover(hidden);
  });
  for (const bar of [status, head, lower, notices]) {
    observer.observe(bar);
  }
}

/** Scrolls what has the focus if a bar has just come over it, and not if somebody has scrolled away from it. */
function uncover(hidden: number): void {
  const focused = document.activeElement;
  const { top = 0, bottom = 0 } = focused?.closest("tr")?.getBoundingClientRect() ?? {};
  if (bottom > window.innerHeight - hidden && top < window.innerHeight) {
    focused?.scrollIntoView({ block: "nearest" });
  }
}
