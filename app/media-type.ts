/** What a file is by its first bytes; its name and declared type are ignored. */

export const MEDIA_TYPES = [
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/gif",
  "image/tiff",
  "image/avif",
  "image/heic",
  "application/pdf",
] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** Bytes that {@link mediaTypeOf} needs: in so many the signature of a PDF file may come, behind what mail and scanners put before it. */
export const SIGNATURE_BYTES = 1_024;

/** Bytes in which the others are. */
const START_BYTES = 32;

/** In hexadecimal digits. */
const SIGNATURES: readonly (readonly [MediaType, RegExp])[] = [
  ["image/jpeg", /^ffd8ff/],
  ["image/png", /^89504e470d0a1a0a/],
  ["image/webp", /^52494646.{8}57454250/], // RIFF, size, WEBP
  ["image/gif", /^47494638(?:37|39)61/],
  ["image/tiff", /^(?:49492a00|4d4d002a)/],
  ["image/avif", /^.{8}6674797061766966/], // size, ftypavif
  ["image/heic", /^.{8}66747970(?:6865(?:69|76)(?:63|6d|73|78)|6d696631|6d736631)/], // hei?, hev?, mif1, msf1
];

/** %PDF- */
const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d];

/** @param start the first bytes of the file, {@link SIGNATURE_BYTES} or the whole file */
export function mediaTypeOf(start: Uint8Array): MediaType | undefined {
  const digits = Array.from(start.subarray(0, START_BYTES), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  const [mediaType] = SIGNATURES.find(([, signature]) => signature.test(digits)) ?? [];
  return mediaType ?? (isPdf(start.subarray(0, SIGNATURE_BYTES)) ? "application/pdf" : undefined);
}

function isPdf(start: Uint8Array): boolean {
  return start.some((_, at) => PDF.every((byte, index) => start[at + index] === byte));
}
