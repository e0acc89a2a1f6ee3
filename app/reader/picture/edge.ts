import type { Turn } from "../../receipt.ts";

/** The edges of a picture, each of which is the one before after a quarter turn clockwise. */
const EDGES = ["bottom", "left", "top", "right"] as const;
export type Edge = (typeof EDGES)[number];

/** Where an edge is when the picture has been turned clockwise. */
export function turnedEdge(edge: Edge, turn: Turn): Edge {
  return EDGES[(EDGES.indexOf(edge) + turn / 90) % 4] ?? edge;
}
