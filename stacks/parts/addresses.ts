/**
 * Terraform addresses. The construct id of every resource and data source is its address: `new Vpc(stack,
 * "aws_vpc.main", …)`. So whoever has the article open finds the code by searching for the address, nothing has to be
 * renamed afterwards, and `constructs` itself refuses a second one in the same scope.
 */
import {
  propertyAccess,
  ref,
  TerraformDataSource,
  type TerraformElement,
  TerraformResource,
  type TerraformStack,
  Token,
} from "cdktf";
import { SynthError } from "../helpers/errors.ts";

type Addressed = TerraformResource | TerraformDataSource;

const isAddressed = (element: unknown): element is Addressed =>
  TerraformResource.isTerraformResource(element) || TerraformDataSource.isTerraformDataSource(element);

/** `aws_vpc`, or `data.aws_region` for a data source. */
const typeOf = (element: Addressed): string =>
  TerraformDataSource.isTerraformDataSource(element)
    ? `data.${element.terraformResourceType}`
    : element.terraformResourceType;

/** The part of the id after the type: `main` of `aws_vpc.main`. Outputs, providers and the like keep their id. */
export function nameOf(element: TerraformElement): string {
  const { id, path } = element.node;
  if (!isAddressed(element)) {
    return id;
  }
  const prefix = `${typeOf(element)}.`;
  if (!id.startsWith(prefix) || id.length === prefix.length) {
    throw new SynthError(`${path}: the id of this construct must be its Terraform address, ${prefix}<name>`);
  }
  return id.slice(prefix.length);
}

/**
 * Refuses what CDKTF passes over in silence: two constructs with one address are merged into one resource, and an
 * `overrideLogicalId` after any attribute was read has no effect.
 */
export function checkAddresses(stack: TerraformStack): void {
  const paths = new Map<string, string>();
  for (const element of stack.node.findAll()) {
    if (!isAddressed(element)) {
      continue;
    }
    const { id, path } = element.node;
    const other = paths.get(id);
    if (other !== undefined) {
      throw new SynthError(`two constructs have the Terraform address ${id}: ${other} and ${path}`);
    }
    paths.set(id, path);
    if (Reflect.get(element, "_logicalIdOverride") !== undefined) {
      throw new SynthError(
        `${path}: overrideLogicalId comes too late and may be ignored; give the address as the construct's id`,
      );
    }
  }
}

/** The names of a resource's attributes as TypeScript has them, so that a wrong one does not compile. */
type Attribute<T> = Extract<keyof T, string>;

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** One attribute of all instances of a counted resource: `${aws_subnet.public[*].id}`. */
export const ofEach = <T extends TerraformResource>(resource: T, attribute: Attribute<T>): string[] =>
  Token.asList(propertyAccess(resource.fqn, ["*", snakeCase(attribute)]));

/** The same instance of another counted resource: `${aws_subnet.public[count.index].id}`. */
export const ofSameIndex = <T extends TerraformResource>(resource: T, attribute: Attribute<T>): string =>
  Token.asString(propertyAccess(resource.fqn, [ref("count.index"), snakeCase(attribute)]));

/**
 * `count.index` in a string, with something added to it if wanted. CDKTF's own is a number, and a number in a template
 * literal becomes nonsense that compiles: `10.0.-8.1e+298.0/24`.
 */
export const countIndex = (plus = 0): string =>
  Token.asString(ref(plus === 0 ? "count.index" : `count.index + ${plus}`));
