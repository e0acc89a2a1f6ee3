import { readdirSync, statSync } from "node:fs";
import { extname, join } from "node:path";

/** What is taken from folders. A file that is named itself is read whatever its name. */
const EXTENSIONS = [
  ".jpg",
  ".jpeg",
  ".png",
  ".webp",
  ".gif",
  ".tif",
  ".tiff",
  ".avif",
  ".heic",
  ".heif",
  ".pdf",
];

/** The named files, and the pictures in the named folders and the folders in them, in the order of their names. */
export function findPictures(paths: readonly string[]): string[] {
  return [...new Set(paths.flatMap((path) => (isFolder(path) ? picturesIn(path) : [path])))];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function picturesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return picturesIn(path);
      }
      return EXTENSIONS.includes(extname(entry.name).toLowerCase()) ? [path] : [];
    });
}
