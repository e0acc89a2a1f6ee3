import leven from "leven";
import { detect } from "./detection/detect.ts";
import { distance } from "./detection/geometry.ts";
import { memoize } from "./memoize.ts";
import type { Models } from "./models.ts";
import type { Line, Quad } from "./page.ts";
import type { Bitmap } from "./picture/bitmap.ts";
import type { TextLayer } from "./picture/pdf/text-layer.ts";
import { isSideways, turn } from "./picture/turn.ts";
import type { PictureText } from "./read-page.ts";
import type { Recognised } from "./recognition/ctc.ts";
import { toLines } from "./recognition/legible-lines.ts";
import { isUpsideDown } from "./recognition/upside-down.ts";

/** Lines that are recognised too, to see whether the layer tells what is drawn: some with the most digits, some long. */
const SAMPLES_WITH_DIGITS = 3;
const SAMPLES = 5;

/** Characters of a line that is worth comparing, and part of them that must be the same. */
const LEAST_CHARACTERS = 3;
const ALIKE = 0.75;

/** Part of the compared lines that must be alike. */
const AGREEING = 0.8;

/** Characters of a line that are compared. */
const MOST_COMPARED = 60;

/**
 * The text of a page whose file tells its text: from the layer what it tells, and recognised what else is drawn.
 * Undefined where the page is to be read as a picture: the layer does not tell what is drawn, or most of the text is in
 * pictures that are not the way up that the layer is.
 * @throws the signal's reason between two steps of the work
 */
export async function readTextLayer(
  models: Models,
  picture: Bitmap,
  { lines, turned, rest }: TextLayer,
  signal?: AbortSignal,
): Promise<PictureText | undefined> {
  const upright = await turn(picture, turned);
  const samples = samplesOf(lines);
  const seen = await Promise.all(samples.map(({ quad }) => models.recognise(upright, quad, signal)));
  const agreeing = samples.filter(({ text }, index) => areAlike(text, seen[index]?.text ?? ""));
  if (samples.length === 0 || agreeing.length < AGREEING * samples.length) {
    return undefined;
  }
  const others = rest && (await recogniseRest(models, await turn(rest, turned), lines, signal));
  if (rest !== undefined && others === undefined) {
    return undefined;
  }
  const { width, height } = upright;
  const layer = lines.map(({ text, confidence, quad }) => ({ text, confidence, quad }));
  return {
    page: { width, height, ...toLines([...layer, ...(others ?? [])]) },
    picture: upright,
    turned,
    isBlurred: false,
  };
}

/** What the pictures of a page say. Undefined where they say more than the layer, and are not upright. */
async function recogniseRest(
  models: Models,
  picture: Bitmap,
  lines: readonly Line[],
  signal: AbortSignal | undefined,
): Promise<(Recognised & { readonly quad: Quad })[] | undefined> {
  signal?.throwIfAborted();
  const boxes = await detect(models.detector, picture);
  const read = memoize((box: Quad) => models.recognise(picture, box, signal));
  if (lengthOf(boxes) > lengthOf(lines.map(({ quad }) => quad))) {
    if (isSideways(boxes) || (await isUpsideDown(boxes, read))) {
      return undefined;
    }
  }
  return Promise.all(boxes.map(async (quad) => ({ ...(await read(quad)), quad })));
}

function samplesOf(lines: readonly Line[]): Line[] {
  const comparable = lines.filter(({ text }) => folded(text).length >= LEAST_CHARACTERS);
  const by = (weigh: (text: string) => number) =>
    [...comparable].sort((a, b) => weigh(folded(b.text)) - weigh(folded(a.text)));
  const withDigits = by((text) => text.replace(/\D/g, "").length).slice(0, SAMPLES_WITH_DIGITS);
  const others = by((text) => text.length).filter((line) => !withDigits.includes(line));
  return [...withDigits, ...others.slice(0, SAMPLES - withDigits.length)];
}

/** Letters and digits as the recogniser may tell them apart: without accents, case, and what looks the same. */
function folded(text: string): string {
  return text
    .slice(0, 2 * MOST_COMPARED)
    .normalize("NFKD")
    .toUpperCase()
    .replace(/O/g, "0")
    .replace(/[IL|]/g, "1")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .slice(0, MOST_COMPARED);
}

function areAlike(one: string, other: string): boolean {
  const [a, b] = [folded(one), folded(other)];
  return 1 - leven(a, b) / Math.max(a.length, b.length, 1) >= ALIKE;
}

function lengthOf(quads: readonly Quad[]): number {
  return quads.reduce((sum, [a, b, , d]) => sum + Math.max(distance(a, b), distance(a, d)), 0);
}
