import { readFileSync } from "node:fs";
import sharp from "sharp";
import { pdfOf } from "../reader/pdf.ts";
import { pngHeader } from "../support/pictures.ts";

/** What a client can send to the local engine, and what comes of it. Rendered to docs/behaviour.md. */
export interface Picture {
  readonly what: string;
  readonly file: Buffer | Promise<Buffer>;
  /** Some of them are no receipts: an answer then has nulls. */
  readonly outcome: "read" | "answered" | "refused";
}

const receipt = readFileSync(new URL("../../app/page/sample-receipt.jpg", import.meta.url));
const heic = readFileSync(new URL("../reader/fixtures/receipt.heic", import.meta.url));
const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#c0c0c0" } });
const { width = 0, height = 0 } = await sharp(receipt).metadata();

export const PICTURES: readonly Picture[] = [
  { what: "a receipt, JPEG", file: receipt, outcome: "read" },
  {
    what: "a receipt, CMYK",
    file: sharp(receipt).toColourspace("cmyk").jpeg({ quality: 95 }).toBuffer(),
    outcome: "read",
  },
  {
    what: "a receipt, 16 bits",
    file: sharp(receipt).toColourspace("rgb16").png().toBuffer(),
    outcome: "read",
  },
  { what: "a receipt, WebP", file: sharp(receipt).webp({ quality: 90 }).toBuffer(), outcome: "read" },
  {
    what: "a receipt, turned by EXIF",
    file: sharp(receipt).rotate(90).withMetadata({ orientation: 8 }).jpeg({ quality: 95 }).toBuffer(),
    outcome: "read",
  },
  {
    what: "a receipt, another picture behind its end",
    file: Buffer.concat([receipt, heic]),
    outcome: "read",
  },
  {
    what: "a receipt, a page of HTML behind its end",
    file: Buffer.concat([receipt, Buffer.from("<script>alert(1)</script>")]),
    outcome: "read",
  },
  { what: "a receipt, PDF", file: pdfOf(receipt, width, height), outcome: "read" },
  { what: "a HEIC photo", file: heic, outcome: "answered" },
  {
    what: "an animation",
    file: sharp([await plain(60, 40).png().toBuffer(), await plain(60, 40).negate().png().toBuffer()], {
      join: { animated: true },
    })
      .gif()
      .toBuffer(),
    outcome: "answered",
  },
  { what: "nothing but grey", file: plain(800, 600).jpeg().toBuffer(), outcome: "answered" },
  { what: "a JPEG cut in the middle", file: receipt.subarray(0, receipt.length / 2), outcome: "refused" },
  {
    what: "a JPEG with noise in the middle, which decoders bridge",
    file: withNoise(receipt),
    outcome: "answered",
  },
  { what: "a HEIC photo cut in the middle", file: heic.subarray(0, 2_000), outcome: "refused" },
  {
    what: "a PDF cut in the middle",
    file: pdfOf(receipt, width, height).subarray(0, 500),
    outcome: "refused",
  },
  { what: "a PNG of 50,000 x 50,000", file: pngHeader(50_000, 50_000), outcome: "refused" },
  { what: "a PNG of 1 x 1", file: plain(1, 1).png().toBuffer(), outcome: "refused" },
  { what: "a PNG of 1 x 20,000", file: plain(1, 20_000).png().toBuffer(), outcome: "refused" },
];

function withNoise(jpeg: Buffer): Buffer {
  const damaged = Buffer.from(jpeg);
  damaged.fill("\xff\xd8\xff\xc4", jpeg.length / 2, jpeg.length / 2 + 2_000, "latin1");
  return damaged;
}
