import type { Line } from "../page.ts";
import { chooseFields } from "./choose-fields.ts";

const TEXTS = [
  "OAK MARKET LTD",
  "12 Main Street",
  "12/03/2026 14:05",
  "Bread 1.00",
  "TOTAL GBP 1.00",
  "Thank you",
];

/**
 * Chooses the fields of a few lines. The first time takes ten times as long as later ones, since words and patterns are
 * compiled: too much of what a picture has for it.
 */
export function warmUp(): void {
  const lines = TEXTS.map((text, row): Line => {
    const [top, bottom, right] = [row * 40, row * 40 + 30, text.length * 15];
    const quad = [
      { x: 0, y: top },
      { x: right, y: top },
      { x: right, y: bottom },
      { x: 0, y: bottom },
    ] as const;
    return { text, confidence: 1, quad };
  });
  chooseFields({ width: 300, height: TEXTS.length * 40, lines }, new Date());
}
