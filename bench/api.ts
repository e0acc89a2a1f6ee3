/**
 * `npm run bench:api`: the API as the cloud image has it, against the article's app, the same with a thread pool, and
 * the floor. The servers take turns in one run, so that the ratios hold on any machine. Writes docs/performance.md and
 * bench/api/latest.json.
 */
import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { bundle } from "../app/bundle.ts";
import { uploadOf } from "./api/load.ts";
import {
  burst,
  cpuPerRequest,
  health,
  interleaved,
  localEngine,
  MEGABYTE,
  startTime,
  throughput,
} from "./api/measurements.ts";
import { atLeast, atMost, type Figure, keepsMust, renderReport } from "./api/report.ts";
import { canLimit } from "./api/server-process.ts";
import { BUNDLE, commands, SERVERS, type ServerName, startModel } from "./api/servers.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const REPORT = path("../docs/performance.md");
const JSON_FILE = path("api/latest.json");

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

const limited = canLimit();
if (!limited) {
  say("No limits: they need root and cgroups of version 1. The rows for 0.25 vCPU and 512 MB are left out.");
}
const { outputs } = await bundle("cloud", BUNDLE);
const bundleBytes = Object.values(outputs).reduce((sum, { bytes }) => sum + bytes, 0);
await commands(0);
const model = await startModel();

const figures: Figure[] = [];
try {
  say("CPU per request");
  const cpu = new Map<number, Record<ServerName, number>>();
  for (const [megabytes, requests] of [
    [0.1, 400],
    [1, 200],
    [5, 80],
  ] as const) {
    const body = uploadOf(megabytes * MEGABYTE);
    const values = await interleaved(SERVERS, 3, (name) => cpuPerRequest(name, body, requests));
    cpu.set(megabytes, values);
    say(`  ${megabytes} MB: ${JSON.stringify(values)}`);
  }
  const [small, at1, at5] = [cpu.get(0.1), cpu.get(1), cpu.get(5)];
  if (small !== undefined && at1 !== undefined && at5 !== undefined) {
    figures.push(
      atMost("CPU per request, 0.1 MB, in floors", small.ours / small.floor, 3.2, 2.5),
      atMost("CPU per request, 0.1 MB, of the article's app", small.ours / small.article, 0.85, 0.7),
      atMost("CPU per request, 1 MB, in floors", at1.ours / at1.floor, 2.8, 2.4),
      atMost("CPU per request, 5 MB, in floors", at5.ours / at5.floor, 1.7, 1.5),
      atMost("CPU per request, 1 MB, of the article's app", at1.ours / at1.article, 0.5, 0.4),
    );
  }

  say("throughput, model answers in 2 s");
  const at32 = await interleaved(SERVERS, 1, (name) => throughput(name, 32, uploadOf(MEGABYTE)));
  say(`  32 clients, 1 MB: ${JSON.stringify(at32)}`);
  const at128 = await interleaved(["ours", "floor"], 1, (name) => throughput(name, 128, uploadOf(MEGABYTE)));
  say(`  128 clients, 1 MB: ${JSON.stringify(at128)}`);
  figures.push(
    atLeast("throughput, 32 clients, of the floor's", at32.ours / at32.floor, 0.9, 0.93),
    atLeast("throughput, 32 clients, times the article's app", at32.ours / at32.article, 25, 30),
    atLeast("throughput, 128 clients, of the floor's", at128.ours / at128.floor, 0.85, 0.92),
  );

  let bursts = {};
  let firstBurst: number | undefined;
  if (limited) {
    say("0.25 vCPU, 512 MB");
    const { worst, worstAtFirst, rate } = await health("ours");
    say(
      `  worst /health ${worst.toFixed(3)} s at ${rate.toFixed(1)} requests/s, ${worstAtFirst.toFixed(3)} s in the warm-up`,
    );
    firstBurst = worstAtFirst;
    const ours = await burst("ours");
    bursts = { ours };
    say(`  64 x 5 MB: ${JSON.stringify(bursts)}`);
    const starts = await interleaved(["ours", "article"], 9, startTime);
    say(`  start: ${JSON.stringify(starts)} ms`);
    figures.push(
      atMost("worst /health, 32 clients x 1 MB, s", worst, 0.4, 0.25),
      atLeast("64 x 5 MB at once: answered", ours.answered, 64, 64),
      atLeast("64 x 5 MB at once: 200", ours.ok, 0, 64),
      atMost("64 x 5 MB at once: peak MB", ours.peak, 320, 256),
      atMost("start to first /health, of the article's app", starts.ours / starts.article, 0.16, 0.12),
    );
  }

  say("local engine");
  const one = await localEngine("0");
  const two = await localEngine("0,1");
  say(`  one core ${JSON.stringify(one)}, two cores ${JSON.stringify(two)}`);
  figures.push(
    atMost("bundle, MB", bundleBytes / MEGABYTE, 0.8, 0.6),
    atMost("local engine: worst /health while 8 receipts are read, s", two.worst, 0.2, 0.1),
    atLeast("local engine: throughput on 2 cores over 1", two.rate / one.rate, 1.2, 1.8),
  );

  const machine = `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
  const absolute = {
    cpuMillisecondsPerRequest: Object.fromEntries(cpu),
    requestsPerSecond: { at32, at128 },
    bursts,
    firstBurst,
    local: { one, two },
  };
  writeFileSync(JSON_FILE, `${JSON.stringify({ machine, figures, absolute }, undefined, 2)}\n`);
  const report = renderReport({ machine, figures, cpu, at32, at128, firstBurst });
  say(report);
  writeFileSync(REPORT, report);
} finally {
  model.kill();
}
if (!figures.every(keepsMust)) {
  process.exitCode = 1;
}
