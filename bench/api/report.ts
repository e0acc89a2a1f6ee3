import { markdownTable } from "../../tools/tables.ts";
import type { ServerName } from "./servers.ts";

export interface Figure {
  readonly what: string;
  readonly value: number;
  /** The limit that has to be kept, and a better one. */
  readonly must: number;
  readonly aim: number;
  readonly better: "less" | "more";
}

/** A figure that keeps its limits by being small. */
export const atMost = (what: string, value: number, must: number, aim: number): Figure => ({
  what,
  value,
  must,
  aim,
  better: "less",
});

/** One that keeps them by being large. */
export const atLeast = (what: string, value: number, must: number, aim: number): Figure => ({
  what,
  value,
  must,
  aim,
  better: "more",
});

export interface Report {
  readonly machine: string;
  readonly figures: readonly Figure[];
  /** Milliseconds of CPU a request, by megabytes of the picture and by server. */
  readonly cpu: ReadonlyMap<number, Readonly<Record<string, number>>>;
  /** Requests a second by server. */
  readonly at32: Readonly<Record<string, number>>;
  readonly at128: Readonly<Record<string, number>>;
  /** Seconds of the worst /health in the first seconds of the load, where it was measured. */
  readonly firstBurst: number | undefined;
}

const LABELS: Readonly<Record<ServerName, string>> = {
  ours: "ours",
  floor: "floor",
  article: "article's app",
  threads: "same with threads",
};

/** docs/performance.md */
export function renderReport({ machine, figures, cpu, at32, at128, firstBurst }: Report): string {
  const names = Object.keys(LABELS);
  const values = (by: Readonly<Record<string, number>>, digits: number) =>
    names.map((name) => by[name]?.toFixed(digits) ?? "");
  return `# What the API costs

Written by \`npm run bench:api\`, which takes about eight minutes, needs Linux and Python 3.11, and for the rows with
0.25 vCPU and 512 MB root and cgroups of version 1. All four servers take turns in one run against one stand-in for the
model on loopback; CPU is that of the server process with all its threads. The ratios therefore hold on other machines;
the absolute figures do not.

* ours: the bundle of the cloud image, with SageMaker as its engine.
* floor: bare \`node:http\` that receives and drops the upload, encodes as many bytes in base64, hashes them and sends as
  much.
* article's app: FastAPI and boto3, a blocking call in an \`async\` handler. With threads: the handler as plain \`def\`.

Last run: ${machine}.

${markdownTable(
  ["figure", "measured", "must", "aim", "reached"],
  figures.map((figure) => {
    const { what, value, must, aim, better } = figure;
    const sign = better === "less" ? "<=" : ">=";
    return [what, format(value), `${sign} ${must}`, `${sign} ${aim}`, reached(figure)];
  }),
  ["left", "right", "right", "right"],
)}

${markdownTable(
  ["", ...Object.values(LABELS)],
  [
    ...[...cpu].map(([megabytes, by]) => [`CPU ms a request, ${megabytes} MB`, ...values(by, 2)]),
    ["requests/s, 32 clients x 1 MB, model 2 s", ...values(at32, 1)],
    ["requests/s, 128 clients x 1 MB, model 2 s", ...values(at128, 1)],
  ],
  ["left", ...names.map(() => "right" as const)],
)}

${
  firstBurst === undefined
    ? ""
    : `The row of /health is for the same time as the throughput, from the fourth second on. In the first burst after the
start, while no code is compiled yet, the worst answer took ${firstBurst.toFixed(2)} s.

`
}The fast path is \`app/engines/chat-body.ts\`; the bound of the memory is \`app/http/upload-memory.ts\`, and the turns that leave room for /health are
\`app/http/upload-turns.ts\`. Two thirds of the start are Node itself: its HTTP server, and the classes of \`fetch\` that
node-server uses.
`;
}

/** Whether a measured value keeps the limit that has to be kept. */
export function keepsMust({ value, must, better }: Figure): boolean {
  return better === "less" ? value <= must : value >= must;
}

function reached(figure: Figure): string {
  if (!keepsMust(figure)) {
    return "no";
  }
  return keepsMust({ ...figure, must: figure.aim }) ? "aim" : "must";
}

function format(value: number): string {
  return value >= 10 ? value.toFixed(0) : value.toFixed(2);
}
