/**
 * `npm run fuzz:hostile [-- --seed N] [--files 200] [--format pdf]`, by hand: uploads damaged files of each format, other
 * ones for each seed, and keeps those that break a bound. What is found becomes a file of `fixtures/hostile`.
 */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { damagedFiles, MUTATORS } from "../../fixtures/hostile/mutations/mutators.ts";
import { type Service, startService } from "../../fixtures/service.ts";
import { reads, timedUpload } from "../../fixtures/timed-upload.ts";

/** Seconds for an answer; what takes longer broke a bound. */
const SECONDS = 5;

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
    files: { type: "string", default: "200" },
    format: { type: "string" },
  },
});
console.log(`--seed ${values.seed}`);
const folder = mkdtempSync(join(tmpdir(), "fuzz-hostile-"));
let service: Service | undefined;
let broken = 0;
for (const mutator of MUTATORS.filter(({ format }) => (values.format ?? format) === format)) {
  const statuses = new Map<number, number>();
  let index = 0;
  for await (const file of damagedFiles(mutator, Number(values.seed), Number(values.files))) {
    service ??= await startService(reads);
    const { status, seconds } = await timedUpload(service.url, file, { patience: 2 * SECONDS * 1000 });
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (![200, 415, 422].includes(status) || seconds > SECONDS || !service.alive) {
      const kept = join(folder, `${values.seed}-${index}.${mutator.format}`);
      writeFileSync(kept, file);
      console.log(`${kept}: ${status === 0 ? "no answer" : status} after ${seconds.toFixed(1)} s`);
      broken += 1;
      await service.stop();
      service = undefined;
    }
    index += 1;
  }
  console.log(`${mutator.format}: answers by status`, Object.fromEntries(statuses));
}
await service?.stop();
process.exitCode = broken === 0 ? 0 : 1;
