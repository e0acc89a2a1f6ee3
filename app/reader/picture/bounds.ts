import type { Metadata } from "sharp";
import { UnreadableImageError } from "../reader.ts";

/** Pixels of the largest JPEG, which is made smaller while it is decoded: the cameras of telephones have up to 200 million. */
const MOST_JPEG_PIXELS = 200_000_000;

/** Pixels of the largest picture of another kind: an A4 page at 600 dpi has 35 million. */
const MOST_PIXELS = 100_000_000;

/** Pixels of the largest HEIC picture, whose decoder takes seconds for 48 million, the most that telephones write. */
export const MOST_HEIC_PIXELS = 50_000_000;

/** Pixels of the longer side: no camera, scanner or printer makes more, and decoders hold whole rows. */
const LONGEST_SIDE = 65_535;

/** Bytes of a decoded picture that may be held at once. Others are decoded in strips, and made smaller on the way. */
const MOST_HELD_BYTES = 256_000_000;

/** @throws UnreadableImageError when there are more pixels than memory and time are spent on */
export function checkSize(width: number, height: number, most = MOST_PIXELS): void {
  if (Math.max(width, height) > LONGEST_SIDE) {
    throw new UnreadableImageError(
      `The picture has ${width} x ${height} pixels; a side of more than ${LONGEST_SIDE} is not read.`,
    );
  }
  if (width * height > most) {
    throw new UnreadableImageError(
      `The picture has ${width} x ${height} pixels; more than ${Math.floor(most / 1e6)} million are not read.`,
    );
  }
}

/**
 * Checks what a picture's header says before the picture is decoded.
 * @throws UnreadableImageError
 */
export function checkHeader(header: Metadata): void {
  const most = header.format === "jpeg" ? MOST_JPEG_PIXELS : MOST_PIXELS;
  checkSize(header.width, header.height, Math.min(most, MOST_HELD_BYTES / heldBytes(header)));
}

/** Bytes a pixel of what the decoder of the format holds of the whole picture at once. */
function heldBytes({ format, isProgressive, channels, depth, chromaSubsampling }: Metadata): number {
  const bytes = channels * (depth === "uchar" ? 1 : 2);
  switch (format) {
    case "jpeg":
      // Coefficients of 16 bits.
      return isProgressive ? 2 * (chromaSubsampling === "4:2:0" ? 1.5 : channels) : 0;
    case "webp":
    case "gif":
      return 4;
    case "heif":
      // AVIF: the planes, and the picture made of them.
      return 2.5 * bytes;
    default:
      return isProgressive ? bytes : 0;
  }
}
