import { expect, test } from "vitest";
import { type LogEntry, logTo } from "../../app/log.ts";

function logged(isTTY: boolean | undefined, entry: LogEntry): string {
  let text = "";
  const write = (more: string) => {
    text += more;
  };
  logTo({ ...(isTTY !== undefined && { isTTY }), write })("info", entry);
  return text;
}

const REQUEST = {
  requestId: "1",
  method: "POST",
  path: "/predict",
  status: 200,
  ms: 812.4,
  engineMs: 800,
  engine: "local",
  attempts: 1,
  problem: undefined,
  cause: undefined,
};
const FAILED = { ...REQUEST, status: 502, problem: "engine-failed", cause: "TypeError ECONNREFUSED" };

test("a terminal gets a short line for each request", () => {
  expect(logged(true, REQUEST)).toMatch(/^\d\d:\d\d:\d\d POST \/predict 200 812 ms\n$/);
  expect(logged(true, FAILED)).toMatch(
    /^\d\d:\d\d:\d\d POST \/predict 502 812 ms engine-failed TypeError ECONNREFUSED\n$/,
  );
});

test("a terminal gets messages as they are", () => {
  expect(logged(true, { message: "Reading receipts" })).toBe("Reading receipts\n");
});

test("a path cannot command the terminal", () => {
  expect(logged(true, { ...REQUEST, path: "/\u001b[2J\r\n\u009b" })).toMatch(
    /^\d\d:\d\d:\d\d POST \/\uFFFD\[2J\uFFFD\uFFFD\uFFFD 200 812 ms\n$/,
  );
});

test.each([false, undefined])("what is no terminal (isTTY %o) gets JSON lines", (isTTY) => {
  const text = logged(isTTY, REQUEST);
  const { time } = JSON.parse(text);
  expect(new Date(time).toISOString()).toBe(time);
  expect(text).toBe(
    `{"time":"${time}","level":"info","requestId":"1","method":"POST","path":"/predict","status":200,"ms":812.4,"engineMs":800,"engine":"local","attempts":1}\n`,
  );
});
