/** Schemas as the plugin protocol has them, and short ways to write them. */

export interface Attribute {
  readonly name: string;
  readonly type: Buffer;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
}

export interface NestedBlock {
  readonly type_name: string;
  readonly nesting: "SINGLE" | "LIST";
  readonly min_items?: number;
  readonly max_items?: number;
  readonly block: Block;
}

export interface Block {
  readonly attributes: readonly Attribute[];
  readonly block_types?: readonly NestedBlock[];
}

export interface Schema {
  readonly block: Block;
}

/** A type as Terraform writes it in JSON. */
export type Type =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "map", Type]
  | readonly ["object", Readonly<Record<string, Type>>];

const encode = (type: Type) => Buffer.from(JSON.stringify(type));

export const required = (name: string, type: Type = "string"): Attribute => ({
  name,
  type: encode(type),
  required: true,
});
export const optional = (name: string, type: Type = "string"): Attribute => ({
  name,
  type: encode(type),
  optional: true,
});
export const computed = (name: string, type: Type = "string"): Attribute => ({
  name,
  type: encode(type),
  computed: true,
});
/** May be given; otherwise AWS chooses. */
export const optionalComputed = (name: string, type: Type = "string"): Attribute => ({
  ...optional(name, type),
  computed: true,
});

export const listBlock = (
  type_name: string,
  block: Block,
  limits: Pick<NestedBlock, "min_items" | "max_items"> = {},
): NestedBlock => ({ type_name, nesting: "LIST", block, ...limits });
