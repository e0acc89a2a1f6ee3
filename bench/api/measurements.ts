/** What is measured of a server. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { median } from "../../app/reader/median.ts";
import { load, type Probe, probeHealth, uploadOf, wrap } from "./load.ts";
import { ServerProcess, TASK } from "./server-process.ts";
import { freshPort, modelAnswersIn, type ServerName, startServer, startWarm } from "./servers.ts";

export const MEGABYTE = 1_000_000;

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Each measurement in turn for each name, `rounds` times; medians. */
export async function interleaved<N extends ServerName>(
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

/** Requests a second with the model answering in 2 s. */
export async function throughput(name: ServerName, clients: number, body: Buffer): Promise<number> {
  await modelAnswersIn(2_000);
  const server = await startServer(name, { core: 0 });
  const { latencies, seconds } = await load({ port: server.port, body, clients, seconds: 24, warmUp: 4 });
  await server.stop();
  return latencies.length / seconds;
}

/** Milliseconds of CPU for one request, model answering at once. */
export async function cpuPerRequest(name: ServerName, body: Buffer, requests: number): Promise<number> {
  await modelAnswersIn(0);
  const server = await startServer(name, { core: 0 });
  await load({ port: server.port, body, clients: 8, requests: Math.ceil(requests / 4) });
  const before = server.cpuSeconds();
  await load({ port: server.port, body, clients: 8, requests });
  const used = server.cpuSeconds() - before;
  await server.stop();
  return (used * 1000) / requests;
}

/** Seconds until the worst answer of /health: in the time that counts for the throughput, and in the warm-up before. */
export async function health(
  name: ServerName,
): Promise<{ worst: number; worstAtFirst: number; rate: number }> {
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

/** 64 uploads of 5 MB at once. */
export async function burst(name: ServerName) {
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

/** Milliseconds from the start of the process to the first 200 of /health, with the limits of a task. */
export async function startTime(name: ServerName): Promise<number> {
  const server = await startServer(name, { limits: TASK });
  await server.stop();
  return server.startTime;
}

/** The local engine, from the sources: seconds of the worst /health while 8 receipts are read, and receipts a second. */
export async function localEngine(cores: string) {
  const port = freshPort();
  const command = {
    file: "taskset",
    args: ["-c", cores, process.execPath, path("../../app/main.ts")],
    env: { PORT: String(port), DEADLINE_MS: "120000" },
  };
  const server = await ServerProcess.start(command, { port });
  const body = wrap(readFileSync(path("../../app/page/sample-receipt.jpg")));
  await load({ port, body, clients: 2, requests: 2 });
  const work = load({ port, body, clients: 8, requests: 16 });
  const probes = await probeHealth(port, work);
  const { latencies, seconds } = await work;
  await server.stop();
  return { worst: worstOf(probes), rate: latencies.length / seconds };
}
