import { html } from "hono/html";
import type { AddressOf } from "./addresses.ts";
import { documentHtml } from "./document-html.ts";
import { header } from "./header-html.ts";
import { strings } from "./strings.ts";

/** The page at `/docs`: Swagger UI in the page's style. */
export function docsHtml(address: AddressOf) {
  const head = html`<script defer src="${address("swagger-ui-bundle.js")}"></script>
    <script type="module" src="${address("docs.js")}"></script>`;
  const body = html`<body>
    ${header(address, { link: { href: "/", text: strings.pageLink } })}
    <div id="docs"></div>
    <noscript><p class="no-script">${strings.docsNoScript}</p></noscript>
  </body>`;
  return documentHtml(address, { title: strings.docsTitle, style: "docs.css", head, body });
}
