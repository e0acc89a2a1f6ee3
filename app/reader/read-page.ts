import type { Turn } from "../receipt.ts";
import { detect } from "./detection/detect.ts";
import type { Models } from "./models.ts";
import type { Page, Quad } from "./page.ts";
import type { Bitmap } from "./picture/bitmap.ts";
import { decode } from "./picture/decode.ts";
import { isSideways, turn } from "./picture/turn.ts";
import type { Recognised } from "./recognition/ctc.ts";
import { toLines } from "./recognition/legible-lines.ts";
import { isUpsideDown } from "./recognition/upside-down.ts";

export interface PictureText {
  readonly page: Page;
  /** The upright picture, which the text's corners refer to. */
  readonly picture: Bitmap;
  /** Degrees clockwise that made it upright. */
  readonly turned: Turn;
}

export interface ReadOptions {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
  /** Called when the file begins to be opened and when its text begins to be read. */
  readonly enter?: (stage: "opening" | "reading") => Promise<void>;
}

/**
 * The text of a picture, whichever way up it is.
 * @param image the bytes of a file
 * @throws UnreadableImageError
 * @throws the signal's reason between two steps of the work
 */
export async function readPage(
  models: Models,
  image: Uint8Array,
  { signal, enter }: ReadOptions = {},
): Promise<PictureText> {
  await enter?.("opening");
  let picture = await decode(image);
  await enter?.("reading");
  signal?.throwIfAborted();
  let boxes = await detect(models.detector, picture);
  const sideways = isSideways(boxes);
  signal?.throwIfAborted();
  if (sideways) {
    picture = await turn(picture, 90);
    boxes = await detect(models.detector, picture);
  }
  const known = new Map<Quad, Promise<Recognised>>();
  const read = (box: Quad) => {
    const recognised = known.get(box) ?? models.recognise(picture, box, signal);
    known.set(box, recognised);
    return recognised;
  };
  const upsideDown = await isUpsideDown(boxes, read);
  if (upsideDown) {
    picture = await turn(picture, 180);
    // Found again, since text that is upside down is found less exactly.
    boxes = await detect(models.detector, picture);
  }
  const found = await Promise.all(boxes.map(async (quad) => ({ ...(await read(quad)), quad })));
  return {
    page: { width: picture.width, height: picture.height, lines: toLines(found) },
    picture,
    turned: sideways ? (upsideDown ? 270 : 90) : upsideDown ? 180 : 0,
  };
}
