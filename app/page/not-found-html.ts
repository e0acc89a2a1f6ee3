import { html } from "hono/html";
import type { AddressOf } from "./addresses.ts";
import { header } from "./header-html.ts";
import { LANGUAGE, strings } from "./strings.ts";

/** For people at an address where there is nothing. Programs get a problem document. */
export function notFoundHtml(address: AddressOf) {
  return html`<!doctype html>
<html lang="${LANGUAGE}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${strings.notFound.title}</title>
    <link rel="icon" href="${address("icon.svg")}" />
    <link rel="stylesheet" href="${address("home.css")}" />
  </head>
  <body>
    ${header(address, { link: { href: "/docs", text: strings.apiLink } })}
    <main id="main">
      <section class="welcome">
        <h1>${strings.notFound.title}</h1>
        <p class="lead">${strings.notFound.lead}</p>
        <p><a href="/">${strings.pageLink}</a></p>
      </section>
    </main>
  </body>
</html>`;
}
