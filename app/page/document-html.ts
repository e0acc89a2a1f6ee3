import { html } from "hono/html";
import type { AddressOf } from "./addresses.ts";
import { LANGUAGE } from "./strings.ts";

type Html = ReturnType<typeof html>;

interface DocumentContent {
  readonly title: string;
  /** The name of the style sheet without its hash. */
  readonly style: string;
  /** What else is in the head. */
  readonly head?: Html;
  /** With its tags. */
  readonly body: Html;
}

/** What all pages have around their body. */
export function documentHtml(address: AddressOf, { title, style, head, body }: DocumentContent) {
  return html`<!doctype html>
<html lang="${LANGUAGE}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title}</title>
    <link rel="icon" href="${address("icon.svg")}" />
    <link rel="apple-touch-icon" href="${address("icon.png")}" />
    <link rel="manifest" href="/manifest.webmanifest" />
    <link rel="stylesheet" href="${address(style)}" />
    ${head ?? ""}
  </head>
  ${body}
</html>`;
}
