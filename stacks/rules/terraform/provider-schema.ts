import { readFileSync } from "node:fs";
import { z } from "zod";

const kindSchema = z.enum(["string", "number", "boolean", "strings", "numbers", "map"]);

/** Type of an argument that is no block. */
export type Kind = z.infer<typeof kindSchema>;

/** The arguments of a resource, or of a block in it. */
export interface Block {
  /** Whether the block may be given more than once. */
  readonly many: boolean;
  /** Whether JSON must give every key, null where it is not wanted: the provider takes it for a list of objects. */
  readonly everyKey: boolean;
  /** Names of arguments and blocks that must be given. */
  readonly required: readonly string[];
  /** What may be given. */
  readonly arguments: Readonly<Record<string, Kind | Block>>;
  /** What can only be read. */
  readonly attributes: Readonly<Record<string, Kind | Block>>;
}

const blockSchema: z.ZodType<Block> = z.lazy(() =>
  z.object({
    many: z.boolean(),
    everyKey: z.boolean(),
    required: z.array(z.string()),
    arguments: z.record(z.string(), z.union([kindSchema, blockSchema])),
    attributes: z.record(z.string(), z.union([kindSchema, blockSchema])),
  }),
);

/** By type; data sources as data.aws_region. */
export const PROVIDER_SCHEMA: ReadonlyMap<string, Block> = new Map(
  Object.entries(
    z
      .record(z.string(), blockSchema)
      .parse(JSON.parse(readFileSync(new URL("provider-schema.json", import.meta.url), "utf8"))),
  ),
);
