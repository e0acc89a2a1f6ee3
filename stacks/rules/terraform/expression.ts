/**
 * Terraform's expressions, as far as these stacks and what is mistyped in them need: literals, templates, references,
 * operators, conditions, lists, objects and calls. `for` expressions and template directives are refused.
 */

export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "template"; readonly parts: readonly Expression[] }
  | { readonly kind: "reference"; readonly root: string; readonly steps: readonly Step[] }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: "operation"; readonly operator: string; readonly operands: readonly Expression[] };

/** What follows the first name: `.id`, `[0]`, `[*]`. */
export type Step =
  | { readonly kind: "attribute"; readonly name: string }
  | { readonly kind: "index"; readonly index: Expression }
  | { readonly kind: "splat" };

export class SyntaxFault extends Error {
  override readonly name = "SyntaxFault";
}

const TOKEN =
  /\s+|[A-Za-z_][\w-]*|\d+(?:\.\d+)?|"(?:\\.|\$\{(?:[^"{}]|"[^"]*")*\}|[^"\\])*"|&&|\|\||[=!<>]=|\.\.\.|[-+*/%<>!?:.,()[\]{}=]/y;

const PRECEDENCE = [["||"], ["&&"], ["==", "!="], ["<", ">", "<=", ">="], ["+", "-"], ["*", "/", "%"]];

function tokenize(source: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const start = TOKEN.lastIndex;
    const token = TOKEN.exec(source)?.[0];
    if (token === undefined) throw new SyntaxFault(`cannot read ${JSON.stringify(source.slice(start))}`);
    if (token.trim() !== "") tokens.push(token);
  }
  return tokens;
}

class Parser {
  readonly #tokens: readonly string[];
  #position = 0;

  constructor(source: string) {
    this.#tokens = tokenize(source);
  }

  whole(): Expression {
    const expression = this.#condition();
    if (this.#next !== undefined) throw new SyntaxFault(`unexpected ${this.#next}`);
    return expression;
  }

  get #next(): string | undefined {
    return this.#tokens[this.#position];
  }

  #take(): string {
    const token = this.#next;
    if (token === undefined) throw new SyntaxFault("ends too early");
    this.#position += 1;
    return token;
  }

  #accept(token: string): boolean {
    if (this.#next !== token) return false;
    this.#position += 1;
    return true;
  }

  #expect(token: string): void {
    if (!this.#accept(token)) throw new SyntaxFault(`expected ${token}, found ${this.#next ?? "the end"}`);
  }

  #condition(): Expression {
    const test = this.#binary(0);
    if (!this.#accept("?")) return test;
    const yes = this.#condition();
    this.#expect(":");
    return { kind: "operation", operator: "?", operands: [test, yes, this.#condition()] };
  }

  #binary(level: number): Expression {
    const operators = PRECEDENCE[level];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    while (this.#next !== undefined && operators.includes(this.#next)) {
      const operator = this.#take();
      left = { kind: "operation", operator, operands: [left, this.#binary(level + 1)] };
    }
    return left;
  }

  #unary(): Expression {
    if (this.#next !== "!" && this.#next !== "-") return this.#primary();
    const operator = this.#take();
    return { kind: "operation", operator, operands: [this.#unary()] };
  }

  #primary(): Expression {
    const token = this.#take();
    if (token === "(") {
      const inner = this.#condition();
      this.#expect(")");
      return inner;
    }
    if (token === "[") return { kind: "list", items: this.#items("]") };
    if (token === "{") return { kind: "object", entries: this.#entries() };
    if (/^\d/.test(token)) return { kind: "literal", value: Number(token) };
    if (token.startsWith('"')) return parseTemplate(unquote(token));
    if (token === "true" || token === "false") return { kind: "literal", value: token === "true" };
    if (token === "null") return { kind: "literal", value: null };
    if (!/^[A-Za-z_]/.test(token)) throw new SyntaxFault(`unexpected ${token}`);
    if (this.#accept("(")) return { kind: "call", name: token, args: this.#items(")") };
    return { kind: "reference", root: token, steps: this.#steps() };
  }

  #items(end: string): Expression[] {
    const items: Expression[] = [];
    while (!this.#accept(end)) {
      items.push(this.#condition());
      if (!this.#accept(",") && this.#next !== end) throw new SyntaxFault(`expected , or ${end}`);
    }
    return items;
  }

  #entries(): [Expression, Expression][] {
    const entries: [Expression, Expression][] = [];
    while (!this.#accept("}")) {
      const key = this.#condition();
      if (!this.#accept("=")) this.#expect(":");
      entries.push([key, this.#condition()]);
      if (!this.#accept(",") && this.#next !== "}") throw new SyntaxFault("expected , or }");
    }
    return entries;
  }

  #steps(): Step[] {
    const steps: Step[] = [];
    for (;;) {
      if (this.#accept(".")) {
        const name = this.#take();
        if (name === "*") steps.push({ kind: "splat" });
        else if (/^\d+$/.test(name))
          steps.push({ kind: "index", index: { kind: "literal", value: Number(name) } });
        else if (/^[A-Za-z_]/.test(name)) steps.push({ kind: "attribute", name });
        else throw new SyntaxFault(`unexpected ${name} after .`);
      } else if (this.#accept("[")) {
        if (this.#accept("*")) steps.push({ kind: "splat" });
        else steps.push({ kind: "index", index: this.#condition() });
        this.#expect("]");
      } else return steps;
    }
  }
}

/** The text of a quoted string; what stands in `${…}` is kept as it is. */
const unquote = (token: string): string =>
  token
    .slice(1, -1)
    .replace(/\\(.)/g, (_, character: string) => ({ n: "\n", t: "\t", r: "\r" })[character] ?? character);

/** Where the `}` is that closes what was opened before `start`; quoted strings may hold braces. */
function closing(text: string, start: number): number {
  let depth = 1;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === "\\" && quoted) at += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === "{") depth += 1;
    else if (!quoted && character === "}") {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  throw new SyntaxFault("${ without }");
}

/**
 * A string as Terraform reads it in JSON: text, with expressions in `${…}`.
 * @throws SyntaxFault
 */
export function parseTemplate(text: string): Expression {
  const parts: Expression[] = [];
  let literal = "";
  let at = 0;
  while (at < text.length) {
    if (text.startsWith("$${", at) || text.startsWith("%%{", at)) {
      literal += text.slice(at + 1, at + 3);
      at += 3;
    } else if (text.startsWith("%{", at)) {
      throw new SyntaxFault("%{ begins a template directive, which these stacks do not use");
    } else if (text.startsWith("${", at)) {
      const end = closing(text, at + 2);
      if (literal !== "") parts.push({ kind: "literal", value: literal });
      literal = "";
      parts.push(new Parser(text.slice(at + 2, end)).whole());
      at = end + 1;
    } else {
      literal += text[at];
      at += 1;
    }
  }
  if (literal !== "" || parts.length === 0) parts.push({ kind: "literal", value: literal });
  // A string that is one expression keeps that expression's type.
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: "template", parts };
}
