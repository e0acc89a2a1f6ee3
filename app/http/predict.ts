import type { Handler } from "hono";
import { hintsOf } from "../environment.ts";
import type { Hints } from "../hints.ts";
import { toPrediction } from "./prediction.ts";
import { parseQuery, type Query } from "./query.ts";
import { type ReceiveOptions, receiveFile } from "./receive-file.ts";
import type { RequestEnv } from "./request-env.ts";

/** `POST /predict`: reads the receipts in a file. */
export function predict(options: ReceiveOptions): Handler<RequestEnv> {
  const { engine, environment } = options;
  const defaults = hintsOf(environment);
  return async (c) => {
    const query = parseQuery(c.req.query(), engine);
    const hints = withDefaults(query, defaults);
    const request = { hints, details: query.details };
    const answer = await receiveFile(c, options, (intake, signal) => intake.read(request, signal));
    c.set("attempts", answer.attempts);
    c.header("Cache-Control", "no-store");
    return c.json(toPrediction(answer.reading, engine.name, query));
  };
}

/** The hints of a request; where it has none, those of the environment. */
function withDefaults({ country, dateOrder, currency }: Query, defaults: Hints): Hints {
  return {
    country: country ?? defaults.country,
    dateOrder: dateOrder ?? defaults.dateOrder,
    currency: currency ?? defaults.currency,
  };
}
