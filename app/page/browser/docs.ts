/** The part of Swagger UI's script, loaded before this one, that is used here. */
declare const SwaggerUIBundle: (options: { url: string; dom_id: string; docExpansion: string }) => unknown;

for (const origin of document.querySelectorAll(".origin")) {
  origin.textContent = location.origin;
}

const dark = matchMedia("(prefers-color-scheme: dark)");
const followSystem = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", followSystem);
followSystem();

/** Levels that follow each other. */
const HEADINGS = [
  [".opblock-tag", "2"],
  ["h4", "3"],
  ["h5", "4"],
] as const;

const docs = document.querySelector("#docs");
if (docs !== null) {
  new MutationObserver(() => mend(docs)).observe(docs, { childList: true, subtree: true });
}

/** Adds what screen readers and the keyboard miss in what Swagger UI shows. */
function mend(root: Element): void {
  root.querySelector(".information-container")?.setAttribute("role", "region");
  root.querySelector(".information-container")?.setAttribute("aria-label", document.title);
  for (const [selector, level] of HEADINGS) {
    for (const heading of root.querySelectorAll(`${selector}:not([aria-level])`)) {
      heading.ariaLevel = level;
    }
  }
  for (const select of root.querySelectorAll("select:not([aria-label])")) {
    const row = select.closest("[data-param-name], [data-code]");
    const name = row?.getAttribute("data-param-name") ?? row?.getAttribute("data-code") ?? "";
    select.ariaLabel = select.classList.contains("examples-select-element") ? `Example of ${name}` : name;
  }
  for (const code of root.querySelectorAll(".microlight:not([tabindex])")) {
    code.setAttribute("tabindex", "0");
  }
}

SwaggerUIBundle({ url: "/openapi.json", dom_id: "#docs", docExpansion: "list" });
