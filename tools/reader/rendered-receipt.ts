import sharp from "sharp";
import { escapeXml, useDejaVuFonts } from "./fonts.ts";

/** Pixels of the paper: type of 20 pixels, of which a character takes 12.04. */
const FONT_SIZE = 20;
const CHARACTER = 12.04;
const PITCH = 30;
const MARGIN = 40;

export interface RenderOptions {
  /** Degrees by which the paper is askew on its table, clockwise. */
  readonly tilt?: number;
}

/**
 * Prints a receipt that nobody ever got: black type on white paper, on a dark table when it is askew. In the text, two
 * spaces or more separate the pieces of a row, which are then in columns, the last one at the right; a row that begins
 * with "# " is printed large, and without columns in the middle.
 * @returns a JPEG file
 */
export async function renderReceipt(text: string, { tilt = 0 }: RenderOptions = {}): Promise<Buffer> {
  useDejaVuFonts();
  const rows = text.replace(/\n+$/u, "").split("\n");
  const widest = Math.max(36, ...rows.map((row) => row.length * (row.startsWith("# ") ? 1.5 : 1)));
  const width = Math.ceil(2 * MARGIN + widest * CHARACTER);
  let y = MARGIN;
  const printed = rows.map((row) => {
    const scale = row.startsWith("# ") ? 1.5 : 1;
    y += PITCH * scale;
    return printRow(scale > 1 ? row.slice(2) : row, y, width, scale);
  });
  const height = Math.ceil(y + MARGIN);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="#fdfdfb"/>
    <g font-family="DejaVu Sans Mono" fill="#222" xml:space="preserve">${printed.join("")}</g></svg>`;
  const paper = sharp(Buffer.from(svg)).removeAlpha();
  if (tilt !== 0) {
    paper.rotate(tilt, { background: "#554a40" });
  }
  return paper.jpeg({ quality: 85 }).toBuffer();
}

function printRow(row: string, y: number, width: number, scale: number): string {
  const pieces = row.split(/ {2,}/u).filter((piece) => piece !== "");
  return pieces
    .map((piece, index) => {
      const [x, anchor] =
        scale > 1 && pieces.length === 1
          ? [width / 2, "middle"]
          : index > 0 && index === pieces.length - 1
            ? [width - MARGIN, "end"]
            : [MARGIN + (index * (width - 2 * MARGIN)) / pieces.length, "start"];
      const size = FONT_SIZE * scale;
      return `<text x="${x}" y="${y}" font-size="${size}" text-anchor="${anchor}">${escapeXml(piece)}</text>`;
    })
    .join("");
}
