import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Page } from "../../../app/reader/page.ts";

const point = z.object({ x: z.number(), y: z.number() });
const pageSchema = z.object({
  width: z.number(),
  height: z.number(),
  lines: z.array(
    z.object({ text: z.string(), confidence: z.number(), quad: z.tuple([point, point, point, point]) }),
  ),
});

/** Pixels of empty paper around transcripts, which say nothing about the size of their picture. */
const MARGIN = 30;

/**
 * Reads the text of a picture that was recognised before: NAME.json (a Page), or NAME.csv (a transcript with
 * x1,y1,…,x4,y4,text in each line). Null when the folder has neither.
 */
export function loadPage(folder: string, picture: string): Page | null {
  const base = join(folder, picture.replace(/\.[^.]+$/u, ""));
  if (existsSync(`${base}.json`)) {
    return pageSchema.parse(JSON.parse(readFileSync(`${base}.json`, "utf8")));
  }
  if (existsSync(`${base}.csv`)) {
    return pageOfTranscript(readFileSync(`${base}.csv`, "utf8"));
  }
  return null;
}

function pageOfTranscript(csv: string): Page {
  const lines = csv
    .split(/\r?\n/u)
    .filter((row) => row.trim() !== "")
    .map((row) => {
      const parts = row.split(",");
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0, x4 = 0, y4 = 0] = parts.slice(0, 8).map(Number);
      return {
        text: parts.slice(8).join(","),
        confidence: 1,
        quad: [
          { x: x1, y: y1 },
          { x: x2, y: y2 },
          { x: x3, y: y3 },
          { x: x4, y: y4 },
        ] as const,
      };
    });
  const corners = lines.flatMap((line) => line.quad);
  return {
    width: Math.max(0, ...corners.map(({ x }) => x)) + MARGIN,
    height: Math.max(0, ...corners.map(({ y }) => y)) + MARGIN,
    lines,
  };
}
