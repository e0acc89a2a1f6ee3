import { expect, test } from "vitest";
import { markdownTable, textTable } from "../../tools/tables.ts";

test("in Markdown, with numbers to the right", () => {
  expect(markdownTable(["what", "ms"], [["start", "12"]], ["left", "right"])).toBe(
    "| what | ms |\n| --- | --: |\n| start | 12 |",
  );
});

test("for the terminal, columns as wide as their widest cell and no spaces at the end of a line", () => {
  const rows = [
    ["ok", "health", "3 ms"],
    ["FAILED", "receipt", ""],
  ];
  expect(textTable(rows)).toBe("ok      health   3 ms\nFAILED  receipt");
  expect(textTable([])).toBe("");
});
