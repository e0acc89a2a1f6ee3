import type { MediaType } from "./media-type.ts";

/** Pixels. */
export interface Dimensions {
  readonly width: number;
  readonly height: number;
}

/** Bytes of a file from `offset` on, as many as there are up to `length`. */
export type Peek = (offset: number, length: number) => Buffer;

/** Width and height from the header of a JPEG, PNG, WebP or GIF; undefined if it is damaged. */
export function dimensionsOf(mediaType: MediaType, peek: Peek): Dimensions | undefined {
  switch (mediaType) {
    case "image/jpeg":
      return jpegDimensions(peek);
    case "image/png": {
      const start = peek(12, 12);
      return start.length === 12 && start.toString("latin1", 0, 4) === "IHDR"
        ? { width: start.readUInt32BE(4), height: start.readUInt32BE(8) }
        : undefined;
    }
    case "image/gif": {
      const start = peek(6, 4);
      return start.length === 4 ? { width: start.readUInt16LE(0), height: start.readUInt16LE(2) } : undefined;
    }
    case "image/webp":
      return webpDimensions(peek(12, 18));
    default:
      return undefined;
  }
}

/** Walks from marker to marker, so that a megabyte of metadata before the frame header costs nothing. */
function jpegDimensions(peek: Peek): Dimensions | undefined {
  for (let offset = 2; ; ) {
    const segment = peek(offset, 9);
    if (segment.length < 4 || segment[0] !== 0xff) {
      return undefined;
    }
    const marker = segment[1] ?? 0;
    if (marker === 0xff) {
      offset += 1; // fill byte
    } else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return segment.length === 9
        ? { height: segment.readUInt16BE(5), width: segment.readUInt16BE(7) }
        : undefined;
    } else if (marker === 0xda || marker === 0xd9) {
      return undefined; // picture data or the end, before any frame header
    } else {
      offset += 2 + segment.readUInt16BE(2);
    }
  }
}

/** @param start bytes 12 to 29: the first chunk's name, size and beginning */
function webpDimensions(start: Buffer): Dimensions | undefined {
  if (start.length < 18) {
    return undefined;
  }
  switch (start.toString("latin1", 0, 4)) {
    case "VP8X":
      return { width: 1 + start.readUIntLE(12, 3), height: 1 + start.readUIntLE(15, 3) };
    case "VP8L": {
      const bits = start.readUInt32LE(9);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    case "VP8 ":
      return { width: start.readUInt16LE(14) & 0x3fff, height: start.readUInt16LE(16) & 0x3fff };
    default:
      return undefined;
  }
}
