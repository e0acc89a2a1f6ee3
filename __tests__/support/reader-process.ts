/** A reader's process that reads nothing: the last byte of its "picture" says what to do. */
import type {
  ReaderAnswer,
  ReaderMessage,
  ReaderRequest,
  ReadRequest,
  Stage,
} from "../../app/reader/workers/messages.ts";
import { fileOf, READING } from "./reading.ts";

const tell = (message: ReaderMessage) => process.send?.(message);
const enter = (stage: Stage, page?: number) => tell({ stage, ...(page && { page }) });
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
  const shown = request.preview;
  if (shown !== undefined && request.picture.at(-1) === "a".charCodeAt(0)) {
    enter("reading");
    setTimeout(() => end({ preview: Uint8Array.of(shown) }), 50);
    return;
  }
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
    // Takes ever more memory; while it reads, which may take longer than to open.
    case "m":
      enter("reading");
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
    // Reads the first and the third of four pages; the second and the fourth do not open.
    case "P":
      readPages(request);
      break;
    // As total, how many keys of the API its environment holds.
    case "e":
      end({ reading: fileOf({ ...READING, total: process.env.API_KEYS === undefined ? 0 : 1 }) });
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
  hoarded.push(Buffer.alloc(100_000_000, 1));
  setTimeout(() => hoard(hoarded), 10);
}

function readPages({ progress }: ReadRequest): void {
  const read = progress?.pages.map(({ number }) => number) ?? [];
  if (progress !== undefined && progress.next > progress.pageCount) {
    end({ reading: { ...fileOf({ ...READING, pages: read }), pageCount: progress.pageCount } });
    return;
  }
  const number = progress?.next ?? 1;
  enter("reading", number);
  tell({
    page: { number, turned: 0, isBlurred: false, page: { width: 1, height: 1, lines: [] } },
    pageCount: 4,
  });
  enter("opening", number + 1);
  setImmediate(block);
}

function untilStopped(): void {
  if (isStopped) {
    end({ stopped: true });
  } else {
    setTimeout(untilStopped, 10);
  }
}
