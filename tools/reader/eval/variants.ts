import sharp from "sharp";

export interface Variant {
  /** Degrees clockwise by which the upright picture is turned; the copy carries no EXIF. */
  readonly turn?: number | undefined;
  /** Scaled down to 480 pixels of width, and saved as JPEG of quality 40. */
  readonly degrade: boolean;
}

const DEGRADED_WIDTH = 480;
const DEGRADED_QUALITY = 40;
const QUALITY = 92;

/** A harder copy of a picture; the picture itself when nothing is asked for. */
export async function variantOf(image: Buffer, { turn, degrade }: Variant): Promise<Buffer> {
  if (turn === undefined && !degrade) {
    return image;
  }
  // sharp applies one rotation in a pipeline, so the upright copy is made first.
  let copy = await sharp(image).autoOrient().png({ compressionLevel: 1 }).toBuffer();
  if (degrade) {
    copy = await sharp(copy).resize({ width: DEGRADED_WIDTH, withoutEnlargement: true }).png().toBuffer();
  }
  const turned = turn === undefined ? sharp(copy) : sharp(copy).rotate(turn);
  return turned.jpeg({ quality: degrade ? DEGRADED_QUALITY : QUALITY }).toBuffer();
}
