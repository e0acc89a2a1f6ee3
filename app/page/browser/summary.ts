import { strings } from "../strings.ts";
import { formatSum } from "./amounts.ts";
import { byId, element } from "./dom.ts";
import { doubtsIn, type Item, isAgainPossible, isUnfinished, isUnrated } from "./item.ts";
import { announce } from "./notices.ts";
import type { Pause } from "./queue.ts";
import { sumByCurrency } from "./sums.ts";
import { TimeLeft } from "./time-left.ts";

/** Milliseconds between announcements for screen readers while receipts are read. */
const ANNOUNCE_EVERY = 5_000;

let announcedAt = 0;
let wasUnfinished = false;
const timeLeft = new TimeLeft();

/**
 * Shows the progress above the table and in the tab's title, and the buttons that can help.
 * @param parts say how many receipts are shown, if these are not all, and how many are selected, if any are
 */
export function showSummary(
  items: readonly Item[],
  pause: Pause | undefined,
  { shown, selected }: { readonly shown: string; readonly selected: string },
): void {
  const unfinished = items.filter(isUnfinished).length;
  const done = items.filter(({ state }) => state.kind === "done").length;
  const failed = items.filter(({ state }) => state.kind === "failed").length;
  const again = items.filter(isAgainPossible).length;
  const doubts = items.flatMap(({ cells }) => (cells === null ? [] : doubtsIn(cells))).length;
  const unrated = items.filter(isUnrated).length;

  const now = Date.now();
  const left = timeLeft.after({
    now,
    ended: items.length - unfinished,
    unfinished,
    isPaused: pause !== undefined,
  });
  const progressText = unfinished > 0 ? strings.progress(done, items.length, left) : strings.allRead(done);
  document.title =
    unfinished > 0
      ? strings.progressTitle(done, items.length, left)
      : doubts + unrated > 0
        ? strings.doneTitle(doubts + unrated)
        : strings.product;
  const texts = [progressText, failed > 0 ? strings.failedCount(failed) : "", shown, textOf(pause)].filter(
    Boolean,
  );
  byId("summary", HTMLElement).textContent = selected || texts.join(" · ");

  show("cancel-all", unfinished > 1, strings.cancelAll);
  show("again-all", again > 0, strings.againAll(again));
  show("remove-failed", failed > 0, strings.removeFailed);
  show("next-doubt", doubts > 0, strings.nextDoubt(doubts));
  show("review-open", doubts + unrated > 0, strings.review.open(doubts + unrated));

  if (unfinished > 0 && now - announcedAt > ANNOUNCE_EVERY) {
    announcedAt = now;
    announce(texts.join(". "));
  }
  if (wasUnfinished && unfinished === 0) {
    announce(strings.finished(done, failed, doubts));
  }
  wasUnfinished = unfinished > 0;
}

/** Sums that the line of them shows; the others open below it. */
const SUMS_IN_LINE = 2;

/**
 * The sum of each currency below the table.
 * @param items those that are counted
 * @param duplicates how many there are
 */
export function showSums(items: readonly Item[], duplicates: number, leavesThemOut: boolean): void {
  const read = items.filter(({ cells }) => cells !== null);
  const without = read.filter(({ cells }) => cells?.total.value === null).length;
  const byCurrency = sumByCurrency(read);
  const inLine = byCurrency.slice(0, SUMS_IN_LINE).map(({ currency, total }) => formatSum(total, currency));
  const others = byCurrency.length - inLine.length;
  byId("sums-line", HTMLButtonElement).textContent = [...inLine, ...(others > 0 ? [`+${others}`] : [])].join(
    " · ",
  );
  const sums = byCurrency.map(({ currency, total, count }) =>
    element("li", element("strong", formatSum(total, currency)), " ", countOf(count, currency)),
  );
  const remarks = [
    without > 0 ? strings.withoutTotal(without) : "",
    duplicates > 0 ? strings.duplicates(duplicates, leavesThemOut) : "",
  ].filter(Boolean);
  byId("sums", HTMLElement).replaceChildren(...sums, ...remarks.map((text) => element("li", text)));
}

function countOf(count: number, currency: string | null): HTMLElement {
  const text = element("span", strings.sumOf(count, currency));
  text.className = "count";
  return text;
}

function show(id: string, visible: boolean, label: string): void {
  const button = byId(id, HTMLButtonElement);
  if (!visible && button === document.activeElement) {
    byId("list-title", HTMLElement).focus(); // the focus would be lost
  }
  button.hidden = !visible;
  button.textContent = label;
}

function textOf(pause: Pause | undefined): string {
  if (pause === undefined) {
    return "";
  }
  return pause.kind === "busy"
    ? strings.busy(Math.max(1, Math.ceil((pause.until - Date.now()) / 1000)))
    : strings[pause.kind];
}
