import type { Place } from "../../receipt.ts";
import type { Line, Page } from "../page.ts";

/** Where lines are on their page; undefined for no lines. */
export function placeOf(lines: readonly Line[], page: Page): Place | undefined {
  if (lines.length === 0) {
    return undefined;
  }
  const points = lines.flatMap((line) => line.quad);
  const xs = points.map((point) => clamp(point.x / page.width));
  const ys = points.map((point) => clamp(point.y / page.height));
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return {
    text: lines.map((line) => line.text).join(" "),
    box: { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top },
  };
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}
