/** Shows how far a long command is, on standard error, so that standard output stays clean. */
export interface Progress {
  advance(): void;
  /** Takes the bar off the screen, so that something else can be written; `advance` draws it again. */
  clear(): void;
}

/** Characters. */
const BAR_WIDTH = 24;

export function startProgress(count: number, stream: NodeJS.WriteStream = process.stderr): Progress {
  const start = performance.now();
  let done = 0;
  return {
    advance() {
      done++;
      const perSecond = (1000 * done) / (performance.now() - start);
      const left = minutes((1000 * (count - done)) / perSecond);
      const text = `${bar(done / count)} ${done}/${count}  ${perSecond.toFixed(1)} a second  ${left} left`;
      if (stream.isTTY) {
        stream.write(`\r\u001b[K${text}`);
      } else if (done % Math.ceil(count / 10) === 0) {
        stream.write(`${text}\n`);
      }
    },
    clear() {
      if (stream.isTTY) {
        stream.write("\r\u001b[K");
      }
    },
  };
}

/** @param share 0 to 1 */
function bar(share: number): string {
  const filled = Math.round(share * BAR_WIDTH);
  return "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
}

function minutes(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
