/** The part of Swagger UI's script, loaded before this one, that is used here. */
declare const SwaggerUIBundle: (options: { url: string; dom_id: string; docExpansion: string }) => unknown;

const dark = matchMedia("(prefers-color-scheme: dark)");
const followSystem = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", followSystem);
followSystem();

SwaggerUIBundle({ url: "/openapi.json", dom_id: "#docs", docExpansion: "list" });
