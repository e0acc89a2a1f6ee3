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

* SIGTERM, once or twice: no new connections, requests in flight get their answers, exit 0. None takes longer than the
  deadline, so the stop timeout of a task must be longer than that.
* SIGINT (Ctrl-C) the same; a second one ends the process at once.
* No file descriptors are left: new connections fail until some are free again.
* The memory for uploads is in use: further uploads wait, unread, for 0.6 of the deadline at most, and then get a 503.
* A worker of the local engine ends unexpectedly: its request gets a 503, and the next request starts another worker.
* The queue of the local engine is full, at 16 pictures for each worker: a 503.
`;
}
