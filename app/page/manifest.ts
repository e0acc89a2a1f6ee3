import type { AddressOf } from "./addresses.ts";
import { LANGUAGE, strings } from "./strings.ts";

/** What a phone or a desktop needs to put the page among its apps. */
export function manifest(address: AddressOf): object {
  return {
    name: strings.product,
    description: strings.description,
    lang: LANGUAGE,
    id: "/",
    start_url: "/",
    display: "standalone",
    background_color: "#f5f6f4",
    theme_color: "#1d5c4d",
    icons: [
      { src: address("icon.svg"), type: "image/svg+xml", sizes: "any" },
      { src: address("icon.png"), type: "image/png", sizes: "512x512" },
    ],
  };
}
