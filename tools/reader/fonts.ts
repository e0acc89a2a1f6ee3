import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Lets sharp draw text with the fonts of the package dejavu-fonts-ttf, and with no others, so that a picture is the
 * same on every machine. Must be called before sharp draws the first text, since fontconfig reads its settings once.
 */
export function useDejaVuFonts(): void {
  const fonts = fileURLToPath(new URL("ttf", import.meta.resolve("dejavu-fonts-ttf/package.json")));
  const folder = join(tmpdir(), "receipts-fontconfig");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "fonts.conf");
  // Renamed into place: another process may be reading it.
  const written = `${file}.${process.pid}`;
  writeFileSync(
    written,
    `<?xml version="1.0"?>\n<fontconfig><dir>${fonts}</dir><cachedir>${folder}</cachedir></fontconfig>\n`,
  );
  renameSync(written, file);
  process.env.FONTCONFIG_FILE = file;
}

/** Text as SVG may have it. */
export function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
