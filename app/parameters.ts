import type { Hints } from "./hints.ts";

/** Query parameters of `POST /predict` that are true or false. */
export const SWITCHES = ["evidence", "lines", "all", "details"] as const;

/** All its query parameters. */
export const PARAMETERS = [...SWITCHES, "country", "dateOrder", "currency"] as const;
export type Parameter = (typeof PARAMETERS)[number];

/** What is asked of an engine about one file. */
export interface ReadRequest {
  readonly hints: Hints;
  /** Whether to read what a receipt says beyond its fields. */
  readonly details: boolean;
}
