import { expect } from "vitest";
import { type Service, startService, TASK_BYTES } from "../../fixtures/service.ts";
import { honestUpload, reads, type TimedAnswer } from "../../fixtures/timed-upload.ts";

/** Milliseconds of the deadline that these tests set: they take less time than with the default. */
export const DEADLINE_MS = 6_000;

/** Seconds from a hostile file's turn to its answer: two more than opening may take, a quarter of the deadline. */
const HOSTILE_SECONDS = 3.5;

/** Seconds that an honest upload may wait more with a hostile file in flight, and times as long as without. */
const HONEST_SECONDS_MORE = 4;
const HONEST_TIMES = 3;

/** Seconds in which an honest upload that was told to come back is read. */
const RETRIED_SECONDS = 60;

/** What a hostile file is answered, when its turn came at once. `mayBeRead`: it may be harmless here. */
export function expectRefused(name: string, { status, seconds, text }: TimedAnswer, mayBeRead = false): void {
  expect.soft(mayBeRead ? [200, 422] : [422], `${name}: ${text}`).toContain(status);
  expect.soft(seconds, `${name}: seconds`).toBeLessThan(HOSTILE_SECONDS);
  if (status === 422) {
    expect.soft(JSON.parse(text).detail, name).toMatch(/^[A-Z].*\.$/s);
  }
}

/** Honest answers, all of them right and in time. @param idle seconds of an upload that is alone */
export function expectHonest(answers: readonly TimedAnswer[], idle: number): void {
  expect.soft(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  const seconds = answers.map((answer) => answer.seconds).sort((a, b) => a - b);
  expect
    .soft(seconds[Math.ceil(seconds.length * 0.95) - 1], "95th percentile")
    .toBeLessThan(HONEST_TIMES * idle + HONEST_SECONDS_MORE);
}

/** Whether the service is as it was: running, in its memory, ready, and an upload takes as long as before. */
export async function expectUnharmed(service: Service, idle: number): Promise<void> {
  expect(service.alive).toBe(true);
  expect(service.peak()).toBeLessThan(TASK_BYTES);
  expectHonest([await honestUpload(service.url)], idle);
  expect((await fetch(`${service.url}/health`)).status).toBe(200);
  expect((await fetch(`${service.url}/ready`)).status).toBe(200);
}

/** A service with a short deadline, and the seconds of an honest upload that is alone. */
export async function startShortService(): Promise<{ readonly service: Service; readonly idle: number }> {
  const service = await startService(reads, { variables: { DEADLINE_MS: String(DEADLINE_MS) } });
  return { service, idle: await idleSeconds(service.url) };
}

/** Seconds of an honest upload that is alone: the middle of three. */
async function idleSeconds(url: string): Promise<number> {
  const answers = [await honestUpload(url), await honestUpload(url), await honestUpload(url)];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  return answers.map(({ seconds }) => seconds).sort((a, b) => a - b)[1] ?? Number.NaN;
}

/** An honest upload that comes back when it is told to. @returns every answer it got */
export async function persistentUpload(url: string): Promise<TimedAnswer[]> {
  const started = performance.now();
  const answers: TimedAnswer[] = [];
  for (;;) {
    const answer = await honestUpload(url);
    answers.push(answer);
    const isLate = performance.now() - started > RETRIED_SECONDS * 1000;
    if (answer.status !== 503 || answer.retryAfter === undefined || isLate) {
      return answers;
    }
    await new Promise((resolve) => setTimeout(resolve, (answer.retryAfter ?? 0) * 1000));
  }
}
