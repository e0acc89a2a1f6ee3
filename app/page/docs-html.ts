import { html } from "hono/html";
import type { AddressOf } from "./addresses.ts";
import { header } from "./header-html.ts";
import { LANGUAGE, strings } from "./strings.ts";

/** The page at `/docs`: Swagger UI in the page's style. */
export function docsHtml(address: AddressOf) {
  return html`<!doctype html>
<html lang="${LANGUAGE}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${strings.docsTitle}</title>
    <link rel="icon" href="${address("icon.svg")}" />
    <link rel="stylesheet" href="${address("docs.css")}" />
    <script defer src="${address("swagger-ui-bundle.js")}"></script>
    <script type="module" src="${address("docs.js")}"></script>
  </head>
  <body>
    ${header(address, { link: { href: "/", text: strings.pageLink } })}
    <div id="docs"></div>
    <noscript><p class="no-script">${strings.docsNoScript}</p></noscript>
  </body>
</html>`;
}
