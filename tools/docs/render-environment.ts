import * as z from "zod";
import { environmentSchema } from "../../app/environment.ts";
import { markdownTable } from "../tables.ts";

/** docs/environment.md */
export function renderEnvironment(): string {
  const rows = Object.entries(environmentSchema.shape).map(([name, schema]) => {
    const {
      description,
      default: byDefault,
      ...rest
    } = z.toJSONSchema(schema, {
      io: "output",
      // A list says of its members in its text what they are.
      unrepresentable: "any",
    });
    return [`\`${name}\``, shown(byDefault), allowed(rest), description ?? ""];
  });
  return `# Environment variables of the API

Made by \`npm run docs\` from \`app/environment.ts\`. An empty variable counts as absent, except \`API_KEYS\` and
\`ALLOWED_CIDRS\`, since a value that got lost would open the API. With a wrong value the
start fails with one line that names it. The stacks set these from their own settings (\`docs/settings.md\`). The AWS SDK
finds Region, credentials and the address of SageMaker as usual, for example in \`AWS_REGION\`.

${markdownTable(["variable", "default", "allowed", "meaning"], rows)}
`;
}

function shown(value: unknown): string {
  return value === undefined || (Array.isArray(value) && value.length === 0) ? "none" : `\`${value}\``;
}

function allowed({ enum: values, minimum, maximum, type }: Partial<z.core.JSONSchema.BaseSchema>): string {
  if (values !== undefined) {
    return values.map((value) => `\`${value}\``).join(", ");
  }
  return minimum !== undefined && maximum !== undefined
    ? `${minimum} to ${maximum}`
    : type === "array"
      ? "list"
      : "text";
}
