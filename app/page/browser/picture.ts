/** Pixels of the longer side of a picture in the list, twice what is shown. */
const THUMBNAIL_SIDE = 112;

/** Of the scaled JPEG; a higher one only makes it larger. */
const QUALITY = 0.92;

/** Bytes. Smaller files are sent as they are, with any number of pixels: scaling costs more than it saves. */
const SMALL = 500_000;

export interface PreparedPicture {
  /** To be sent: the file itself, or a smaller one. */
  readonly picture: Blob;
  readonly thumbnail: Blob | null;
}

/**
 * Draws the thumbnail, and scales what has more pixels than the engine makes use of. A file that the browser cannot
 * decode is left as it is, for the server to judge.
 */
export async function preparePicture(file: Blob, usefulPixels: number | undefined): Promise<PreparedPicture> {
  let drawn: ImageBitmap | undefined;
  try {
    drawn = await createImageBitmap(file);
    const thumbnail = await drawThumbnail(drawn);
    const scale = Math.sqrt((usefulPixels ?? Number.POSITIVE_INFINITY) / (drawn.width * drawn.height));
    if (scale >= 1 || file.size <= SMALL) {
      return { picture: file, thumbnail };
    }
    const scaled = await draw(drawn, scale, QUALITY);
    return { picture: scaled.size < file.size ? scaled : file, thumbnail };
  } catch {
    return { picture: file, thumbnail: null };
  } finally {
    drawn?.close();
  }
}

/** The small picture of one that is drawn for the list; null if it cannot be. */
export async function thumbnailOf(picture: Blob): Promise<Blob | null> {
  try {
    const drawn = await createImageBitmap(picture);
    return await drawThumbnail(drawn).finally(() => drawn.close());
  } catch {
    return null;
  }
}

function drawThumbnail(drawn: ImageBitmap): Promise<Blob> {
  return draw(drawn, THUMBNAIL_SIDE / Math.max(drawn.width, drawn.height), 0.8);
}

async function draw(bitmap: ImageBitmap, scale: number, quality: number): Promise<Blob> {
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) {
    throw new Error("no canvas");
  }
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error("no picture")) : resolve(blob)),
      "image/jpeg",
      quality,
    );
  });
}
