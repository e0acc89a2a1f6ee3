import { html } from "hono/html";
import type { AddressOf } from "./addresses.ts";
import { documentHtml } from "./document-html.ts";
import { header } from "./header-html.ts";
import { strings } from "./strings.ts";

/** The page at `/docs`: programs to start from, and Swagger UI in the page's style. */
export function docsHtml(address: AddressOf) {
  const head = html`<script defer src="${address("swagger-ui-bundle.js")}"></script>
    <script type="module" src="${address("docs.js")}"></script>`;
  const body = html`<body>
    ${header(address, { link: { href: "/", text: strings.pageLink } })}
    <section class="clients" aria-labelledby="clients-title">
      <h1>${strings.docsTitle}</h1>
      <h2 id="clients-title">${strings.docsClients}</h2>
      ${Object.entries(CLIENTS).map(([name, program]) => client(name, program))}
      <p>${strings.docsKey}</p>
    </section>
    <div id="docs"></div>
    <noscript><p class="no-script">${strings.docsNoScript}</p></noscript>
  </body>`;
  return documentHtml(address, { title: strings.docsTitle, style: "docs.css", head, body });
}

/** Where the API is; `browser/docs.ts` puts in the address that the visitor has it at. */
const ORIGIN = "http://localhost:8000";

/** The shortest programs that read a receipt; those in `examples/` also wait when the API is busy. */
const CLIENTS = {
  curl: `curl -F file=@receipt.jpg "${ORIGIN}/predict?details=true"`,
  Python: `import requests

with open("receipt.jpg", "rb") as picture:
    answer = requests.post(
        "${ORIGIN}/predict", params={"details": "true"}, files={"file": picture}, timeout=30
    )
answer.raise_for_status()
receipt = answer.json()["receipt"]
print(receipt["storeName"], receipt["total"], receipt["details"]["items"])`,
  TypeScript: `import { openAsBlob } from "node:fs";

const body = new FormData();
body.append("file", await openAsBlob("receipt.jpg"));
const answer = await fetch("${ORIGIN}/predict?details=true", { method: "POST", body });
const { receipt, detail } = await answer.json();
console.log(receipt?.storeName, receipt?.total, receipt?.details.items, detail);`,
} as const;

function client(name: string, program: string) {
  const [before = "", ...after] = program.split(ORIGIN);
  return html`<details>
          <summary>${name}</summary>
          <pre tabindex="0" role="region" aria-label="${name}"><code>${before}<span class="origin">${ORIGIN}</span>${after.join(ORIGIN)}</code></pre>
        </details>`;
}
