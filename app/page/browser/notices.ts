import { strings } from "../strings.ts";
import { byId, element, onClick } from "./dom.ts";

/** Milliseconds for a notice that only confirms what was done. */
const BRIEF = 6_000;

/** Milliseconds for a notice that offers something. */
const OFFER = 20_000;

interface NoticeOptions {
  /** Disappears by itself. */
  readonly brief?: boolean;
  /** Offers to do something, such as to undo what was done. */
  readonly offer?: readonly [label: string, act: () => void];
}

/** Shows a sentence at the lower edge of the page, where it moves nothing. The same sentence is shown only once. */
export function notify(text: string, { brief = false, offer }: NoticeOptions = {}): void {
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
  if (offer !== undefined) {
    button(...offer);
  }
  button(strings.notices.dismiss, () => {});
  list.append(notice);
  if (brief || offer !== undefined) {
    setTimeout(() => notice.remove(), offer === undefined ? BRIEF : OFFER);
  }
}

/** Has a screen reader say it. */
export function announce(text: string): void {
  byId("announcer", HTMLElement).textContent = text;
}
