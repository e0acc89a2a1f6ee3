import { parseJson } from "../../parse-json.ts";
import { parseLooseJson } from "./loose-json.ts";

/** What the prompt asks for. */
type Key = "storeName" | "purchaseDate" | "total" | "currency";

/** The values of a model's answer by what the prompt calls them. */
type Answer = Readonly<Partial<Record<Key | "details", unknown>>>;

/** Other names that models give to the same things, as letters only. */
const KEYS: Readonly<Record<string, Key>> = {
  storename: "storeName",
  shopname: "storeName",
  merchantname: "storeName",
  vendorname: "storeName",
  store: "storeName",
  shop: "storeName",
  merchant: "storeName",
  vendor: "storeName",
  purchasedate: "purchaseDate",
  dateofpurchase: "purchaseDate",
  receiptdate: "purchaseDate",
  transactiondate: "purchaseDate",
  date: "purchaseDate",
  total: "total",
  totalamount: "total",
  grandtotal: "total",
  totalprice: "total",
  totalpaid: "total",
  totaldue: "total",
  amountpaid: "total",
  amountdue: "total",
  amount: "total",
  currency: "currency",
  currencycode: "currency",
};

/** What each answer has, if only as null. */
const NEEDED: readonly Key[] = ["storeName", "purchaseDate", "total"];

/** Objects within objects: {"data": {"receipt": {…}}}. */
const DEEPEST = 3;

/** Characters that are looked at for ends of objects, so that a text of braces does not take long. */
const MOST_STEPS = 4_000_000;

/**
 * The values in a model's text: one object, alone, in prose or a code fence, or wrapped in an object or a list of one.
 * @returns undefined where there is no object with a key of a receipt
 */
export function findAnswer(text: string): Answer | undefined {
  const said = text.slice(text.lastIndexOf("</think>") + 1);
  const whole = parseJson(text.trim());
  const strict = receiptsIn(whole === undefined ? valuesIn(said) : [whole]);
  const found = strict.length > 0 ? strict : receiptsIn([looseValueIn(said)]);
  // Drafts come first, and an example has fewer keys than the answer.
  return found.toSorted((one, other) => Object.keys(one).length - Object.keys(other).length).at(-1);
}

const receiptsIn = (values: readonly unknown[]): Answer[] =>
  values.flatMap((value) => receiptIn(value) ?? []);

/** What is from the first brace to the last, where it is almost JSON. */
function looseValueIn(text: string): unknown {
  const start = text.search(/[[{]/);
  const end = Math.max(text.lastIndexOf("}"), text.lastIndexOf("]"));
  return start < 0 ? undefined : parseLooseJson(text.slice(start, end + 1));
}

/** The receipt in a value, however it is wrapped; undefined if there is none, or several. */
function receiptIn(value: unknown, depth = 0): Answer | undefined {
  if (depth > DEEPEST || typeof value === "string") {
    const inner = typeof value === "string" && depth <= DEEPEST ? parseJson(value) : undefined;
    return typeof inner === "object" ? receiptIn(inner, depth + 1) : undefined;
  }
  if (typeof value !== "object" || value === null) {
    return undefined;
  }
  const own = Array.isArray(value) ? {} : withKnownKeys(value);
  const isComplete = NEEDED.every((key) => key in own);
  // With fewer, what is missing may be there by a name that is not known, and is no null.
  if (Object.keys(own).length > 0 && (isComplete || Object.keys(own).length === Object.keys(value).length)) {
    return { ...own, ...detailsIn(value) };
  }
  const inner = Object.values(value).flatMap((part) => receiptIn(part, depth + 1) ?? []);
  return inner.length === 1 ? inner[0] : undefined;
}

function withKnownKeys(object: object): Partial<Record<Key, unknown>> {
  const known: Partial<Record<Key, unknown>> = {};
  for (const [name, value] of Object.entries(object)) {
    const key = KEYS[name.toLowerCase().replace(/[^a-z]/g, "")];
    // The name that was asked for goes before the others.
    if (key !== undefined && (name === key || !(key in known))) {
      known[key] = value;
    }
  }
  return known;
}

/** What was asked for beyond the fields, which no other name is known for. */
function detailsIn(value: object): Pick<Answer, "details"> {
  return "details" in value ? { details: value.details } : {};
}

/** All JSON objects and lists in a text, none of them in another. */
function valuesIn(text: string): unknown[] {
  const values: unknown[] = [];
  let steps = MOST_STEPS;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "{" || text[at] === "[") {
      const end = endOfValue(text, at, steps);
      steps -= (end ?? text.length) - at;
      const value = end === undefined ? undefined : parseJson(text.slice(at, end));
      if (end !== undefined && value !== undefined) {
        values.push(value);
        at = end - 1;
      }
    }
    if (steps <= 0) {
      break;
    }
  }
  return values;
}

/** Where the object or list that begins at `start` ends; undefined if it does not. Braces in strings do not count. */
function endOfValue(text: string, start: number, steps: number): number | undefined {
  let depth = 0;
  let isString = false;
  for (let at = start; at < Math.min(text.length, start + steps); at += 1) {
    const character = text[at];
    if (isString) {
      if (character === "\\") {
        at += 1;
      } else if (character === '"') {
        isString = false;
      }
    } else if (character === '"') {
      isString = true;
    } else if (character === "{" || character === "[") {
      depth += 1;
    } else if (character === "}" || character === "]") {
      depth -= 1;
      if (depth === 0) {
        return at + 1;
      }
    }
  }
  return undefined;
}
