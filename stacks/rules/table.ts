/** The one checker for the tables in aws/, which say for each argument of a resource what it may be. */
import { type Allowed, describeAllowed, fits } from "./allowed.ts";
import { faultOf, type Rule, rule } from "./rule.ts";
import { type Instance, instancesOf } from "./terraform/plan.ts";
import type { Reference } from "./terraform/read-value.ts";
import { everyAt, isList, type Value } from "./terraform/value.ts";

/** What is known of one type of resource. Each of its arguments becomes a rule. */
export interface Table {
  readonly type: string;
  /** First part of the rules' ids. */
  readonly subject: string;
  /** Where AWS says what is allowed. */
  readonly source: string;
  /** By path, in which `*` is any element of a list. */
  readonly arguments: Readonly<Record<string, Row>>;
}

/** What is known of one argument. */
export interface Row {
  /** What the value must be. */
  readonly allowed?: Allowed;
  /**
   * The argument must be given although the provider lets one leave it out: the default of AWS or of the provider does
   * not work here. `list` may be empty, which is a choice; otherwise an empty list is an omission.
   */
  readonly required?: "value" | "list";
  /**
   * What the value must refer to, as `type.attribute`. A literal, an ARN where an id belongs, or the id of another kind
   * of thing is valid Terraform and fails at AWS, or is used too early because Terraform does not know that it must wait.
   */
  readonly refersTo?: readonly string[];
  /** Of which other kind of this resource the argument is: here it contradicts the rest or does nothing. */
  readonly belongsTo?: string;
}

export const optional = (allowed: Allowed): Row => ({ allowed });
export const required = (allowed?: Allowed): Row => ({ required: "value", ...(allowed && { allowed }) });
export const REQUIRED_LIST: Row = { required: "list" };
export const reference = (...refersTo: readonly string[]): Row => ({ refersTo });
export const requiredReference = (...refersTo: readonly string[]): Row => ({ required: "value", refersTo });
export const belongsTo = (other: string): Row => ({ belongsTo: other });

const MISSING = "the default of AWS or of the provider does not work here";
const OTHER_KIND = "documentation of the resource";
const DEPENDENCIES = "https://developer.hashicorp.com/terraform/language/expressions/references";

/** `health_check.path` of the subject target-group is target-group/health-check-path; of capitals it makes words. */
const idOf = ({ subject }: Table, path: string): string => {
  const words = path
    .replace(/\.\*$/, "-each")
    .replaceAll(".*", "")
    .replaceAll(/[._]|\B(?=[A-Z])/g, "-");
  return `${subject}/${words.toLowerCase()}`;
};

/** A rule for each argument: what is missing, what is not allowed and what refers to nothing have one id. */
export const rulesOf = (table: Table): TableRule[] =>
  Object.entries(table.arguments).map(([path, row]) => ({
    type: table.type,
    path,
    row,
    ...rule(idOf(table, path), table.source, function* (plan) {
      for (const instance of instancesOf(plan, table.type)) {
        for (const [argument, allowed, source] of faultsOf(instance, path, row)) {
          yield { ...faultOf(instance, [argument, allowed]), ...(source && { source }) };
        }
      }
    }),
  }));

/** A rule with the row of a table that it was made from. */
export interface TableRule extends Rule {
  readonly type: string;
  readonly path: string;
  readonly row: Row;
}

/** Without a source, the table's own. */
type RowFault = readonly [argument: string, allowed: string, source?: string];

function* faultsOf(instance: Instance, path: string, row: Row): Iterable<RowFault> {
  const { allowed, refersTo, belongsTo: other } = row;
  if (row.required !== undefined) {
    yield* missing(instance, path, row.required);
  }
  if (allowed !== undefined) {
    yield* misfits(instance, path, allowed);
  }
  if (refersTo !== undefined) {
    yield* literals(instance, path, refersTo);
  }
  if (other !== undefined) {
    yield* ofOtherKind(instance, path, other);
  }
}

function* missing({ values }: Instance, path: string, kind: Row["required"]): Iterable<RowFault> {
  const end = path.lastIndexOf(".");
  const key = path.slice(end + 1);
  for (const [parent, block] of everyAt(values, path.slice(0, Math.max(end, 0)))) {
    const [found] = everyAt(block, key).map(([, value]) => value);
    if (found === undefined || (isList(found) && found.length === 0 && kind === "value")) {
      yield [parent === "" ? key : `${parent}.${key}`, "a value", MISSING];
    }
  }
}

function* misfits({ values }: Instance, path: string, allowed: Allowed): Iterable<RowFault> {
  for (const [argument, value] of everyAt(values, path)) {
    if (!fits(allowed, value)) {
      yield [argument, describeAllowed(allowed)];
    }
  }
}

function* literals(instance: Instance, path: string, refersTo: readonly string[]): Iterable<RowFault> {
  for (const [argument, value] of everyAt(instance.values, path)) {
    const items: [string, Value][] = isList(value) ? everyAt(value, "*", argument) : [[argument, value]];
    for (const [itemArgument, item] of items) {
      const references = instance.references.filter((one) => [itemArgument, argument].includes(one.argument));
      const right =
        references.length > 0 &&
        references.every(({ to, attribute }) => refersTo.includes(`${to.type}.${attribute}`)) &&
        references.some((one) => isWhole(item, one));
      if (!right) {
        yield [itemArgument, `a reference to ${refersTo.join(" or ")}`, DEPENDENCIES];
      }
    }
  }
}

/** Whether the value is what the reference gives, and not a text around it. */
const isWhole = (value: Value, reference: Reference): boolean =>
  JSON.stringify([reference.value].flat()).includes(JSON.stringify(value));

function* ofOtherKind({ values }: Instance, path: string, other: string): Iterable<RowFault> {
  for (const [argument] of everyAt(values, path)) {
    yield [argument, `nothing; it is for ${other}`, OTHER_KIND];
  }
}
