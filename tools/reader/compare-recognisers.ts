/**
 * Characters that a recogniser misreads in the labelled boxes of real pictures, next to today's:
 * `node run tools/reader/compare-recognisers.ts FOLDER MODEL CHARACTERS`, with a folder like WildReceipt's, an ONNX file
 * and the characters of its classes from the second on, one a line.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import leven from "leven";
import { loadRecogniser } from "../../app/reader/models.ts";
import { decode } from "../../app/reader/picture/decode.ts";
import { recogniserOf } from "../../app/reader/recognition/recognise.ts";
import { createRuntime } from "../../app/reader/runtime.ts";
import { markdownTable } from "../tables.ts";
import { isValueOf, type LabelledBoxes, loadBoxes, quadOf } from "./eval/boxes.ts";

const [folder = "", model, characters] = process.argv.slice(2);
const pictures = loadBoxes(folder);
if (pictures === undefined || model === undefined || characters === undefined) {
  console.error("node run tools/reader/compare-recognisers.ts FOLDER MODEL CHARACTERS");
  process.exit(2);
}

const runtime = await createRuntime(1);
const recognisers = {
  today: await loadRecogniser(runtime),
  "the other": recogniserOf(
    await runtime.load(readFileSync(model)),
    readFileSync(characters, "utf8").slice(0, -1).split("\n"),
  ),
};

/** Sums over boxes. */
class Errors {
  characters = 0;
  wrong = 0;
  boxes = 0;
  wrongBoxes = 0;

  add(text: string, edits: number): void {
    this.characters += text.length;
    this.wrong += edits;
    this.boxes += 1;
    this.wrongBoxes += edits > 0 ? 1 : 0;
  }
}

const AREAS = ["top fifth of the page", "name", "total"] as const;
const errors = new Map(
  Object.keys(recognisers).flatMap((recogniser) =>
    AREAS.map((area) => [`${area}, ${recogniser}`, new Errors()] as const),
  ),
);
for (const labelled of pictures) {
  await compareOn(labelled);
}
const percent = (part: number, whole: number) => ((100 * part) / whole).toFixed(2);
console.log(
  markdownTable(
    ["", "wrong characters, %", "boxes with one", "boxes"],
    [...errors].map(([name, { characters, wrong, boxes, wrongBoxes }]) => [
      name,
      percent(wrong, characters),
      String(wrongBoxes),
      String(boxes),
    ]),
  ),
);

async function compareOn({ file, width, annotations }: LabelledBoxes): Promise<void> {
  const { picture } = await decode(readFileSync(join(folder, file)));
  const scale = picture.width / width;
  const classed = annotations.filter(({ label, text }) => label !== 0 && text !== "");
  const heights = classed.map(({ box: [, first = 0, , , , third = 0] }) => (first + third) / 2);
  const [top, bottom] = [Math.min(...heights), Math.max(...heights)];
  for (const [index, { box, text, label }] of classed.entries()) {
    const isIn = {
      "top fifth of the page": (heights[index] ?? 0) < top + (bottom - top) / 5,
      name: isValueOf("name", label),
      total: isValueOf("total", label),
    };
    const areas = AREAS.filter((area) => isIn[area]);
    if (areas.length === 0) {
      continue;
    }
    const quad = quadOf(box.map((value) => value * scale));
    for (const [name, recognise] of Object.entries(recognisers)) {
      const read = await recognise(picture, quad);
      const edits = leven(plain(text), plain(read.text));
      for (const area of areas) {
        errors.get(`${area}, ${name}`)?.add(plain(text), edits);
      }
    }
  }
}

/** Labels have no spaces, and neither they nor readers tell capitals from others reliably. */
function plain(text: string): string {
  return text.normalize("NFKC").replace(/\s+/g, "").toUpperCase();
}
