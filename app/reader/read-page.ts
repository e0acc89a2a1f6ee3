import { crop } from "./crop.ts";
import { decode } from "./decode.ts";
import { detect } from "./detect.ts";
import type { Page } from "./line.ts";
import { toLines } from "./lines.ts";
import type { Models } from "./models.ts";
import { recognise } from "./recognise.ts";

/**
 * Picture to text.
 * @throws UnreadableImageError
 */
export async function readPage(models: Models, image: Uint8Array): Promise<Page> {
  const picture = await decode(image);
  const quads = await detect(models.detector, picture);
  const strips = quads.map((quad) => crop(picture, quad));
  const texts = await recognise(models.recogniser, models.characters, strips);
  return { width: picture.width, height: picture.height, lines: toLines(quads, texts) };
}
