import sharp, { type Sharp } from "sharp";
import { mediaTypeOf } from "../../media-type.ts";
import { UnreadableImageError } from "../reader.ts";
import { checkSize, MOST_HEIC_PIXELS } from "./bounds.ts";

// Every picture is decoded once: what sharp would remember of it is memory for nothing.
sharp.cache(false);

/** Opens a picture of any kind that is read. Of several frames the first one counts. */
export async function open(image: Uint8Array): Promise<Sharp> {
  if (mediaTypeOf(image) === "image/heic") {
    return openHeic(image);
  }
  // Its own limit has no message for people; checkHeader has.
  return sharp(image, { limitInputPixels: false, failOn: "error" });
}

/** The pictures of iPhones, which sharp's ready-made build leaves out. */
async function openHeic(image: Uint8Array): Promise<Sharp> {
  const { default: heicDecode } = await import("heic-decode");
  const images = await heicDecode.all({ buffer: image });
  try {
    const [first] = images;
    if (first === undefined) {
      throw new UnreadableImageError("The HEIC file holds no picture.");
    }
    checkSize(first.width, first.height, MOST_HEIC_PIXELS);
    const { width, height, data } = await first.decode();
    return sharp(Buffer.from(data.buffer), { raw: { width, height, channels: 4 } });
  } finally {
    images.dispose();
  }
}
