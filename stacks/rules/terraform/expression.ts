/**
 * The part of Terraform's expressions that these stacks write: strings with `${…}`, references, sums, and calls. Anything
 * else is not understood, and named.
 */

export type Expression =
  | { readonly kind: "literal"; readonly value: string | number }
  | { readonly kind: "template"; readonly parts: readonly Expression[] }
  | { readonly kind: "reference"; readonly root: string; readonly steps: readonly Step[] }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  /** Something inside the value of an expression that is no name, such as a call. */
  | { readonly kind: "below"; readonly of: Expression; readonly steps: readonly Step[] }
  | { readonly kind: "sum"; readonly terms: readonly Expression[] };

/** What follows a name or a call: `.id`, `[0]`, `[*]`. */
export type Step =
  | { readonly kind: "attribute"; readonly name: string }
  | { readonly kind: "index"; readonly index: Expression }
  | { readonly kind: "splat" };

/** A construct that the grammar here does not have. The message names it. */
export class NotUnderstood extends Error {
  override readonly name = "NotUnderstood";
}

/** By what they begin with: the constructs of Terraform that are left out. */
const CONSTRUCTS: readonly (readonly [RegExp, string])[] = [
  [/^$/, "an end that comes too early"],
  [/^\?/, "a condition"],
  [/^(?:[=!]=|[<>])/, "a comparison"],
  [/^(?:&&|\|\||!)/, "a logical operator"],
  [/^[-*/%]/, "an operator other than +"],
  [/^\[\s*for\b|^\{\s*for\b/, "a for expression"],
  [/^\[/, "a list"],
  [/^\{/, "an object"],
  [/^\(/, "an expression in brackets"],
  [/^"/, "a quoted string with an expression in it"],
];

const TOKEN = /\s*([A-Za-z_][\w-]*|\d+(?:\.\d+)?|"(?:\\.|(?!\$\{)[^"\\])*"|[+.,()[\]*])\s*/y;

/** Reads one expression from its first character to its last. */
class Parser {
  readonly #source: string;
  #position = 0;

  constructor(source: string) {
    this.#source = source;
  }

  whole(): Expression {
    const expression = this.#sum();
    if (this.#position < this.#source.length) {
      this.#fail();
    }
    return expression;
  }

  /** The next token; empty at the end, and where none begins. */
  get #next(): string {
    TOKEN.lastIndex = this.#position;
    return TOKEN.exec(this.#source)?.[1] ?? "";
  }

  #take(): string {
    TOKEN.lastIndex = this.#position;
    const token = TOKEN.exec(this.#source)?.[1] ?? this.#fail();
    this.#position = TOKEN.lastIndex;
    return token;
  }

  #accept(token: string): boolean {
    if (this.#next !== token) {
      return false;
    }
    this.#take();
    return true;
  }

  #expect(token: string): void {
    if (!this.#accept(token)) {
      this.#fail();
    }
  }

  #fail(): never {
    const rest = this.#source.slice(this.#position).trim();
    const construct = CONSTRUCTS.find(([begins]) => begins.test(rest))?.[1] ?? "what cannot be read";
    throw new NotUnderstood(rest === "" ? construct : `${construct}: ${rest}`);
  }

  #sum(): Expression {
    const terms = [this.#term()];
    while (this.#accept("+")) {
      terms.push(this.#term());
    }
    const [only] = terms;
    return terms.length === 1 && only !== undefined ? only : { kind: "sum", terms };
  }

  #term(): Expression {
    const token = this.#next;
    if (!/^[\w"]/.test(token)) {
      this.#fail();
    }
    this.#take();
    if (/^\d/.test(token)) {
      return { kind: "literal", value: Number(token) };
    }
    if (token.startsWith('"')) {
      return { kind: "literal", value: unquote(token) };
    }
    if (this.#accept("(")) {
      const call: Expression = { kind: "call", name: token, args: this.#arguments() };
      const steps = this.#steps();
      return steps.length === 0 ? call : { kind: "below", of: call, steps };
    }
    return { kind: "reference", root: token, steps: this.#steps() };
  }

  #arguments(): Expression[] {
    const args = [this.#sum()];
    while (this.#accept(",")) {
      args.push(this.#sum());
    }
    this.#expect(")");
    return args;
  }

  #steps(): Step[] {
    const steps: Step[] = [];
    for (;;) {
      if (this.#accept(".")) {
        if (!/^[A-Za-z_]/.test(this.#next)) {
          this.#fail();
        }
        steps.push({ kind: "attribute", name: this.#take() });
      } else if (this.#accept("[")) {
        steps.push(this.#accept("*") ? { kind: "splat" } : { kind: "index", index: this.#sum() });
        this.#expect("]");
      } else {
        return steps;
      }
    }
  }
}

/** A quoted string; Terraform's escapes are those of JSON. */
function unquote(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    throw new NotUnderstood(`an escape in ${token}`);
  }
}

/** `${…}`; its end is the first brace outside of a quoted string. */
const EXPRESSION = /\$\{((?:[^"}]|"(?:\\.|[^"\\])*")*)\}/y;

/**
 * A string as Terraform reads it in JSON: text, with expressions in `${…}`.
 * @throws NotUnderstood
 */
export function parseTemplate(text: string): Expression {
  const parts: Expression[] = [];
  let position = 0;
  while (position < text.length) {
    const start = text.slice(position).search(/[$%]\{/);
    const end = start === -1 ? text.length : position + start;
    if (end > position) {
      parts.push({ kind: "literal", value: text.slice(position, end) });
    }
    if (start === -1) {
      break;
    }
    if (text[end - 1] === text[end]) {
      throw new NotUnderstood(`an escape: ${text.slice(end - 1)}`);
    }
    if (text[end] === "%") {
      throw new NotUnderstood(`a template directive: ${text.slice(end)}`);
    }
    EXPRESSION.lastIndex = end;
    const inner = EXPRESSION.exec(text)?.[1];
    if (inner === undefined) {
      throw new NotUnderstood(`\${ without }: ${text.slice(end)}`);
    }
    parts.push(new Parser(inner).whole());
    position = EXPRESSION.lastIndex;
  }
  // A string that is one expression keeps that expression's type.
  const [only = { kind: "literal", value: "" } as const] = parts;
  return parts.length <= 1 ? only : { kind: "template", parts };
}
