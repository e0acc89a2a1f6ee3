import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface AppProcess {
  readonly child: ChildProcess;
  readonly url: string;
  /** Standard output so far. */
  output(): string;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** Starts the app as `npm start` does, on a free port. */
export async function startProcess(
  variables: Record<string, string>,
  command: readonly [string, ...string[]] = [process.execPath, "app/main.ts"],
): Promise<AppProcess> {
  const started = spawnApp({ PORT: "0", ...variables }, command);
  const port = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const [, found] = /http:\/\/localhost:(\d+)/.exec(started.output()) ?? [];
      if (found !== undefined) {
        resolve(found);
      }
    };
    started.child.stdout?.on("data", look);
    started.ended.then(() => reject(new Error(`the app ended: ${started.output()}${started.errors()}`)));
  });
  return { ...started, url: `http://127.0.0.1:${port}` };
}

/** Runs the app until it ends by itself. */
export async function runToEnd(variables: Record<string, string>) {
  const { ended, output, errors } = spawnApp(variables, [process.execPath, "app/main.ts"]);
  return { code: await ended, output: output(), errors: errors() };
}

function spawnApp(variables: Record<string, string>, [file, ...args]: readonly [string, ...string[]]) {
  const child = spawn(file, args, {
    env: { PATH: process.env.PATH, ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [output, errors] = ["", ""];
  child.stdout.on("data", (text) => {
    output += text;
  });
  child.stderr.on("data", (text) => {
    errors += text;
  });
  const ended = once(child, "close").then(([code, signal]) => code ?? signal);
  return { child, output: () => output, errors: () => errors, ended };
}
