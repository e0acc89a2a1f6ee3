/**
 * What hostile uploads cost: `npm run bench:hostile [-- NAME… [--project CHECKOUT] [--seconds 60]]`, with those whose names contain one
 * of NAME, or all of them. Each is uploaded alone while honest ones come. A service that it breaks is started again.
 */
import { writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { HostileFile } from "../fixtures/hostile/hostile-file.ts";
import { HOSTILE_FILES } from "../fixtures/hostile/hostile-files.ts";
import { type Service, startService } from "../fixtures/service.ts";
import { honestUpload, reads, type TimedAnswer, timedUpload } from "../fixtures/timed-upload.ts";

/** Bytes at which it is ended, so that one can see how much it would have. */
const MEMORY = 3_000_000_000;

/** Milliseconds for an honest upload before the service counts as broken. */
const HONEST_PATIENCE = 6_000;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { project: { type: "string" }, seconds: { type: "string", default: "60" } },
});

/** Milliseconds that one attack may take here. */
const PATIENCE = Number(values.seconds) * 1000;

const files = HOSTILE_FILES.filter(
  ({ name }) => positionals.length === 0 || positionals.some((part) => name.includes(part)),
);
let service: Service | undefined;
say(["upload", "KB", "answer", "s", "peak MB", "honest", "slowest s", "after it"]);
say(Array.from({ length: 8 }, () => "---"));
for (const file of files) {
  service ??= await startService(reads, {
    memory: MEMORY,
    ...(values.project !== undefined && { project: values.project }),
  });
  const bytes = await file.make();
  const { row, isBroken } = await attack(service, file, bytes);
  say(row);
  if (isBroken) {
    await service.stop();
    service = undefined;
  }
}
await service?.stop();

async function attack(attacked: Service, { name }: HostileFile, bytes: Buffer) {
  const { url } = attacked;
  attacked.peak();
  const before = await honestUpload(url, { patience: HONEST_PATIENCE });
  const hostile = timedUpload(url, bytes, { patience: PATIENCE });
  const honest = meanwhile(url, hostile);
  const answer = await hostile;
  const answers = await honest;
  const after = await honestUpload(url, { patience: HONEST_PATIENCE });
  const read = answers.filter(({ status }) => status === 200).length;
  const isAlive = attacked.alive;
  const isBroken = !isAlive || after.status !== 200 || before.status !== 200;
  return {
    isBroken,
    row: [
      name,
      (bytes.length / 1000).toFixed(0),
      answer.status === 0 ? "none" : String(answer.status),
      answer.seconds.toFixed(1),
      (attacked.peak() / 1e6).toFixed(0),
      `${read} of ${answers.length}`,
      Math.max(0, ...answers.map(({ seconds }) => seconds)).toFixed(1),
      isAlive ? (isBroken ? "no answers" : "works") : "ended",
    ],
  };
}

/** Honest uploads one after another until the other is answered. */
async function meanwhile(url: string, other: Promise<TimedAnswer>): Promise<TimedAnswer[]> {
  let going = true;
  other.finally(() => {
    going = false;
  });
  const answers: TimedAnswer[] = [];
  await sleep(100);
  while (going && answers.every(({ status }) => status === 200)) {
    answers.push(await honestUpload(url, { patience: PATIENCE }));
  }
  return answers;
}

function say(cells: readonly string[]): void {
  writeSync(1, `| ${cells.join(" | ")} |\n`);
}
