/**
 * `npm run bench:api`: the API as the cloud image has it, against the article's app, the same with a thread pool, and
 * the floor. The servers take turns in one run, so that the ratios hold on any machine. Writes docs/performance.md and
 * bench/api/latest.json.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { bundle } from "../app/bundle.ts";
import { median } from "../app/reader/median.ts";
import { pythonEnvironment } from "../tools/python/environment.ts";
import { load, type Probe, probeHealth, uploadOf, wrap } from "./api/load.ts";
import { type Figure, keepsMust, renderReport } from "./api/report.ts";
import { type Command, canLimit, ServerProcess, TASK } from "./api/server-process.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const REPORT = path("../docs/performance.md");
const JSON_FILE = path("api/latest.json");
const BUNDLE = path("../dist/cloud");
const MODEL_PORT = 18_200;
const MODEL = `http://127.0.0.1:${MODEL_PORT}`;
const MEGABYTE = 1_000_000;

const environment = {
  AWS_REGION: "us-west-2",
  AWS_DEFAULT_REGION: "us-west-2",
  AWS_ACCESS_KEY_ID: "bench",
  AWS_SECRET_ACCESS_KEY: "bench",
  AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: MODEL,
  PYTHONDONTWRITEBYTECODE: "",
};

type Name = "ours" | "article" | "threads" | "floor";
let nextPort = 18_201;

async function commands(port: number): Promise<Record<Name, Command>> {
  const python = await pythonEnvironment(path("api/requirements.txt"));
  const node = process.execPath;
  const uvicorn = [
    "-m",
    "uvicorn",
    "article_app:app",
    "--app-dir",
    path("api"),
    "--port",
    String(port),
    "--log-level",
    "warning",
  ];
  const ours = { ...environment, EXTRACTOR: "sagemaker", PORT: String(port), NODE_ENV: "production" };
  return {
    ours: { file: node, args: [`${BUNDLE}/main.js`], env: ours },
    article: { file: python, args: uvicorn, env: environment },
    threads: { file: python, args: uvicorn, env: { ...environment, THREADS: "1" } },
    floor: { file: node, args: [path("api/floor.ts"), String(port), MODEL], env: environment },
  };
}

async function start(
  name: Name,
  options: { limits?: typeof TASK; core?: number } = {},
): Promise<ServerProcess> {
  const port = nextPort++;
  return ServerProcess.start((await commands(port))[name], { port, ...options });
}

async function modelAnswersIn(delay: number): Promise<void> {
  await fetch(`${MODEL}/behaviour`, { method: "PUT", body: JSON.stringify({ name: "ok", delay }) });
}

/** With the limits of a task, after one request: tasks get traffic some seconds after their start. */
async function startWarm(name: Name): Promise<ServerProcess> {
  const server = await start(name, { limits: TASK });
  await load({ port: server.port, body: uploadOf(1_000), clients: 1, requests: 1 });
  return server;
}

/** Requests a second with the model answering in 2 s. */
async function throughput(name: Name, clients: number, body: Buffer): Promise<number> {
  await modelAnswersIn(2_000);
  const server = await start(name, { core: 0 });
  const { latencies, seconds } = await load({ port: server.port, body, clients, seconds: 24, warmUp: 4 });
  await server.stop();
  return latencies.length / seconds;
}

/** Milliseconds of CPU for one request, model answering at once. */
async function cpuPerRequest(name: Name, body: Buffer, requests: number): Promise<number> {
  await modelAnswersIn(0);
  const server = await start(name, { core: 0 });
  await load({ port: server.port, body, clients: 8, requests: Math.ceil(requests / 4) });
  const before = server.cpuSeconds();
  await load({ port: server.port, body, clients: 8, requests });
  const used = server.cpuSeconds() - before;
  await server.stop();
  return (used * 1000) / requests;
}

/** Seconds until the worst answer of /health: in the time that counts for the throughput, and in the warm-up before. */
async function health(name: Name): Promise<{ worst: number; worstAtFirst: number; rate: number }> {
  await modelAnswersIn(2_000);
  const server = await startWarm(name);
  const warmUp = 4;
  const work = load({ port: server.port, body: uploadOf(MEGABYTE), clients: 32, seconds: 24, warmUp });
  const probes = await probeHealth(server.port, work);
  const { latencies, seconds } = await work;
  await server.stop();
  return {
    worst: worstOf(probes.filter(({ at }) => at >= warmUp)),
    worstAtFirst: worstOf(probes.filter(({ at }) => at < warmUp)),
    rate: latencies.length / seconds,
  };
}

/** Seconds. */
function worstOf(probes: readonly Probe[]): number {
  return Math.max(...probes.map(({ time }) => time)) / 1000;
}

async function burst(name: Name) {
  await modelAnswersIn(2_000);
  const server = await startWarm(name);
  const work = load({ port: server.port, body: uploadOf(5 * MEGABYTE), clients: 64, requests: 64 });
  const probes = await probeHealth(server.port, work);
  const { statuses, unexplained, seconds } = await work;
  const result = {
    statuses: Object.fromEntries(statuses),
    ok: statuses.get(200) ?? 0,
    answered: (statuses.get(200) ?? 0) + (statuses.get(503) ?? 0) - unexplained,
    peak: server.alive ? server.peakBytes() / 2 ** 20 : Number.POSITIVE_INFINITY,
    seconds,
    worstHealth: worstOf(probes),
  };
  await server.stop();
  return result;
}

async function startTime(name: Name, limited: boolean): Promise<number> {
  const server = await start(name, limited ? { limits: TASK } : {});
  await server.stop();
  return server.startTime;
}

/** The local engine, from the sources: seconds of the worst /health while 8 receipts are read, and receipts a second. */
async function localEngine(cores: string) {
  const port = nextPort++;
  const command = {
    file: "taskset",
    args: ["-c", cores, process.execPath, path("../app/main.ts")],
    env: { PORT: String(port), DEADLINE_MS: "120000" },
  };
  const server = await ServerProcess.start(command, { port });
  const body = wrap(readFileSync(path("../app/page/sample-receipt.jpg")));
  await load({ port, body, clients: 2, requests: 2 });
  const work = load({ port, body, clients: 8, requests: 16 });
  const probes = await probeHealth(port, work);
  const { latencies, seconds } = await work;
  await server.stop();
  return { worst: worstOf(probes), rate: latencies.length / seconds };
}

/** Each measurement in turn for each name, `rounds` times; medians. */
async function interleaved<N extends Name>(
  names: readonly N[],
  rounds: number,
  measure: (name: N) => Promise<number>,
): Promise<Record<N, number>> {
  const values = new Map<N, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      values.get(name)?.push(await measure(name));
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(values.get(name) ?? [])])) as Record<N, number>;
}

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
const model = spawn(
  "taskset",
  ["-c", "1", process.execPath, path("../fixtures/model-stand-in.ts"), String(MODEL_PORT)],
  {
    stdio: ["ignore", "pipe", "inherit"],
  },
);
await once(model.stdout, "data");

const everyone = ["ours", "article", "threads", "floor"] as const;
const figures: Figure[] = [];
try {
  say("CPU per request");
  const cpu = new Map<number, Record<Name, number>>();
  for (const [megabytes, requests] of [
    [0.1, 400],
    [1, 200],
    [5, 80],
  ] as const) {
    const body = uploadOf(megabytes * MEGABYTE);
    const values = await interleaved(everyone, 3, (name) => cpuPerRequest(name, body, requests));
    cpu.set(megabytes, values);
    say(`  ${megabytes} MB: ${JSON.stringify(values)}`);
  }
  const [at1, at5] = [cpu.get(1), cpu.get(5)];
  if (at1 !== undefined && at5 !== undefined) {
    figures.push(
      {
        what: "CPU per request, 1 MB, in floors",
        value: at1.ours / at1.floor,
        must: 2.8,
        aim: 2.4,
        better: "less",
      },
      {
        what: "CPU per request, 5 MB, in floors",
        value: at5.ours / at5.floor,
        must: 1.7,
        aim: 1.5,
        better: "less",
      },
      {
        what: "CPU per request, 1 MB, of the article's app",
        value: at1.ours / at1.article,
        must: 0.5,
        aim: 0.4,
        better: "less",
      },
    );
  }

  say("throughput, model answers in 2 s");
  const at32 = await interleaved(everyone, 1, (name) => throughput(name, 32, uploadOf(MEGABYTE)));
  say(`  32 clients, 1 MB: ${JSON.stringify(at32)}`);
  const at128 = await interleaved(["ours", "floor"], 1, (name) => throughput(name, 128, uploadOf(MEGABYTE)));
  say(`  128 clients, 1 MB: ${JSON.stringify(at128)}`);
  figures.push(
    {
      what: "throughput, 32 clients, of the floor's",
      value: at32.ours / at32.floor,
      must: 0.9,
      aim: 0.93,
      better: "more",
    },
    {
      what: "throughput, 32 clients, times the article's app",
      value: at32.ours / at32.article,
      must: 25,
      aim: 30,
      better: "more",
    },
    {
      what: "throughput, 128 clients, of the floor's",
      value: at128.ours / at128.floor,
      must: 0.85,
      aim: 0.92,
      better: "more",
    },
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
    const starts = await interleaved(["ours", "article"], 9, (name) => startTime(name, true));
    say(`  start: ${JSON.stringify(starts)} ms`);
    figures.push(
      { what: "worst /health, 32 clients x 1 MB, s", value: worst, must: 0.4, aim: 0.25, better: "less" },
      { what: "64 x 5 MB at once: answered", value: ours.answered, must: 64, aim: 64, better: "more" },
      { what: "64 x 5 MB at once: 200", value: ours.ok, must: 0, aim: 64, better: "more" },
      { what: "64 x 5 MB at once: peak MB", value: ours.peak, must: 320, aim: 256, better: "less" },
      {
        what: "start to first /health, of the article's app",
        value: starts.ours / starts.article,
        must: 0.16,
        aim: 0.12,
        better: "less",
      },
    );
  }

  say("local engine");
  const one = await localEngine("0");
  const two = await localEngine("0,1");
  say(`  one core ${JSON.stringify(one)}, two cores ${JSON.stringify(two)}`);
  figures.push(
    { what: "bundle, MB", value: bundleBytes / MEGABYTE, must: 0.8, aim: 0.6, better: "less" },
    {
      what: "local engine: worst /health while 8 receipts are read, s",
      value: two.worst,
      must: 0.2,
      aim: 0.1,
      better: "less",
    },
    {
      what: "local engine: throughput on 2 cores over 1",
      value: two.rate / one.rate,
      must: 1.2,
      aim: 1.8,
      better: "more",
    },
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
