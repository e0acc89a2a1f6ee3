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

/** Bytes that {@link mediaTypeOf} needs. */
export const SIGNATURE_BYTES = 32;

/** In hexadecimal digits. */
const SIGNATURES: readonly (readonly [MediaType, RegExp])[] = [
  ["image/jpeg", /^ffd8ff/],
  ["image/png", /^89504e470d0a1a0a/],
  ["image/webp", /^52494646.{8}57454250/], // RIFF, size, WEBP
  ["image/gif", /^47494638(?:37|39)61/],
  ["image/tiff", /^(?:49492a00|4d4d002a)/],
  ["image/avif", /^.{8}6674797061766966/], // size, ftypavif
  ["image/heic", /^.{8}66747970(?:6865(?:69|76)(?:63|6d|73|78)|6d696631|6d736631)/], // hei?, hev?, mif1, msf1
  ["application/pdf", /^255044462d/],
];

/** @param start the first bytes of the file, {@link SIGNATURE_BYTES} or the whole file */
export function mediaTypeOf(start: Uint8Array): MediaType | undefined {
  const digits = Array.from(start.subarray(0, SIGNATURE_BYTES), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  return SIGNATURES.find(([, signature]) => signature.test(digits))?.[0];
}
