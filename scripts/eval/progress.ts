/** Shows how far a long command is, on standard error, so that standard output stays clean. */
export interface Progress {
  advance(): void;
  end(): void;
}

export function startProgress(count: number, stream: NodeJS.WriteStream = process.stderr): Progress {
  const start = performance.now();
  let done = 0;
  return {
    advance() {
      done++;
      const left = ((performance.now() - start) / done) * (count - done);
      const text = `${done}/${count}  ${minutes(left)} left`;
      if (stream.isTTY) stream.write(`\r\u001b[K${text}`);
      else if (done % Math.ceil(count / 10) === 0) stream.write(`${text}\n`);
    },
    end() {
      if (stream.isTTY) stream.write("\r\u001b[K");
    },
  };
}

function minutes(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
