import { describe, expect, it } from "vitest";
import { NotUnderstood, parseTemplate } from "../../stacks/rules/terraform/expression.ts";

const attribute = (name: string) => ({ kind: "attribute", name });
const index = (value: number) => ({ kind: "index", index: { kind: "literal", value } });

describe("reads", () => {
  it.each([
    ["", { kind: "literal", value: "" }],
    ["a text with a brace }", { kind: "literal", value: "a text with a brace }" }],
    ["${12}", { kind: "literal", value: 12 }],
    ['${"}"}', { kind: "literal", value: "}" }],
    ['${"a\\"b"}', { kind: "literal", value: 'a"b' }],
    [
      "${aws_vpc.main.id}",
      { kind: "reference", root: "aws_vpc", steps: [attribute("main"), attribute("id")] },
    ],
    [
      "${ aws_subnet.public[0].id }",
      { kind: "reference", root: "aws_subnet", steps: [attribute("public"), index(0), attribute("id")] },
    ],
    [
      "${aws_subnet.public[*].id}",
      {
        kind: "reference",
        root: "aws_subnet",
        steps: [attribute("public"), { kind: "splat" }, attribute("id")],
      },
    ],
    [
      '${trimprefix("https://x", "https://")}',
      {
        kind: "call",
        name: "trimprefix",
        args: [
          { kind: "literal", value: "https://x" },
          { kind: "literal", value: "https://" },
        ],
      },
    ],
    [
      "${tolist(aws_lb.main.subnets)[0].id}",
      {
        kind: "below",
        of: {
          kind: "call",
          name: "tolist",
          args: [{ kind: "reference", root: "aws_lb", steps: [attribute("main"), attribute("subnets")] }],
        },
        steps: [index(0), attribute("id")],
      },
    ],
    [
      "10.0.${count.index + 10}.0",
      {
        kind: "template",
        parts: [
          { kind: "literal", value: "10.0." },
          {
            kind: "sum",
            terms: [
              { kind: "reference", root: "count", steps: [attribute("index")] },
              { kind: "literal", value: 10 },
            ],
          },
          { kind: "literal", value: ".0" },
        ],
      },
    ],
  ])("%s", (text, expression) => {
    expect(parseTemplate(text)).toEqual(expression);
  });
});

describe("names what it does not understand:", () => {
  it.each([
    ["${a.b ? 1 : 2}", "a condition: ? 1 : 2"],
    ["${a.b == 1}", "a comparison: == 1"],
    ["${a.b < 1}", "a comparison: < 1"],
    ["${a.b && c.d}", "a logical operator: && c.d"],
    ["${!a.b}", "a logical operator: !a.b"],
    ["${a.b - 1}", "an operator other than +: - 1"],
    ["${-1}", "an operator other than +: -1"],
    ["${[for x in a.b : x.id]}", "a for expression: [for x in a.b : x.id]"],
    ["${[1, 2]}", "a list: [1, 2]"],
    ["${f({})}", "an object: {"],
    ["${(1 + 2)}", "an expression in brackets: (1 + 2)"],
    ['${f("${a.b}")}', 'a quoted string with an expression in it: "${a.b}")'],
    ["${a.}", "an end that comes too early"],
    ["${a.b c}", "what cannot be read: c"],
    ["${a.b.0.c}", "what cannot be read: 0.c"],
    ["${a.b", "${ without }: ${a.b"],
    ["%{ if a.b }x%{ endif }", "a template directive: %{ if a.b }x%{ endif }"],
    ["$${a.b}", "an escape: $${a.b}"],
    ['${"\\q"}', 'an escape in "\\q"'],
  ])("%s", (text, message) => {
    expect(() => parseTemplate(text)).toThrow(new NotUnderstood(message));
  });
});
