/** Small files that tests upload, made without decoders or encoders. */
import { randomBytes } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";

/** A valid grey PNG. */
export function png(width = 8, height = 8): Buffer {
  // Each row begins with its filter: none.
  const rows = deflateSync(Buffer.alloc((width + 1) * height, Buffer.from([0, ...Buffer.alloc(width, 200)])));
  return Buffer.concat([pngHeader(width, height), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

/** A PNG whose header promises more than there is: a bomb for who decodes it. */
export function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8; // bits a pixel
  return Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), chunk("IHDR", header)]);
}

/**
 * What the API for a remote model takes for a JPEG of this many bytes: a real header, then noise.
 * @param metadata bytes of EXIF before the frame header
 */
export function jpegLike(bytes: number, { width = 3000, height = 4000, metadata = 0 } = {}): Buffer {
  const segments: Buffer[] = [Buffer.from("ffd8", "hex")];
  for (let left = metadata; left > 0; left -= 65_533) {
    const size = Math.min(left, 65_533);
    segments.push(Buffer.from([0xff, 0xe1, (size + 2) >> 8, (size + 2) & 255]), Buffer.alloc(size, "E"));
  }
  const frame = Buffer.from("ffc0000b08000000000101110000", "hex");
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  segments.push(frame);
  const header = Buffer.concat(segments);
  return Buffer.concat([header, randomBytes(Math.max(bytes - header.length, 0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
