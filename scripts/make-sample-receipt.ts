/** Renders the receipt that the page offers as a sample, and the README reads with curl: app/page/sample-receipt.jpg. */
import sharp from "sharp";

const WIDTH = 720;
const LINE = 40;

const LINES: readonly (readonly [string, string?])[] = [
  ["HARBOUR BAKERY"],
  ["12 Quay Street, Singapore 049321"],
  ["Tel 6555 0142"],
  [""],
  ["Date: 14/03/2026", "Time: 09:41"],
  ["Receipt 004217", "Counter 2"],
  [""],
  ["2 x Butter croissant", "6.40"],
  ["1 x Sourdough loaf", "8.90"],
  ["1 x Flat white", "5.20"],
  [""],
  ["Subtotal", "20.50"],
  ["GST 9 %", "1.85"],
  ["TOTAL", "SGD 22.35"],
  [""],
  ["Cash", "50.00"],
  ["Change", "27.65"],
  [""],
  ["Thank you, see you again!"],
];

const rows = LINES.map(([left, right], index) => {
  const y = 90 + index * LINE;
  const style =
    index === 0
      ? 'font-size="38" font-weight="bold"'
      : left === "TOTAL"
        ? 'font-size="30" font-weight="bold"'
        : 'font-size="24"';
  return right === undefined
    ? `<text x="${WIDTH / 2}" y="${y}" text-anchor="middle" ${style}>${left}</text>`
    : `<text x="70" y="${y}" ${style}>${left}</text><text x="${WIDTH - 70}" y="${y}" text-anchor="end" ${style}>${right}</text>`;
});
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${130 + LINES.length * LINE}">
  <rect width="100%" height="100%" fill="#fbfaf6"/>
  <g font-family="DejaVu Sans" fill="#222">${rows.join("")}</g></svg>`;

await sharp(Buffer.from(svg)).jpeg({ quality: 82, mozjpeg: true }).toFile("app/page/sample-receipt.jpg");
