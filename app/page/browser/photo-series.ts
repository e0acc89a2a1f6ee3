import { strings } from "../strings.ts";
import { byId, onClick } from "./dom.ts";
import { type Item, labelOf } from "./item.ts";
import { isForRetake } from "./notes.ts";

/** Photos since the series began. */
let count = 0;

/** The receipts that changed since then and had better be taken again: their numbers as people see them, by id. */
const retakes = new Map<string, string>();

/** Has "Done" end a series of photos. */
export function watchPhotoSeries(): void {
  onClick(byId("series-done", HTMLButtonElement), () => {
    count = 0;
    retakes.clear();
    show(false);
    byId("list-title", HTMLElement).focus();
  });
}

/**
 * After photos: shows where the thumb is the button for the next one, which opens the phone's camera. A camera in the
 * page itself would need https.
 */
export function offerNextPhoto(photos: number): void {
  count += photos;
  byId("series-count", HTMLElement).textContent = strings.photos(count);
  show(true);
  byId("series-next", HTMLButtonElement).focus({ preventScroll: true });
}

/**
 * During a series: names the receipts that had better be taken again as long as they are at hand.
 * @param item as it is now; undefined when it has been removed
 */
export function hintInSeries(id: string, item: Item | undefined): void {
  if (byId("series", HTMLElement).hidden) {
    return;
  }
  if (item?.notes.some(isForRetake)) {
    retakes.set(id, labelOf(item));
  } else {
    retakes.delete(id);
  }
  showHint();
}

function showHint(): void {
  const hint = byId("series-hint", HTMLElement);
  const text = retakes.size === 0 ? "" : strings.takeAgain([...retakes.values()]);
  if (hint.textContent !== text) {
    hint.textContent = text; // only then: it is read aloud
  }
}

function show(isOpen: boolean): void {
  const series = byId("series", HTMLElement);
  series.hidden = !isOpen;
  showHint();
  series.parentElement?.classList.toggle("in-series", isOpen); // at the lower edge, however short the list is
}
