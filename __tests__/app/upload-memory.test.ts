import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MemoryLease } from "../../app/http/memory-lease.ts";
import { UploadMemory } from "../../app/http/upload-memory.ts";
import { STALL, UploadPace } from "../../app/http/upload-pace.ts";

const STEP = 64 * 1024;
const PATIENCE = 10_000;
const never = new AbortController().signal;

test("who asks first gets memory first, even when a later and smaller one would fit", async () => {
  const memory = new UploadMemory(4 * STEP);
  const first = await memory.lease(3 * STEP, PATIENCE, never);
  const order: string[] = [];
  const large = memory.lease(2 * STEP, PATIENCE, never).then(() => order.push("large"));
  const small = memory.lease(STEP, PATIENCE, never).then(() => order.push("small"));
  await Promise.resolve();
  expect([order, memory.waiting]).toEqual([[], 2]);
  first[Symbol.dispose]();
  await Promise.all([large, small]);
  expect([order, memory.waiting]).toEqual([["large", "small"], 0]);
});

test("patience ends with 'overloaded'; who goes makes room for those behind", async () => {
  const memory = new UploadMemory(2 * STEP);
  await memory.lease(STEP, PATIENCE, never);
  const gone = new AbortController();
  const impatient = memory.lease(2 * STEP, 20, never);
  const leaving = memory.lease(2 * STEP, PATIENCE, gone.signal);
  const small = memory.lease(STEP, PATIENCE, never);
  await expect(impatient).rejects.toMatchObject({ kind: "overloaded" });
  gone.abort(new Error("gone"));
  await expect(leaving).rejects.toMatchObject({ kind: "overloaded" });
  expect((await small).slab.length).toBe(STEP);
});

test("256 may wait; with another one, the first of them is told to come back", async () => {
  const memory = new UploadMemory(STEP);
  const first = await memory.lease(STEP, PATIENCE, never);
  const refused = expect(memory.lease(STEP, PATIENCE, never)).rejects.toMatchObject({ kind: "overloaded" });
  const waiting = Array.from({ length: 256 }, () => memory.lease(STEP, PATIENCE, never));
  await refused;
  first[Symbol.dispose]();
  for (const next of waiting) {
    (await next)[Symbol.dispose]();
  }
});

describe("when memory is short", () => {
  /** An upload that has this pace; it ends as soon as it is told to. */
  function receiving(
    lease: MemoryLease,
    leastRate: number,
  ): { readonly pace: UploadPace; isStopped: boolean } {
    const upload = { pace: new UploadPace(leastRate), isStopped: false };
    lease.receiving = {
      pace: upload.pace,
      isClientsTurn: () => true,
      stop() {
        upload.isStopped = true;
        lease[Symbol.dispose]();
      },
    };
    return upload;
  }

  test("the upload that has stalled for longest gives its memory back, others keep theirs", async () => {
    const memory = new UploadMemory(2 * STEP);
    const stalled = receiving(await memory.lease(STEP, PATIENCE, never), 1_000);
    const steady = receiving(await memory.lease(STEP, PATIENCE, never), 1_000);
    const ticking = setInterval(() => steady.pace.received(200), 100);
    await memory.lease(STEP, PATIENCE, never);
    await expect(memory.lease(STEP, 700, never)).rejects.toMatchObject({ kind: "overloaded" });
    clearInterval(ticking);
    expect([stalled.isStopped, steady.isStopped]).toEqual([true, false]);
  });

  test("an upload that waits for this process, or is read, keeps its memory", async () => {
    const memory = new UploadMemory(2 * STEP);
    const paused = await memory.lease(STEP, PATIENCE, never);
    const upload = receiving(paused, 1_000);
    paused.receiving = {
      pace: upload.pace,
      isClientsTurn: () => false,
      stop: () => (upload.isStopped = true),
    };
    await memory.lease(STEP, PATIENCE, never);
    await expect(memory.lease(STEP, 700, never)).rejects.toMatchObject({ kind: "overloaded" });
    expect(upload.isStopped).toBe(false);
  });

  test("after a stall's time, those who came last are served first", async () => {
    const memory = new UploadMemory(STEP);
    const held = await memory.lease(STEP, PATIENCE, never);
    const order: string[] = [];
    const early = memory.lease(STEP, PATIENCE, never).then((lease) => {
      order.push("early");
      lease[Symbol.dispose]();
    });
    await new Promise((resolve) => setTimeout(resolve, STALL + 50));
    const late = memory.lease(STEP, PATIENCE, never).then((lease) => {
      order.push("late");
      lease[Symbol.dispose]();
    });
    held[Symbol.dispose]();
    await Promise.all([early, late]);
    expect(order).toEqual(["late", "early"]);
  });
});

describe("when a lease ends", () => {
  /** The slab of a lease that has ended, and the slab of the next one. */
  async function slabs(use: (lease: MemoryLease) => unknown): Promise<[Buffer, Buffer]> {
    const memory = new UploadMemory(STEP);
    const lease = await memory.lease(STEP - 1, PATIENCE, never);
    await use(lease);
    lease[Symbol.dispose]();
    lease[Symbol.dispose]();
    return [lease.slab, (await memory.lease(STEP, PATIENCE, never)).slab];
  }

  test("its memory is used again", async () => {
    const [slab, next] = await slabs(() => {});
    expect(next).toBe(slab);
  });

  test("and after work that has answered", async () => {
    const [slab, next] = await slabs((lease) => lease.lend(async (lent) => lent));
    expect(next).toBe(slab);
  });

  test("but not after work that has failed", async () => {
    const failure = new Error("cut off");
    const [slab, next] = await slabs((lease) =>
      expect(lease.lend(() => Promise.reject(failure))).rejects.toBe(failure),
    );
    expect(next).not.toBe(slab);
  });

  test("nor while work continues, even if it answers later", async () => {
    const memory = new UploadMemory(2 * STEP);
    const lease = await memory.lease(STEP, PATIENCE, never);
    const { promise, resolve } = Promise.withResolvers<void>();
    const work = lease.lend(() => promise);
    lease[Symbol.dispose]();
    resolve();
    await work;
    lease[Symbol.dispose]();
    const later = [await memory.lease(STEP, PATIENCE, never), await memory.lease(STEP, PATIENCE, never)];
    expect(later.map(({ slab }) => slab)).not.toContain(lease.slab);
    await expect(memory.lease(STEP, 1, never)).rejects.toMatchObject({ kind: "overloaded" });
  });
});

test("an upload may have the whole capacity, even if it is not a multiple of a step; more is a mistake", async () => {
  const memory = new UploadMemory(2 * STEP + 1);
  expect((await memory.lease(2 * STEP + 1, PATIENCE, never)).slab.length).toBe(2 * STEP + 1);
  expect(() => memory.lease(2 * STEP + 2, PATIENCE, never)).toThrow(RangeError);
});

test("whatever comes and goes: never more than the capacity, and everybody is served", async () => {
  const capacity = 10 * STEP;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ bytes: fc.integer({ min: 1, max: capacity }), fails: fc.boolean() })),
      fc.scheduler(),
      async (uploads, scheduler) => {
        const memory = new UploadMemory(capacity);
        const held = new Set<Buffer>();
        const failed = new Set<Buffer>();
        const work = uploads.map(async ({ bytes, fails }) => {
          using lease = await memory.lease(bytes, PATIENCE, never);
          const { slab } = lease;
          expect(slab.length).toBeGreaterThanOrEqual(bytes);
          expect(held.has(slab) || failed.has(slab)).toBe(false);
          held.add(slab);
          expect([...held].reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(capacity);
          await scheduler.schedule(Promise.resolve());
          held.delete(slab);
          if (fails) {
            failed.add(slab);
            await lease.lend(() => Promise.reject(new Error("cut off"))).catch(() => {});
          }
        });
        await scheduler.waitFor(Promise.all(work));
        expect(memory.waiting).toBe(0);
      },
    ),
  );
});
