import { strings } from "../strings.ts";
import { byId, onClick } from "./dom.ts";

/** Photos since the series began. */
let count = 0;

/** Has "Done" end a series of photos. */
export function watchPhotoSeries(): void {
  onClick(byId("series-done", HTMLButtonElement), () => {
    count = 0;
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

function show(isOpen: boolean): void {
  const series = byId("series", HTMLElement);
  series.hidden = !isOpen;
  series.parentElement?.classList.toggle("in-series", isOpen); // at the lower edge, however short the list is
}
