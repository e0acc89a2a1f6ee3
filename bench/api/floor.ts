/**
 * The floor: the work that every server does that forwards pictures to SageMaker. Bare node:http receives and drops the
 * upload, encodes as many bytes in base64, hashes them, sends as much as a request to the model has, and relays the
 * answer. Usage: node floor.ts PORT MODEL_URL
 */
import { createHash } from "node:crypto";
import http from "node:http";

const [port, modelUrl] = process.argv.slice(2);
const model = new URL("/endpoints/floor/invocations", modelUrl);
const agent = new http.Agent({ keepAlive: true });
const pictures = new Map<number, { picture: Buffer; body: Buffer }>();

http
  .createServer((incoming, outgoing) => {
    if (incoming.url === "/health") {
      outgoing.end('{"status":"ok"}');
      return;
    }
    const length = Number(incoming.headers["content-length"]);
    incoming.resume().on("end", () => {
      const { picture, body } = materials(length);
      for (let at = 0; at < picture.length; at += 49_152) {
        body.write(picture.toString("base64", at, at + 49_152), (at / 3) * 4, "latin1");
      }
      const headers = {
        "Content-Type": "application/json",
        "Content-Length": body.length,
        "x-amz-content-sha256": createHash("sha256").update(body).digest("hex"),
      };
      http
        .request(model, { method: "POST", agent, headers }, (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, { "Content-Type": "application/json" });
          answer.pipe(outgoing);
        })
        .on("error", () => outgoing.writeHead(502).end())
        .end(body);
    });
  })
  .listen(Number(port), "127.0.0.1");

/** One picture and one body for each size, made once: the floor allocates nothing for a request. */
function materials(length: number) {
  const known = pictures.get(length);
  if (known !== undefined) {
    return known;
  }
  const made = { picture: Buffer.alloc(length, 0x5a), body: Buffer.alloc(Math.ceil(length / 3) * 4) };
  pictures.set(length, made);
  return made;
}
