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

/**
 * The text of a picture, whichever way up it is.
 * @param image the bytes of a file
 * @throws UnreadableImageError
 */
export async function readPage(models: Models, image: Uint8Array): Promise<PictureText> {
  let picture = await decode(image);
  let boxes = await detect(models.detector, picture);
  const sideways = isSideways(boxes);
  if (sideways) {
    picture = await turn(picture, 90);
    boxes = await detect(models.detector, picture);
  }
  const known = new Map<Quad, Promise<Recognised>>();
  const read = (box: Quad) => {
    const recognised = known.get(box) ?? models.recognise(picture, box);
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
