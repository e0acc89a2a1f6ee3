import { html } from "hono/html";
import type { AddressOf } from "./addresses.ts";
import { documentHtml } from "./document-html.ts";
import { header } from "./header-html.ts";
import { strings } from "./strings.ts";

/** For people at an address where there is nothing. Programs get a problem document. */
export function notFoundHtml(address: AddressOf) {
  const body = html`<body>
    ${header(address, { link: { href: "/docs", text: strings.apiLink } })}
    <main id="main">
      <section class="welcome">
        <h1>${strings.notFound.title}</h1>
        <p class="lead">${strings.notFound.lead}</p>
        <p><a href="/">${strings.pageLink}</a></p>
      </section>
    </main>
  </body>`;
  return documentHtml(address, { title: strings.notFound.title, style: "home.css", body });
}
