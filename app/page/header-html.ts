import { html } from "hono/html";
import type { AddressOf } from "./addresses.ts";
import { strings } from "./strings.ts";

interface HeaderContent {
  /** What reads the receipts. */
  readonly engine?: string;
  /** To the other page. */
  readonly link: { readonly href: string; readonly text: string };
}

/** The bar at the top of both pages. */
export function header(address: AddressOf, { engine, link }: HeaderContent) {
  return html`<header class="top">
      <a class="brand" href="/"><img src="${address("icon.svg")}" alt="" width="28" height="28" />${strings.product}</a>
      ${engine === undefined ? "" : html`<p class="engine" id="engine">${engine}</p>`}
      <nav><a href="${link.href}">${link.text}</a></nav>
    </header>`;
}
