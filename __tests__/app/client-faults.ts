import { jpegLike, png, pngHeader } from "../support/pictures.ts";
import { BOUNDARY, chunked, multipart, part, predictRequest, type Step } from "../support/raw-http.ts";

/** What a client can send, and the statuses it gets on that connection. Rendered to docs/behaviour.md. */
export interface ClientFault {
  readonly what: string;
  readonly send: readonly Step[];
  /** Empty: the connection ends without an answer. */
  readonly statuses: readonly number[];
}

/** Limits of the server in these tests. */
export const MAX_UPLOAD_BYTES = 20_000;
export const DEADLINE_MS = 1_200;

const picture = png(40, 40);
const good = multipart(part(picture));
const noLength = { "Content-Length": null, "Transfer-Encoding": "chunked" };
const upload = (body: Buffer, headers = {}): Step[] => [predictRequest(body, headers)];
const request = (line: string, headers = "Host: localhost\r\n"): Step[] => [
  `${line} HTTP/1.1\r\n${headers}\r\n`,
];
const jpegOf = (bytes: number) => multipart(part(jpegLike(bytes)));

export const CLIENT_FAULTS: readonly ClientFault[] = [
  { what: "a good upload", send: upload(good), statuses: [200] },
  { what: "no body", send: upload(Buffer.alloc(0)), statuses: [400] },
  {
    what: "JSON instead of multipart",
    send: upload(Buffer.from("{}"), { "Content-Type": "application/json" }),
    statuses: [400],
  },
  { what: "no Content-Type", send: upload(good, { "Content-Type": null }), statuses: [400] },
  { what: "no boundary", send: upload(good, { "Content-Type": "multipart/form-data" }), statuses: [400] },
  {
    what: "another boundary than the body's",
    send: upload(good, { "Content-Type": "multipart/form-data; boundary=x" }),
    statuses: [400],
  },
  {
    what: "the boundary's text inside the file",
    send: upload(multipart(part(Buffer.concat([picture, Buffer.from(`--${BOUNDARY}`)])))),
    statuses: [200],
  },
  {
    what: "a boundary line inside the file",
    send: upload(multipart(part(Buffer.concat([picture, Buffer.from(`\r\n--${BOUNDARY}\r\n`), picture])))),
    statuses: [200],
  },
  { what: "no last boundary", send: upload(part(picture)), statuses: [400] },
  { what: "several files", send: upload(multipart(part(picture), part(picture))), statuses: [400] },
  {
    what: "the file in another field",
    send: upload(multipart(part(picture, 'form-data; name="photo"; filename="a.png"'))),
    statuses: [400],
  },
  {
    what: "other fields next to the file",
    send: upload(
      multipart(part("x", 'form-data; name="note"'), part(picture), part("y", 'form-data; name="more"')),
    ),
    statuses: [200],
  },
  {
    what: "200 other fields before the file",
    send: upload(
      multipart(...Array.from({ length: 200 }, () => part("x", 'form-data; name="note"')), part(picture)),
    ),
    statuses: [400],
  },
  {
    what: "nested multipart",
    send: upload(multipart(part(multipart(part(picture)).toString("latin1").replaceAll(BOUNDARY, "inner")))),
    statuses: [415],
  },
  { what: "0 bytes", send: upload(multipart(part(""))), statuses: [400] },
  { what: "one byte too many", send: upload(jpegOf(MAX_UPLOAD_BYTES + 1)), statuses: [413] },
  { what: "as many bytes as allowed", send: upload(jpegOf(MAX_UPLOAD_BYTES)), statuses: [200] },
  {
    what: "a Content-Length of 1 GB",
    send: [predictRequest(good, { "Content-Length": 1e9 })],
    statuses: [413],
  },
  { what: "chunked, without a length", send: upload(chunked(good), noLength), statuses: [200] },
  { what: "chunked and too large", send: upload(chunked(jpegOf(500_000)), noLength), statuses: [413] },
  {
    what: "both a length and chunked",
    send: upload(chunked(good), { "Transfer-Encoding": "chunked" }),
    statuses: [400],
  },
  { what: "damaged chunks", send: upload(Buffer.from("zz\r\nabc\r\n"), noLength), statuses: [400] },
  {
    what: "a Content-Length that is no number",
    send: upload(good, { "Content-Length": "many" }),
    statuses: [400],
  },
  {
    what: "a Content-Length that is too short",
    send: upload(good, { "Content-Length": good.length - 50 }),
    statuses: [400],
  },
  {
    what: "a Content-Length that is too long, then the end",
    send: [predictRequest(good, { "Content-Length": good.length + 50 }), "FIN"],
    statuses: [400],
  },
  {
    what: "cut in the middle of the file",
    send: [predictRequest(good).subarray(0, 250), 50, "RST"],
    statuses: [],
  },
  {
    what: "a sender that stops in the middle",
    send: [predictRequest(good).subarray(0, 250), DEADLINE_MS + 300],
    statuses: [408],
  },
  {
    what: "a sender that needs too long",
    send: [predictRequest(good).subarray(0, 200), ...slowly(predictRequest(good).subarray(200))],
    statuses: [408],
  },
  {
    what: "two requests at once on one connection",
    send: [Buffer.concat([predictRequest(good), predictRequest(good)])],
    statuses: [200, 200],
  },
  { what: "Expect: 100-continue", send: upload(good, { Expect: "100-continue" }), statuses: [100, 200] },
  { what: "Expect: something else", send: upload(good, { Expect: "miracles" }), statuses: [417] },
  { what: "20 KB of headers", send: upload(good, { "X-Long": "x".repeat(20_000) }), statuses: [431] },
  { what: "no Host", send: request("GET /health", ""), statuses: [400] },
  { what: "a Host that is none", send: request("GET /health", "Host: a b\r\n"), statuses: [400] },
  { what: "a path of dots", send: request("GET /../../../etc/passwd"), statuses: [404] },
  { what: "a path of broken percent signs", send: request("GET /%zz%2e%2e%00"), statuses: [404] },
  { what: "a path of 10 KB", send: request(`GET /${"a".repeat(10_000)}`), statuses: [404] },
  { what: "an absolute address as path", send: request("GET http://other.example/health"), statuses: [200] },
  { what: "an address that is none as path", send: request("GET http://[/"), statuses: [400] },
  { what: "an unknown method", send: request("BREW /predict"), statuses: [400] },
  { what: "a method that the path does not have", send: request("DELETE /predict"), statuses: [405] },
  { what: "TRACE", send: request("TRACE /health"), statuses: [405] },
  { what: "no HTTP at all", send: ["\x16\x03\x01\x02\x00\x01\x00\x01"], statuses: [400] },
  { what: "a text named receipt.png", send: upload(multipart(part("hello"))), statuses: [415] },
  {
    what: "an SVG",
    send: upload(multipart(part('<svg xmlns="http://www.w3.org/2000/svg"/>'))),
    statuses: [415],
  },
  {
    what: "a PDF that begins like a picture's name",
    send: upload(multipart(part("%PDF-1.7 image/png"))),
    statuses: [415],
  },
  {
    what: "a HEIC photo",
    send: upload(multipart(part(Buffer.from("0000001c6674797068656963000000006d696631", "hex")))),
    statuses: [415],
  },
  {
    what: "a PNG of 50,000 x 50,000",
    send: upload(multipart(part(pngHeader(50_000, 50_000)))),
    statuses: [422],
  },
  {
    what: "a JPEG that ends in its header",
    send: upload(multipart(part(Buffer.from("ffd8ffe000104a46", "hex")))),
    statuses: [422],
  },
  {
    what: "a JPEG with 15 KB of EXIF",
    send: upload(multipart(part(jpegLike(16_000, { metadata: 15_000 })))),
    statuses: [200],
  },
];

function slowly(bytes: Buffer): Step[] {
  return [...bytes].flatMap((byte) => [Buffer.from([byte]), 40]);
}
