import { median } from "../median.ts";
import type { Line, Page, Quad } from "../page.ts";

/** A page in two, along a gap that no line crosses; the first part is the upper or the left one. */
export interface Cut {
  readonly parts: readonly [Page, Page];
  /** Whether the parts are next to each other; otherwise one is above the other. */
  readonly isSideBySide: boolean;
}

/** Degrees by which gaps may be slanted: papers that lie next to each other are seldom parallel to the picture. */
const SLANTS = [0, -3, 3, -6, 6, -10, 10, -15, 15];

/** Heights of text: narrower gaps are between words and rows. */
const LEAST_GAP = 1;

/** Of each direction so many gaps are tried, the widest. */
const MOST_GAPS = 5;

/** The ways to cut a page, those along wide gaps first. */
export function cutsOf(page: Page): Cut[] {
  const all = [...page.lines, ...(page.illegible ?? [])];
  const height = median(page.lines.map(({ quad: [a, , , d] }) => Math.hypot(d.x - a.x, d.y - a.y)));
  const found = new Map<string, Cut & { readonly gap: number }>();
  for (const isSideBySide of [true, false]) {
    for (const slant of SLANTS) {
      const angle = (slant * Math.PI) / 180;
      const across = isSideBySide
        ? { x: Math.cos(angle), y: Math.sin(angle) }
        : { x: Math.sin(angle), y: Math.cos(angle) };
      for (const { at, gap } of gapsIn(page.lines, across).slice(0, MOST_GAPS)) {
        if (gap < LEAST_GAP * height) {
          continue;
        }
        const isFirst = ({ quad }: Line) => middleOf(spanOf(quad, across)) < at;
        const key = page.lines.map((line) => (isFirst(line) ? 1 : 0)).join("");
        if ((found.get(key)?.gap ?? 0) < gap) {
          const part = (inFirst: boolean): Page => ({
            ...page,
            lines: page.lines.filter((line) => isFirst(line) === inFirst),
            illegible: all.slice(page.lines.length).filter((line) => isFirst(line) === inFirst),
          });
          found.set(key, { parts: [part(true), part(false)], isSideBySide, gap });
        }
      }
    }
  }
  return [...found.values()].sort((a, b) => b.gap - a.gap);
}

interface Span {
  readonly from: number;
  readonly to: number;
}

interface Direction {
  readonly x: number;
  readonly y: number;
}

/** The gaps between the lines along a direction, widest first. Pixels. */
function gapsIn(lines: readonly Line[], across: Direction): { readonly at: number; readonly gap: number }[] {
  const spans = lines.map(({ quad }) => spanOf(quad, across)).sort((a, b) => a.from - b.from);
  const gaps: { at: number; gap: number }[] = [];
  let end = spans[0]?.to ?? 0;
  for (const { from, to } of spans) {
    if (from > end) {
      gaps.push({ at: (from + end) / 2, gap: from - end });
    }
    end = Math.max(end, to);
  }
  return gaps.sort((a, b) => b.gap - a.gap);
}

function spanOf(quad: Quad, across: Direction): Span {
  const places = quad.map(({ x, y }) => x * across.x + y * across.y);
  return { from: Math.min(...places), to: Math.max(...places) };
}

function middleOf({ from, to }: Span): number {
  return (from + to) / 2;
}
