/** A reader's process that reads nothing: the last byte of its "picture" says what to do. */
import type { ReaderAnswer, ReaderMessage, ReaderRequest, Stage } from "../../app/reader/workers/messages.ts";
import { fileOf, READING } from "./reading.ts";

const tell = (message: ReaderMessage) => process.send?.(message);
const enter = (stage: Stage) => tell({ stage });
const end = (answer: ReaderAnswer) => tell({ answer });
const block = () => {
  for (;;) {}
};

let isStopped = false;
let kept = Buffer.alloc(0);
process.on("disconnect", () => process.exit());
process.on("message", (request: ReaderRequest) => {
  if (request === "stop") {
    isStopped = true;
    return;
  }
  isStopped = false;
  enter("opening");
  switch (String.fromCharCode(request.picture.at(-1) ?? 0)) {
    // Dies while it opens the file.
    case "o":
      process.exit(1);
      break;
    // Dies while it reads.
    case "d":
      enter("reading");
      process.exit(1);
      break;
    // Opens, and chooses, without an end.
    case "O":
      setImmediate(block);
      break;
    case "C":
      enter("choosing");
      setImmediate(block);
      break;
    // Takes ever more memory.
    case "m":
      hoard();
      break;
    // Reads, and keeps so much memory that it must be replaced; as total its process number.
    case "k":
      enter("reading");
      kept = Buffer.alloc(600_000_000, 1);
      end({ reading: fileOf({ ...READING, total: process.pid }) });
      break;
    // Reads; as total its process number.
    case "p":
      enter("reading");
      end({ reading: fileOf({ ...READING, total: process.pid + 0 * kept.length }) });
      break;
    // Reads without an end, but stops when it is asked to.
    case "s":
      enter("reading");
      untilStopped();
      break;
    case "u":
      end({ unreadable: "It is damaged." });
      break;
    case "f":
      end({ failure: new RangeError("a bug") });
      break;
    default:
      enter("reading");
      setTimeout(() => end({ reading: fileOf({ ...READING, total: request.picture.length }) }), 50);
  }
});
tell({ ready: true });

function hoard(hoarded: Buffer[] = []): void {
  hoarded.push(Buffer.alloc(20_000_000, 1));
  setTimeout(() => hoard(hoarded), 10);
}

function untilStopped(): void {
  if (isStopped) {
    end({ stopped: true });
  } else {
    setTimeout(untilStopped, 10);
  }
}
