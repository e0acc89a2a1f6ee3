/** A proxy that leads the host names of AWS to stand-ins on loopback and connects all others as they are. */
import { createServer } from "node:http";
import { connect } from "node:net";
import { listenOnLoopback } from "../../fixtures/loopback.ts";

export interface Network {
  /** What makes programs use it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Leads connections to hosts whose name ends so to a loopback port. */
  lead(hostSuffix: string, port: number): void;
  close(): void;
}

export async function startNetwork(): Promise<Network> {
  const ways = new Map<string, number>();
  const server = createServer((_, response) => response.writeHead(501).end());
  server.on("connect", ({ url = "" }, client) => {
    const { hostname, port } = new URL(`http://${url}`);
    const [, led] = [...ways].find(([suffix]) => hostname.endsWith(suffix)) ?? [];
    const upstream = led === undefined ? connect(Number(port) || 80, hostname) : connect(led, "127.0.0.1");
    let connected = false;
    upstream.on("connect", () => {
      connected = true;
      client.write("HTTP/1.1 200 OK\r\n\r\n");
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on("error", () => {
      if (connected) {
        client.destroy();
      } else {
        client.end("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
      }
    });
    client.on("error", () => upstream.destroy());
  });
  const url = await listenOnLoopback(server);
  return {
    environment: {
      HTTP_PROXY: url,
      HTTPS_PROXY: url,
      NO_PROXY: "127.0.0.1,localhost",
      // fetch takes no notice of proxies otherwise.
      NODE_USE_ENV_PROXY: "1",
    },
    lead: (hostSuffix, port) => void ways.set(hostSuffix, port),
    close: () => server.close(),
  };
}
