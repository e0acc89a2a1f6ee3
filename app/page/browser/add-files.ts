import { strings } from "../strings.ts";
import { refusalOf } from "./check-file.ts";
import type { Config } from "./config.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { afterRow } from "./frames.ts";
import { type Item, UNREAD } from "./item.ts";
import type { Keeper } from "./keeper.ts";
import { notify } from "./notices.ts";
import type { Queue } from "./queue.ts";
import type { ReadingWork } from "./reading-work.ts";
import { newId, type Receipts } from "./receipts.ts";

/** A longer list would make the page slow. */
const MOST_ITEMS = 1000;

/** Files whose first bytes are looked at together. */
const FILES_AT_ONCE = 20;

/** Bytes. */
const LOOKED_AT_IF_REFUSED = 1 << 20;

export interface AddOptions {
  readonly receipts: Receipts;
  readonly keeper: Keeper;
  readonly config: Config;
  readonly queue: Queue;
  readonly reading: ReadingWork;
  readonly isSample: boolean;
  /** Goes to a receipt of the list. */
  goTo(id: string): void;
}

/** Puts files into the list and has them read, but for those that are there already or that the server would not read. */
export async function addFiles(files: readonly File[], options: AddOptions): Promise<void> {
  const room = Math.max(0, MOST_ITEMS - options.receipts.size);
  if (files.length > room) {
    notify(strings.notices.tooMany(files.length - room, MOST_ITEMS));
  }
  const twins: string[] = [];
  const taken = files.slice(0, room);
  // The first are shown at once. Each time all that is kept is looked at, so that the numbers differ: not too often.
  for (let start = 0, end = FILES_AT_ONCE; start < taken.length; start = end, end *= 2) {
    twins.push(...(await addSome(taken.slice(start, end), options)));
  }
  const [twin] = twins;
  if (twin !== undefined) {
    notify(strings.notices.alreadyHere(twins.length), {
      offer: [strings.notices.show, () => options.goTo(twin)],
    });
  }
}

/** @returns the receipts of the list whose files were given again */
async function addSome(files: readonly File[], options: AddOptions): Promise<string[]> {
  const { receipts, keeper, queue, reading } = options;
  const checked = await check(files, options.config);
  const known = new Map(receipts.all().map(({ fingerprint, file }) => [fingerprint, file]));
  const twins: string[] = [];
  const items: Omit<Item, "number">[] = [];
  const contents = new Map<string, File>();
  for (const one of checked) {
    const twin = one.fingerprint === null ? undefined : known.get(one.fingerprint);
    if (twin === undefined) {
      const item = newItem(one, keeper.tab, options.isSample);
      known.set(one.fingerprint, item.id);
      items.push(item);
      contents.set(item.id, one.file);
    } else {
      twins.push(twin);
    }
  }
  for (const [index, item] of (await keeper.add(items)).entries()) {
    receipts.putKept(item.id, item);
    const file = contents.get(item.id);
    if (item.state.kind === "waiting" && file !== undefined) {
      keeper.putPicture(item.id, file);
      reading.prepare(item.id);
      queue.add([item.id]);
    }
    await afterRow(index);
  }
  return twins;
}

interface CheckedFile extends Pick<Item, "fingerprint"> {
  readonly file: File;
  /** Why the server would not read it. */
  readonly refusal: string | undefined;
}

async function check(files: readonly File[], config: Config): Promise<CheckedFile[]> {
  const checkOne = async (file: File): Promise<CheckedFile> => {
    const refusal = await refusalOf(file, config);
    // Of what is refused, such as a long video, the start tells it from others.
    const looked = refusal === undefined ? file : file.slice(0, LOOKED_AT_IF_REFUSED);
    return { file, refusal, fingerprint: await fingerprintOf(looked).catch(() => null) };
  };
  const checked: CheckedFile[] = [];
  for (let start = 0; start < files.length; start += FILES_AT_ONCE) {
    checked.push(...(await Promise.all(files.slice(start, start + FILES_AT_ONCE).map(checkOne))));
  }
  return checked;
}

function newItem(
  { file, refusal, fingerprint }: CheckedFile,
  tab: string,
  isSample: boolean,
): Omit<Item, "number"> {
  const id = newId();
  return {
    ...UNREAD,
    id,
    file: id,
    part: 1,
    name: file.name,
    fingerprint,
    isSample,
    state: refusal === undefined ? { kind: "waiting" } : { kind: "failed", reason: refusal, again: false },
    tab,
  };
}
