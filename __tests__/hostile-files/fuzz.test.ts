/** Damaged files of each format, with fixed seeds. `npm run fuzz:hostile -- --seed N` has others. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { damagedFiles, MUTATORS } from "../../fixtures/hostile/mutations/mutators.ts";
import type { Service } from "../../fixtures/service.ts";
import { timedUpload } from "../../fixtures/timed-upload.ts";
import { DEADLINE_MS, expectRefused, expectUnharmed, startShortService } from "../hostile/bounds.ts";

const SEED = 18;
const FILES = 8;

let service: Service;
let idle: number;
beforeAll(async () => {
  ({ service, idle } = await startShortService());
});
afterAll(() => service?.stop());

test.each(MUTATORS)(`${FILES} damaged files: $format`, async (mutator) => {
  let [index, read] = [0, 0];
  for await (const file of damagedFiles(mutator, SEED, FILES)) {
    const answer = await timedUpload(service.url, file, { patience: DEADLINE_MS + 1_000 });
    // Damage to the first bytes makes it a file of no known kind.
    if (answer.status !== 415) {
      expectRefused(`${mutator.format} ${index}`, answer, true);
    }
    read += answer.status === 200 ? 1 : 0;
    index += 1;
  }
  // Others do not come far enough into the decoders to find anything.
  expect.soft(read).toBeGreaterThan(0);
  await expectUnharmed(service, idle);
});
