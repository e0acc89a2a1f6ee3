import { parseJson } from "../../parse-json.ts";

/** Characters; a real answer has a few hundred, and looking for ends of texts takes the square of it. */
const LONGEST = 10_000;

const TEXT = /"(?:[^"\\]|\\.)*"/;
const SINGLE = /'(?:[^'\\]|\\.)*'/;
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//;
const LAST_COMMA = /,(?=\s*[}\]])/;
const NAME = /[A-Za-z_]\w*/;
const TOKEN = new RegExp(
  [TEXT, SINGLE, COMMENT, LAST_COMMA, NAME].map(({ source }) => `(${source})`).join("|"),
  "g",
);

/** What JSON calls what JavaScript and Python call otherwise. */
const WORDS: Readonly<Record<string, string>> = {
  true: "true",
  True: "true",
  false: "false",
  False: "false",
  null: "null",
  None: "null",
  undefined: "null",
  NaN: "null",
};

/**
 * The value of a text that is JSON but for what models add to it: a comma behind the last value, single quotes, keys
 * without quotes, comments, and the words of Python.
 * @returns undefined if it is something else
 */
export function parseLooseJson(text: string): unknown {
  if (text.length > LONGEST) {
    return undefined;
  }
  return parseJson(
    text.replace(TOKEN, (token, isText, single) => {
      if (isText !== undefined) {
        return token;
      }
      if (single !== undefined) {
        return quoted(token.slice(1, -1));
      }
      return /^[/,]/.test(token) ? "" : (WORDS[token] ?? JSON.stringify(token));
    }),
  );
}

/** A text of single quotes in double ones. */
const quoted = (text: string): string => `"${text.replaceAll("\\'", "'").replace(/(?<!\\)"/g, '\\"')}"`;
