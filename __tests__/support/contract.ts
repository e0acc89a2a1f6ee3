import { Ajv2020 } from "ajv/dist/2020.js";
import { z } from "zod";

const operationSchema = z.object({
  parameters: z.array(z.object({ name: z.string(), schema: z.record(z.string(), z.unknown()) })).default([]),
  responses: z.record(
    z.string(),
    z.object({
      headers: z.record(z.string(), z.unknown()).default({}),
      content: z.record(
        z.string(),
        z.object({
          schema: z.unknown(),
          examples: z.record(z.string(), z.object({ value: z.unknown() })).default({}),
        }),
      ),
    }),
  ),
});
const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), operationSchema)) });

/** An OpenAPI document, to compare answers with. */
export interface Contract {
  /** By path and method, for example `paths["/predict"].post`. */
  readonly paths: z.infer<typeof documentSchema>["paths"];
  /** What the document does not say about this answer, as sentences; none when the answer is as described. */
  differences(method: string, path: string, response: Response): Promise<string[]>;
}

/**
 * @param document as the API serves it. It lets answers have more properties than it names, so that clients are ready
 *   for new ones; here these count as differences.
 */
export function contractOf(document: unknown): Contract {
  const { paths } = documentSchema.parse(document);
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    formats: { date: /^\d{4}-\d{2}-\d{2}$/, binary: true },
  });
  ajv.addSchema({ ...z.record(z.string(), z.unknown()).parse(closed(document)), $id: "contract:document" });

  const schemaErrors = (pointer: readonly string[], value: unknown): string[] => {
    const steps = pointer.map((step) => encodeURIComponent(step.replaceAll("~", "~0").replaceAll("/", "~1")));
    ajv.validate({ $ref: `contract:document#/${steps.join("/")}` }, value);
    return (ajv.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };

  return {
    paths,
    async differences(method, path, response) {
      const status = String(response.status);
      const [type = ""] = (response.headers.get("Content-Type") ?? "").split(";");
      const described = paths[path]?.[method]?.responses[status];
      if (described === undefined) {
        return [`${method} ${path} has no answer ${status}`];
      }
      if (described.content[type] === undefined) {
        return [`${method} ${path} has no ${status} of type ${type}`];
      }
      const missing = Object.keys(described.headers).filter((name) => !response.headers.has(name));
      return [
        ...missing.map((name) => `the header ${name} is missing`),
        ...schemaErrors(
          ["paths", path, method, "responses", status, "content", type, "schema"],
          await response.clone().json(),
        ),
      ];
    },
  };
}

/** The document with every object closed to properties that it does not name. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(closed);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, closed(inner)]));
  return "properties" in copy ? { additionalProperties: false, ...copy } : copy;
}
