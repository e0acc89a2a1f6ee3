import { once } from "node:events";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { mostConnections } from "../../app/http/connections.ts";
import { listen } from "../../app/http/listen.ts";
import { UploadTurns } from "../../app/http/upload-turns.ts";

test("draining ends although a connection never sent a request", async () => {
  const turns = new UploadTurns();
  const listening = await listen(
    { fetch: () => new Response("ok") },
    { host: "127.0.0.1", port: 0, deadline: 100, keepAlive: 60_000, turns },
  );
  const silent = connect(listening.port, "127.0.0.1");
  await once(silent, "connect");
  const halfway = connect(listening.port, "127.0.0.1");
  await once(halfway, "connect");
  halfway.write("GET /health HTTP/1.1\r\nHost: ");
  const ended = Promise.all([once(silent, "close"), once(halfway, "close")]);
  await listening.drain();
  await ended;
  expect(listening.server.listening).toBe(false);
}, 10_000);

test.each([
  [Number.POSITIVE_INFINITY, 2_000],
  [65_535, 2_000],
  [1_024, 896],
  [40, 20],
])("of %d file descriptors some are left for other things than connections", (files, connections) => {
  expect(mostConnections(files)).toBe(connections);
});
