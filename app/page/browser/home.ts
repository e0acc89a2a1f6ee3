import type { Field } from "../../receipt.ts";
import { strings } from "../strings.ts";
import { addFiles } from "./add-files.ts";
import { isWithoutKey } from "./api-key.ts";
import { keepClearOfBars } from "./bars.ts";
import { proposeCurrencies } from "./cell-input.ts";
import { CellStrip } from "./cell-strip.ts";
import { type Config, fetchConfig, UNKNOWN_CONFIG } from "./config.ts";
import { countedOf } from "./counted.ts";
import { localDates } from "./dates.ts";
import { byId, onClick } from "./dom.ts";
import { findDuplicates } from "./duplicates.ts";
import { Edits } from "./edits.ts";
import { showExportCount, watchExportButtons } from "./export-buttons.ts";
import { Filter } from "./filter.ts";
import { afterRow } from "./frames.ts";
import { watchIncomingFiles } from "./incoming-files.ts";
import { type Item, isDoubtful, isUnfinished } from "./item.ts";
import { Keeper } from "./keeper.ts";
import { watchListButtons } from "./list-buttons.ts";
import { announce, notify } from "./notices.ts";
import { hintInSeries } from "./photo-series.ts";
import { Pictures } from "./pictures.ts";
import { Progress } from "./progress.ts";
import { type Pause, Queue } from "./queue.ts";
import { ReadingWork } from "./reading-work.ts";
import { Receipts } from "./receipts.ts";
import { Review } from "./review.ts";
import { Rows } from "./rows.ts";
import { Selection } from "./selection.ts";
import { untilServerAnswers } from "./server-watch.ts";
import { Setting } from "./setting.ts";
import { SortHeader } from "./sort-header.ts";
import { showSummary, showSums } from "./summary.ts";
import { rowsOf } from "./table-text.ts";
import { Viewer } from "./viewer.ts";

/** Milliseconds in which changes of the list are gathered before sums and counts are updated. */
const SHOW_DELAY = 50;

const receipts = new Receipts();
const keeper = new Keeper(receipts, {
  onRefused: () => notify(strings.notices.notKept),
  onOutdated: () => notify(strings.notices.outdated),
  onForget: showForget,
  onLeftBehind: continueReading,
});
/** Files that are to be read again for their details. */
const forDetails = new Set<string>();
const pictures = new Pictures(receipts, keeper, async () => (await working).config);
const strip = new CellStrip(pictures);
const viewer = new Viewer({
  pictures,
  fileOf: (file) => keeper.picture(file),
  onTurn: (id, turnedByHand) => receipts.change(id, { turnedByHand }),
  onMark: (id, field) => rows.focusCell(id, field),
  onText: (id, text) => rows.fill(id, text),
  onLabels: (id, labels) => edits.label(id, labels),
  categories: () => new Set(receipts.all().map(({ category }) => category)),
  onDetails: (id, details) => edits.correct(id, details),
  filesWithout: () =>
    receipts
      .all()
      .filter(({ cells, details, file }) => cells !== null && details === null && !forDetails.has(file))
      .map(({ file }) => file),
  async readDetails(files) {
    for (const file of files) {
      forDetails.add(file);
    }
    (await working).queue.add([...new Set(files)]);
  },
});
const sortHeader = new SortHeader(() => arrange());
const edits = new Edits({ receipts, keeper, cancel, arrange });
const rows = new Rows({
  edit: (id, field, value) => edits.edit(id, field, value),
  confirm: (id, field) => edits.confirm(id, field),
  putBack: (id, field) => edits.putBack(id, field),
  again: (id) => readAgain([id]),
  cancel,
  remove: (id) => edits.remove([id], ({ name }) => strings.notices.removed(name)),
  select: (id, isSelected, isRange) => selection.toggle(id, isSelected, isRange),
  open,
  focus,
  leave() {
    strip.hide();
    if (filter.isOn) {
      showSoon(); // it may no longer be one of those that are shown
    }
  },
});
const filter = new Filter(() => {
  showSoon();
  announce(strings.shown(filter.of(receipts.all()).length));
});
const selection = new Selection({
  shown: () => rows.shown,
  onChange() {
    rows.markSelected(selection);
    showSoon();
  },
  remove: (ids) => removeSome(ids),
});
new Progress(receipts, (id, share) => rows.showShare(id, share));
const leaveOut = new Setting("leave-duplicates-out");
let pause: Pause | undefined;
let isShowing = false;

receipts.onChange(({ id, item, isKept }) => {
  rows.render(id, item);
  hintInSeries(id, item);
  if (viewer.shown === id) {
    viewer.update(item);
  } else if (item?.state.kind === "done" && viewer.shown === undefined) {
    viewer.showBeside(item);
    rows.markShown(viewer.shown);
  }
  const isForDetails = forDetails.has(id) && item?.details === null;
  if (isKept && !isForDetails && (item === undefined || !isUnfinished(item) || item.tab !== keeper.tab)) {
    forDetails.delete(id);
    void working.then(({ queue }) => queue.cancel(id)); // another tab has taken it away
  }
  showSoon();
});
watchIncomingFiles(
  (files) => add(files, false),
  (file) => add([file], true),
);
new Review({
  items: () => sortHeader.sort(receipts.all()),
  get: (id) => receipts.get(id),
  pictures,
  edit: (id, field, value) => edits.edit(id, field, value),
  confirm: (id, ...fields) => edits.confirm(id, ...fields),
});
const forgetBoxes = document.querySelectorAll<HTMLInputElement>(".forget input");
for (const box of forgetBoxes) {
  box.addEventListener("change", async () => {
    await keeper.setForgetsOnClose(box.checked);
    showForget();
  });
}
showForget();
localDates.bind(byId("local-dates", HTMLInputElement), () => rows.showDates());
leaveOut.bind(byId("leave-out", HTMLInputElement), showSoon);
watchExportButtons(
  () => countedAndWanted(sortHeader.sort(receipts.all())),
  (file) => keeper.picture(file),
  () => rows.showThumbnails(),
);
addEventListener("beforeprint", () => void rows.showThumbnails()); // by the browser's own command
const sumsLine = byId("sums-line", HTMLButtonElement);
onClick(sumsLine, () => {
  const isClosed = byId("sums-all", HTMLElement).classList.toggle("closed");
  sumsLine.ariaExpanded = String(!isClosed);
});
watchListButtons({
  receipts,
  cancel,
  readAgain,
  remove: removeSome,
  nextDoubt: () => rows.focusDoubt(),
});
proposeCurrencies();
keepClearOfBars();
addEventListener("beforeunload", (event) => {
  const all = receipts.all();
  if (all.some(isUnfinished) || edits.isUnderWay || (!keeper.keepsAll && all.length > 0)) {
    event.preventDefault();
  }
});
const working = start();

interface Working {
  readonly config: Config;
  readonly queue: Queue;
  readonly reading: ReadingWork;
}

/** Asks the server what it reads, and brings back what this browser kept. */
async function start(): Promise<Working> {
  const [answered, kept] = await Promise.all([fetchConfig(), keeper.open()]);
  if (answered === undefined) {
    notify(isWithoutKey() ? strings.failed.noKey : strings.notices.olderConfig);
  }
  const config = answered ?? UNKNOWN_CONFIG;
  const { mediaTypes, maxUploadBytes, concurrentUploads } = config;
  if (mediaTypes !== undefined) {
    byId("takes", HTMLElement).textContent = strings.takes(mediaTypes.map(strings.typeName), maxUploadBytes);
  }
  byId("details", HTMLElement).hidden = !config.parameters.includes("details");
  for (const [index, item] of kept.entries()) {
    receipts.putKept(item.id, item);
    await afterRow(index);
  }
  const reading = new ReadingWork(receipts, keeper, config, forDetails);
  const queue = new Queue({
    concurrency: concurrentUploads,
    work: (id, signal) => reading.read(id, signal),
    untilReachable: untilServerAnswers,
    onPause(begun) {
      pause = begun;
      showSoon();
    },
  });
  addEventListener("online", () => queue.resume());
  if (kept.some(isUnfinished)) {
    void keeper.takeOver();
  }
  return { config, queue, reading };
}

async function add(files: readonly File[], isSample: boolean): Promise<void> {
  const work = await working;
  filter.turnOff(); // what is new is to be seen
  await addFiles(files, { ...work, receipts, keeper, isSample, goTo: (id) => rows.focusRow(id) });
}

function removeSome(ids: readonly string[]): Promise<void> {
  return edits.remove(ids, () => strings.notices.removedSome(ids.length));
}

async function readAgain(ids: readonly string[]): Promise<void> {
  const { queue } = await working;
  for (const id of ids) {
    receipts.change(id, { state: { kind: "waiting" }, tab: keeper.tab });
  }
  queue.add(ids);
}

/** Reads what a closed tab, or this one before a reload, has not. */
async function continueReading(items: readonly Item[]): Promise<void> {
  const { queue, reading } = await working;
  for (const { id, thumbnail } of items) {
    if (thumbnail === null) {
      reading.prepare(id);
    }
  }
  queue.add(items.map(({ id }) => id));
}

async function cancel(id: string): Promise<void> {
  const { queue } = await working;
  queue.cancel(id);
  receipts.change(id, { state: { kind: "cancelled" } });
}

function open(id: string): void {
  const item = receipts.get(id);
  if (item !== undefined) {
    viewer.open(item);
    rows.markShown(id);
  }
}

function focus(id: string, field?: Field, cell?: Element): void {
  const item = receipts.get(id);
  if (item !== undefined) {
    viewer.showBeside(item);
    viewer.point(field);
    rows.markShown(viewer.shown);
    if (field !== undefined && cell !== undefined && item.cells && isDoubtful(field, item.cells[field])) {
      void strip.show(item, field, cell);
    } else {
      strip.hide();
    }
  }
}

function showForget(): void {
  for (const box of forgetBoxes) {
    box.checked = keeper.forgetsOnClose;
  }
}

/** The receipts of sums and exports. */
function countedAndWanted(items: readonly Item[]): readonly Item[] {
  return selection.of(filter.of(countedOf(items, leaveOut.isOn)));
}

function arrange(): void {
  rows.arrange(sortHeader.sort(receipts.all()));
}

/** Updates what the page says about the whole list, once for many changes. */
function showSoon(): void {
  if (isShowing) {
    return;
  }
  isShowing = true;
  setTimeout(() => {
    isShowing = false;
    const items = receipts.all();
    const duplicates = findDuplicates(items);
    if (items.length === 0 && byId("results", HTMLElement).contains(document.activeElement)) {
      byId("main", HTMLElement).focus();
    }
    byId("welcome", HTMLElement).hidden = items.length > 0;
    byId("results", HTMLElement).hidden = items.length === 0;
    rows.markDuplicates(duplicates);
    const shown = filter.of(items);
    filter.offer(items);
    rows.show(shown);
    selection.update();
    byId("nothing-shown", HTMLElement).hidden = shown.length > 0 || items.length === 0;
    showSummary(items, pause, {
      shown: filter.isOn ? strings.shown(shown.length) : "",
      selected: selection.size > 0 ? strings.selected(selection.size) : "",
    });
    if (!items.some(isUnfinished)) {
      pictures.drawThumbnails(); // after receipts: the server reads those first, too
    }
    byId("leave-out-label", HTMLElement).hidden = duplicates.size === 0;
    const counted = countedAndWanted(items);
    const count = rowsOf(counted).length;
    const part = selection.size > 0 ? strings.selected(count) : filter.isOn ? strings.shown(count) : "";
    showExportCount(part === "" ? undefined : { count, text: part });
    byId("sum-title", HTMLElement).textContent = part === "" ? strings.sum : strings.sumOfPart(part);
    const twins = findDuplicates(countedOf(items, false));
    const copies = selection.of(shown).filter(({ id }) => twins.has(id)).length;
    showSums(counted, copies, leaveOut.isOn);
    if (!sortHeader.isNatural && !rows.hasFocus) {
      arrange();
    }
    if (pause?.kind === "busy") {
      setTimeout(showSoon, 500); // counts down
    }
  }, SHOW_DELAY);
}
