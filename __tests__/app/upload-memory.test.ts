import fc from "fast-check";
import { expect, test } from "vitest";
import { UploadMemory } from "../../app/http/upload-memory.ts";

const STEP = 64 * 1024;
const PATIENCE = 10_000;
const never = new AbortController().signal;

test("who asks first gets memory first, even when a later and smaller one would fit", async () => {
  const memory = new UploadMemory(4 * STEP);
  const first = await memory.take(3 * STEP, PATIENCE, never);
  const order: string[] = [];
  const large = memory.take(2 * STEP, PATIENCE, never).then(() => order.push("large"));
  const small = memory.take(STEP, PATIENCE, never).then(() => order.push("small"));
  await Promise.resolve();
  expect([order, memory.waiting]).toEqual([[], 2]);
  memory.release(first);
  await Promise.all([large, small]);
  expect([order, memory.waiting]).toEqual([["large", "small"], 0]);
});

test("patience ends with 'overloaded'; who goes makes room for those behind", async () => {
  const memory = new UploadMemory(2 * STEP);
  await memory.take(STEP, PATIENCE, never);
  const gone = new AbortController();
  const impatient = memory.take(2 * STEP, 20, never);
  const leaving = memory.take(2 * STEP, PATIENCE, gone.signal);
  const small = memory.take(STEP, PATIENCE, never);
  await expect(impatient).rejects.toMatchObject({ kind: "overloaded" });
  gone.abort(new Error("gone"));
  await expect(leaving).rejects.toThrow("gone");
  expect((await small).length).toBe(STEP);
});

test("256 may wait; the next is refused at once", async () => {
  const memory = new UploadMemory(STEP);
  const slab = await memory.take(STEP, PATIENCE, never);
  const waiting = Array.from({ length: 256 }, () => memory.take(STEP, PATIENCE, never));
  await expect(memory.take(STEP, PATIENCE, never)).rejects.toMatchObject({ kind: "overloaded" });
  memory.release(slab);
  for (const next of waiting) {
    memory.release(await next);
  }
});

test("released memory is used again, dropped memory is not, and more than there is is a mistake", async () => {
  const memory = new UploadMemory(2 * STEP);
  const slab = await memory.take(STEP - 1, PATIENCE, never);
  memory.release(slab);
  expect(await memory.take(STEP, PATIENCE, never)).toBe(slab);
  memory.drop(slab);
  expect(await memory.take(STEP, PATIENCE, never)).not.toBe(slab);
  expect(() => memory.take(3 * STEP, PATIENCE, never)).toThrow(RangeError);
});

test("whatever comes and goes: never more than the capacity, and everybody is served", async () => {
  const capacity = 10 * STEP;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ bytes: fc.integer({ min: 1, max: capacity }), drops: fc.boolean() })),
      fc.scheduler(),
      async (uploads, scheduler) => {
        const memory = new UploadMemory(capacity);
        const held = new Set<Buffer>();
        const work = uploads.map(async ({ bytes, drops }) => {
          const slab = await memory.take(bytes, PATIENCE, never);
          expect(slab.length).toBeGreaterThanOrEqual(bytes);
          expect(held.has(slab)).toBe(false);
          held.add(slab);
          expect([...held].reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(capacity);
          await scheduler.schedule(Promise.resolve());
          held.delete(slab);
          drops ? memory.drop(slab) : memory.release(slab);
        });
        await scheduler.waitFor(Promise.all(work));
        expect(memory.waiting).toBe(0);
      },
    ),
  );
});
