import type { Turn } from "../receipt.ts";
import { detect } from "./detection/detect.ts";
import { memoize } from "./memoize.ts";
import type { Models } from "./models.ts";
import type { Page, Quad } from "./page.ts";
import type { Bitmap } from "./picture/bitmap.ts";
import { isBlurredPrint } from "./picture/blurred-print.ts";
import { darkenPrint, isFaintPrint } from "./picture/faint-print.ts";
import { type OpenedPage, openFile } from "./picture/open-file.ts";
import { isSideways, sumOf, turn } from "./picture/turn.ts";
import { readTextLayer } from "./read-text-layer.ts";
import { toLines } from "./recognition/legible-lines.ts";
import { isUpsideDown } from "./recognition/upside-down.ts";

/** A picture so many times as wide as it is high is a long receipt on its side, and text is found in bands from top to bottom. */
const STRIP = 6;

export interface PictureText {
  readonly page: Page;
  /** The upright picture, which the text's corners refer to. */
  readonly picture: Bitmap;
  /** Degrees clockwise that made it upright. */
  readonly turned: Turn;
  /** Whether it is so unsharp that what was read is not to be trusted. */
  readonly isBlurred: boolean;
}

/**
 * The text of the first page of a file.
 * @param file its bytes
 * @throws UnreadableImageError
 */
export async function readPage(models: Models, file: Uint8Array): Promise<PictureText> {
  const opened = await openFile(file);
  return readOpenedPage(models, await opened.page(1));
}

/**
 * The text of a page: from its layer where that is to be believed, otherwise as it looks.
 * @throws UnreadableImageError where there is more than on any receipt
 * @throws the signal's reason between two steps of the work
 */
export async function readOpenedPage(
  models: Models,
  { picture, layer }: OpenedPage,
  signal?: AbortSignal,
): Promise<PictureText> {
  const fromLayer = layer && (await readTextLayer(models, picture, layer, signal));
  return fromLayer ?? readPicture(models, picture, signal);
}

/** The text of a decoded picture. Where print is too faint to be found, the picture is looked at again, darkened. */
export async function readPicture(
  models: Models,
  picture: Bitmap,
  signal?: AbortSignal,
): Promise<PictureText> {
  const seen = await lookTwice(models, picture, signal);
  return { ...seen, isBlurred: isBlurredPrint(seen.picture, seen.page) };
}

type Look = Omit<PictureText, "isBlurred">;

async function lookTwice(models: Models, picture: Bitmap, signal: AbortSignal | undefined): Promise<Look> {
  const first = await look(models, picture, signal);
  const legible = first.page.lines.map(({ quad }) => quad);
  if (!isFaintPrint(first.picture, legible)) {
    return first;
  }
  const second = await look(models, await darkenPrint(picture), signal);
  if (lengthOf(second.page) <= lengthOf(first.page)) {
    return first;
  }
  return { ...second, picture: await turn(picture, second.turned) };
}

/** Characters that were read. */
function lengthOf({ lines }: Page): number {
  return lines.reduce((sum, { text }) => sum + text.length, 0);
}

async function look(models: Models, asSent: Bitmap, signal: AbortSignal | undefined): Promise<Look> {
  let picture = asSent;
  let turned: Turn = 0;
  const turnBy = async (degrees: Turn) => {
    picture = await turn(picture, degrees);
    turned = sumOf(turned, degrees);
  };
  if (picture.width > STRIP * picture.height) {
    await turnBy(90);
  }
  signal?.throwIfAborted();
  let boxes = await detect(models.detector, picture);
  signal?.throwIfAborted();
  if (isSideways(boxes)) {
    await turnBy(90);
    boxes = await detect(models.detector, picture);
  }
  const read = memoize((box: Quad) => models.recognise(picture, box, signal));
  if (await isUpsideDown(boxes, read)) {
    await turnBy(180);
    // Found again, since text that is upside down is found less exactly.
    boxes = await detect(models.detector, picture);
  }
  const found = await Promise.all(boxes.map(async (quad) => ({ ...(await read(quad)), quad })));
  return {
    page: { width: picture.width, height: picture.height, ...toLines(found) },
    picture,
    turned,
  };
}
