import type { Box } from "../../receipt.ts";

/** Pixels of the drawn strip's longer side, at most. */
const MOST_SIDE = 1200;

/** A small text is enlarged so many times, at most. */
const MOST_SCALE = 3;

/** All of a page. */
export const WHOLE: Box = { left: 0, top: 0, width: 1, height: 1 };

/**
 * Draws the part of a picture that a value was read from, with a line above and below, or the whole picture.
 * @param turned degrees clockwise that make the picture upright
 * @param box on the upright picture; undefined for all of it
 * @returns the part that it shows
 */
export function drawStrip(
  canvas: HTMLCanvasElement,
  bitmap: ImageBitmap,
  turned: number,
  box: Box | undefined,
): Box {
  const isSideways = turned % 180 !== 0;
  const [across, down] = isSideways ? [bitmap.height, bitmap.width] : [bitmap.width, bitmap.height];
  const part = box === undefined ? WHOLE : withMargin(box);
  const [width, height] = [part.width * across, part.height * down];
  const scale = Math.min(MOST_SCALE, MOST_SIDE / Math.max(width, height));
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) {
    return part;
  }
  context.scale(scale, scale);
  context.translate(across / 2 - part.left * across, down / 2 - part.top * down);
  context.rotate((turned * Math.PI) / 180);
  context.drawImage(bitmap, -bitmap.width / 2, -bitmap.height / 2);
  return part;
}

function withMargin({ left, top, width, height }: Box): Box {
  const [from, above] = [Math.max(0, left - 0.05), Math.max(0, top - height)];
  return {
    left: from,
    top: above,
    width: Math.min(1, left + width + 0.05) - from,
    height: Math.min(1, top + 2 * height) - above,
  };
}
