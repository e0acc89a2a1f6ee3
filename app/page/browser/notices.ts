import { strings } from "../strings.ts";
import { byId, element, onClick } from "./dom.ts";

/** Milliseconds for a notice that only confirms what was done. */
const BRIEF = 6_000;

/** Milliseconds for a notice that offers something. */
const OFFER = 20_000;

interface NoticeOptions {
  /** Disappears by itself. */
  readonly brief?: boolean;
  /** Offers to undo what was done. */
  readonly undo?: () => void;
  /** Offers to show what it is about. */
  readonly show?: () => void;
}

/** Shows a sentence at the lower edge of the page, where it moves nothing. The same sentence is shown only once. */
export function notify(text: string, { brief = false, undo, show }: NoticeOptions = {}): void {
  const list = byId("notices", HTMLElement);
  for (const earlier of list.children) {
    if (earlier.firstChild?.textContent === text) {
      earlier.remove();
    }
  }
  const notice = element("li", element("span", text));
  const button = (label: string, action: () => void) => {
    const created = element("button", label);
    created.type = "button";
    onClick(created, () => {
      notice.remove();
      action();
    });
    notice.append(created);
  };
  if (undo !== undefined) {
    button(strings.notices.undo, undo);
  }
  if (show !== undefined) {
    button(strings.notices.show, show);
  }
  button(strings.notices.dismiss, () => {});
  list.append(notice);
  const isOffer = undo !== undefined || show !== undefined;
  if (brief || isOffer) {
    setTimeout(() => notice.remove(), isOffer ? OFFER : BRIEF);
  }
}

/** Has a screen reader say it. */
export function announce(text: string): void {
  byId("announcer", HTMLElement).textContent = text;
}
