import { access } from "node:fs/promises";
import { type Browser, chromium } from "playwright-core";

/** Where Debian, Ubuntu, Fedora, macOS and Windows put it. */
const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:/Program Files/Google/Chrome/Application/chrome.exe",
];

/** Starts an installed Chromium; `CHROMIUM` may name another one. */
export async function launchChromium(): Promise<Browser> {
  const { CHROMIUM } = process.env;
  for (const executablePath of CHROMIUM === undefined ? PLACES : [CHROMIUM]) {
    const isThere = await access(executablePath).then(
      () => true,
      () => false,
    );
    if (isThere) {
      // Containers have no user namespaces for the sandbox and a small /dev/shm.
      return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
    }
  }
  throw new Error(
    `No Chromium at ${CHROMIUM ?? PLACES.join(", ")}. On Debian: apt-get install chromium. Elsewhere install Chrome or Chromium and set CHROMIUM to its program.`,
  );
}
