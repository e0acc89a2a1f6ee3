import { PROBLEMS } from "../../app/problem.ts";
import { CLIENT_FAULTS, DEADLINE_MS, MAX_UPLOAD_BYTES } from "../../fixtures/client-faults.ts";
import { MODEL_FAULTS } from "../../fixtures/model-faults.ts";
import { PICTURES } from "../../fixtures/pictures.ts";
import { markdownTable } from "../tables.ts";

/** docs/behaviour.md */
export function renderBehaviour(): string {
  return `# How the API behaves when things go wrong

Made by \`npm run docs\` from the tables in \`fixtures/\`: each row is a test against a real server on
loopback, with a stand-in for the model that does what the row says.

Errors are \`application/problem+json\`. Programs tell them apart by \`type\`, people by \`detail\`; neither contains
text of an upstream error. A 503 has \`Retry-After\`.

${markdownTable(
  ["`type`", "status", "title"],
  Object.entries(PROBLEMS).map(([kind, { status, title }]) => [
    `\`urn:problem-type:receipts:${kind}\``,
    String(status),
    title,
  ]),
)}

## The model's side

One deadline (\`DEADLINE_MS\`) holds for waiting, upload and all calls of the model. A call is repeated once after a
failure that may be over a moment later, and is aborted when the client disconnects.

${markdownTable(
  ["the model", "status", "calls", "engines"],
  MODEL_FAULTS.map(({ behaviour, status, attempts = 1, engines = ["sagemaker", "openai"] }) => [
    behaviour,
    String(status),
    String(attempts),
    engines.join(", "),
  ]),
)}

An address that cannot be resolved, a TLS error and a refused connection are a 502.

## The client's side

With EXTRACTOR=sagemaker, MAX_UPLOAD_BYTES=${MAX_UPLOAD_BYTES} and DEADLINE_MS=${DEADLINE_MS}.

${markdownTable(
  ["the client sends", "statuses on that connection"],
  CLIENT_FAULTS.map(({ what, statuses }) => [what, statuses.join(", ") || "none, it has disconnected"]),
)}

## Pictures for the embedded reader

With EXTRACTOR=local: read and answered are a 200, refused is a 422.

${markdownTable(
  ["the picture", "is"],
  PICTURES.map(({ what, outcome }) => [what, outcome]),
)}

## The process

* SIGTERM, once or twice: no new connections, requests in flight get their answers, exit 0, within the deadline and 3 s.
  The stop timeout of a task must be at least that; the rules of the stacks say so.
* SIGINT (Ctrl-C) the same; a second one ends the process at once.
* A body comes in crumbs, more than 128 pieces of less than 200 bytes in the mean: the connection is closed. A packet is a
  piece, and so is a chunk of \`Transfer-Encoding: chunked\`.
* There are 2,000 connections, fewer where the process may have fewer file descriptors: for a new one, that which has sent
  less than 2 kB a second for longest is closed, if that is half a second and none of its requests is being answered;
  otherwise the new one.
* A connection on which nothing moves, such as one that does not take its answer, is closed 10 s after the deadline or
  after the time that idle connections have, whichever is longer.
* No file descriptors are left: new connections fail until some are free again.
* The memory for uploads is in use: further uploads wait, unread, for 0.6 of the deadline at most, and then get a 503.
* Memory is short: the upload that has received next to nothing for longest, half a second at least, gets a 408 and gives
  its memory back. One that receives \`MIN_UPLOAD_BYTES_PER_SECOND\` keeps it. An upload takes no memory before its first
  60 kB, or all of a smaller one, have come.
* The queue of the local engine is full, at 16 pictures for each process, or a picture has waited for 0.6 of the deadline:
  a 503.
* \`/ready\` is a 503 while no process of the local engine has its models loaded. \`/health\` does not depend on it.

## What one file may cost

The local engine opens and reads files in processes of their own, each with one file at a time. A process that exceeds a
limit is ended and replaced, and the file gets a 422; nobody else's does.

${markdownTable(
  ["what", "limit"],
  [
    [
      "opening: parse, decode, draw",
      "3 s; HEIC 10 s, since its decoder is WebAssembly; at most a quarter of the deadline",
    ],
    ["reading the text", "half of the deadline, and 1,500 boxes of text"],
    [
      "pages of a PDF file",
      "`MAX_PAGES`; the first has the limits of a picture, later ones half of the deadline together",
    ],
    ["choosing the fields", "1 s for each page"],
    [
      "memory of the process",
      "`READER_MEMORY_BYTES`; on Linux it is looked at every 20 ms, elsewhere the process reports it",
    ],
    ["pixels of a JPEG", "200 million; progressive ones 85 million, 42 million without subsampling"],
    ["pixels of HEIC", "50 million"],
    ["pixels of others", "100 million, less where the whole picture is decoded at once: 256 MB"],
    ["either side", "65,535 pixels"],
  ],
)}

* A page behind the first that exceeds a limit or is damaged is left out: the pages before it and those behind it are
  read, and a note names it. The second one that ends a process is the last that is tried.
* The client disconnects: the work stops between two boxes of text. Only a process that has not stopped after a second is
  ended, so the models stay loaded.
* Processes are started at most 30 times a minute for each; until the next start, requests get a 503.
* Three starts in a row fail, or no process is free for three deadlines: the API ends with an error, so that ECS replaces
  the task.
* A reader's process that is lost while it reads costs its request a 503; one that dies while it opens a file, a 422.
* On systems other than Linux, a file that blocks its process is only found by the time limits, not by its memory.
`;
}
