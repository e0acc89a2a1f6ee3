/** Hostile files next to honest ones. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { processTree } from "../../fixtures/process-tree.ts";
import type { Service } from "../../fixtures/service.ts";
import { honestUpload, RECEIPT, type TimedAnswer, timedUpload } from "../../fixtures/timed-upload.ts";
import {
  expectHonest,
  expectRefused,
  expectUnharmed,
  persistentUpload,
  startShortService,
} from "./bounds.ts";
import { QUICK_FILES, SLOW_FILES } from "./worst-files.ts";

const HONEST = 30;
const SLOW_ONES = 3;
const HOSTILE_AT_ONCE = 20;
const HONEST_AT_ONCE = 10;
const CANCELLED = 200;

const WORST_FILES = [...SLOW_FILES, ...QUICK_FILES];

let service: Service;
let idle: number;
const files = new Map<string, Buffer>();
beforeAll(async () => {
  for (const { name, make } of WORST_FILES) {
    files.set(name, await make());
  }
  ({ service, idle } = await startShortService());
});
afterAll(() => service?.stop());

const send = (name: string, path: "/predict" | "/preview" = "/predict") =>
  timedUpload(service.url, files.get(name) ?? Buffer.alloc(0), { path });

test("one hostile file after another is in flight, and honest uploads are read", async () => {
  // Few slow ones, and the slowest of the quick ones once, since thirty of them would take minutes.
  const order = [
    ...SLOW_FILES.slice(0, SLOW_ONES),
    ...QUICK_FILES,
    ...Array.from({ length: HONEST }, () => QUICK_FILES.slice(1)).flat(),
  ];
  let going = true;
  const hostile: (readonly [name: string, TimedAnswer])[] = [];
  const attack = async () => {
    for (const { name } of order) {
      if (going) {
        hostile.push([name, await send(name)]);
      }
    }
  };
  const attacking = attack();
  const honest: TimedAnswer[] = [];
  while (honest.length < HONEST && honest.every(({ status }) => status === 200)) {
    honest.push(await honestUpload(service.url));
  }
  going = false;
  await attacking;
  expectHonest(honest, idle);
  for (const [name, answer] of hostile) {
    // An honest upload may be read before it.
    expectRefused(name, { ...answer, seconds: answer.seconds - idle });
  }
  await expectUnharmed(service, idle);
});

test("twenty hostile files at once, some to be shown, and honest uploads are read at the latest when they come back", async () => {
  const hostile = Array.from({ length: HOSTILE_AT_ONCE }, (_, index) =>
    send(WORST_FILES[index % WORST_FILES.length]?.name ?? "", index % 4 === 0 ? "/preview" : "/predict"),
  );
  const honest = await Promise.all(
    Array.from({ length: HONEST_AT_ONCE }, () => persistentUpload(service.url)),
  );
  for (const answers of honest) {
    const statuses = answers.map(({ status }) => status);
    expect.soft(statuses).toEqual([...statuses.slice(1).map(() => 503), 200]);
  }
  for (const { status } of await Promise.all(hostile)) {
    expect.soft([422, 503]).toContain(status);
  }
  const shown = await timedUpload(service.url, RECEIPT, { path: "/preview" });
  expect(shown.status).toBe(200);
  await expectUnharmed(service, idle);
});

test(`${CANCELLED} cancelled uploads leave the models loaded`, async () => {
  const before = processTree(process.pid).sort();
  const cancel = async (index: number) => {
    await timedUpload(service.url, RECEIPT, { signal: AbortSignal.timeout(5 + ((index * 37) % 300)) });
  };
  for (let index = 0; index < CANCELLED; index += 20) {
    await Promise.all(Array.from({ length: 20 }, (_, more) => cancel(index + more)));
  }
  await expect
    .poll(async () => (await honestUpload(service.url)).seconds, { timeout: 8_000 })
    .toBeLessThan(3 * idle + 0.5);
  // The processes are the same, with the models that they had loaded.
  expect(processTree(process.pid).sort()).toEqual(before);
  await expectUnharmed(service, idle);
});
