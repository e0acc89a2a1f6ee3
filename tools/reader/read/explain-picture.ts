import sharp from "sharp";
import { maskNumbers } from "../../../app/mask-numbers.ts";
import { distance } from "../../../app/reader/detection/geometry.ts";
import type { Choice } from "../../../app/reader/fields/choose-fields.ts";
import type { Line, Page } from "../../../app/reader/page.ts";
import type { Bitmap } from "../../../app/reader/picture/bitmap.ts";
import { FIELDS, type Field } from "../../../app/receipt.ts";
import { escapeXml, useDejaVuFonts } from "../fonts.ts";

const COLOURS: Readonly<Record<Field, string>> = {
  storeName: "#d81b60",
  purchaseDate: "#1e6fd9",
  total: "#0a8a3a",
  currency: "#8a5a00",
};

/** Lines with less confidence than this are drawn in red. */
const DOUBTFUL = 0.9;

/**
 * The picture with a box around each line and the chosen ones in colour; next to it what was read, each line at its own
 * place and with its number in the printed list; above, the values.
 * @returns a PNG file
 */
export async function drawExplanation(picture: Bitmap, page: Page, reading: Choice): Promise<Buffer> {
  useDejaVuFonts();
  const { width, height } = picture;
  const size = Math.max(12, Math.round(width / 45));
  const head = Math.ceil(size * 2 * (FIELDS.length + 1));
  const values = FIELDS.map((field, index) => drawValue(field, reading, (index + 1) * size * 2, size));
  const boxes = page.lines.map((line) => drawBox(line, size));
  const texts = page.lines.map((line, index) => drawText(line, index + 1));
  const chosen = FIELDS.map((field) => drawChosen(field, reading, width, height, size)).join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${2 * width}" height="${height + head}">
    <g font-family="DejaVu Sans" font-size="${size}">${values.join("")}
    <g transform="translate(0 ${head})">${boxes.join("")}${chosen}</g>
    <g transform="translate(${width} ${head})">${chosen}${texts.join("")}</g></g></svg>`;
  return sharp({ create: { width: 2 * width, height: height + head, channels: 3, background: "white" } })
    .composite([
      { input: Buffer.from(picture.data), raw: { width, height, channels: 3 }, left: 0, top: head },
      { input: Buffer.from(svg), left: 0, top: 0 },
    ])
    .png()
    .toBuffer();
}

function colourOf({ confidence }: Line): string {
  return confidence < DOUBTFUL ? "#d9480f" : "#3b5bdb";
}

function drawBox(line: Line, size: number): string {
  const points = line.quad.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
  return `<polygon points="${points}" fill="none" stroke="${colourOf(line)}" stroke-width="${size / 10}"/>`;
}

/** Of the height of type: how wide a character is on average, and some capitals. */
const CHARACTER_WIDTH = 0.62;

/** The text, as askew as it was printed, and as high, or lower where it would run into the next one. */
function drawText(line: Line, number: number): string {
  const [topLeft, topRight, , bottomLeft] = line.quad;
  const height = distance(topLeft, bottomLeft);
  const fitting = distance(topLeft, topRight) / (CHARACTER_WIDTH * Math.max(1, line.text.length));
  const angle = (Math.atan2(topRight.y - topLeft.y, topRight.x - topLeft.x) * 180) / Math.PI;
  const colour = line.confidence < DOUBTFUL ? colourOf(line) : "#222";
  return `<g transform="translate(${topLeft.x} ${topLeft.y}) rotate(${angle})">
    <text x="${height * 0.25}" y="${height * 0.72}" font-size="${Math.min(0.6 * height, fitting)}" fill="${colour}">${escapeXml(maskNumbers(line.text))}</text>
    <text y="${height * 0.3}" font-size="${height * 0.35}" text-anchor="end" fill="#888">${number}</text></g>`;
}

function drawChosen(field: Field, reading: Choice, width: number, height: number, size: number): string {
  const box = reading.evidence[field]?.box;
  if (box === undefined) {
    return "";
  }
  const [x, y] = [box.left * width, box.top * height];
  return `<rect x="${x}" y="${y}" width="${box.width * width}" height="${box.height * height}" fill="${COLOURS[field]}"
      fill-opacity="0.18" stroke="${COLOURS[field]}" stroke-width="${size / 5}"/>
    <text x="${x + box.width * width}" y="${y - size / 4}" text-anchor="end" font-weight="bold" font-size="${size * 0.7}"
      fill="${COLOURS[field]}" stroke="white" stroke-width="${size / 5}" paint-order="stroke">${field}</text>`;
}

function drawValue(field: Field, reading: Choice, y: number, size: number): string {
  const value = reading[field] ?? `null: ${reading.reasons[field] ?? "no reason"}`;
  const confidence = reading.confidence[field];
  return `<text x="${size}" y="${y}" font-size="${size * 1.3}" fill="${COLOURS[field]}"><tspan font-weight="bold">${field}</tspan>
    ${escapeXml(String(value))} <tspan fill="#666">${confidence === null ? "" : confidence.toFixed(2)}</tspan></text>`;
}
