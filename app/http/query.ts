import * as z from "zod/mini";
import { cleanText } from "../clean-text.ts";
import type { Engine } from "../engines/engine.ts";
import { HINT_SCHEMAS } from "../hints.ts";
import { PARAMETERS } from "../parameters.ts";
import { Problem } from "../problem.ts";

const flag = z._default(
  z.pipe(
    z.enum(["true", "false"], "must be true or false"),
    z.transform((text) => text === "true"),
  ),
  false,
);

const querySchema = z.object({
  evidence: flag,
  lines: flag,
  all: flag,
  details: flag,
  country: z.optional(HINT_SCHEMAS.country),
  dateOrder: z.optional(HINT_SCHEMAS.dateOrder),
  currency: z.optional(HINT_SCHEMAS.currency),
});

/** What a request asks for; see docs/api.md. */
export type Query = z.infer<typeof querySchema>;

/** Of a file; no file has more. */
export const MOST_PAGES = 1_000_000;

/**
 * The page that a preview is to show, from 1.
 * @throws Problem that names the parameter and its value
 */
export function parsePage(text = "1"): number {
  const page = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (page < 1 || page > MOST_PAGES) {
    throw new Problem("bad-query", `${wrong("page", text)} must be a whole number from 1 to ${MOST_PAGES}.`);
  }
  return page;
}

const wrong = (name: string, value: string): string =>
  `The parameter ${name}=${JSON.stringify(cleanText(value).slice(0, SHOWN))}`;

/** Characters of a wrong value that a problem repeats. */
const SHOWN = 40;

/**
 * The parameters of a request. Those that are not known are ignored.
 * @throws Problem that names the parameter, and its value or the engine that cannot serve it
 */
export function parseQuery(
  query: Readonly<Record<string, string>>,
  engine: Pick<Engine, "name" | "parameters">,
): Query {
  const parsed = querySchema.safeParse(query);
  if (!parsed.success) {
    const [sentence] = parsed.error.issues.map(({ path: [name = ""], message }) => {
      return `${wrong(String(name), query[String(name)] ?? "")} ${message}.`;
    });
    throw new Problem("bad-query", sentence ?? "A parameter is wrong.");
  }
  for (const name of PARAMETERS) {
    const isWanted = parsed.data[name] !== undefined && parsed.data[name] !== false;
    if (isWanted && !engine.parameters.includes(name)) {
      throw new Problem("bad-query", `The ${engine.name} engine cannot serve the parameter ${name}.`);
    }
  }
  return parsed.data;
}
