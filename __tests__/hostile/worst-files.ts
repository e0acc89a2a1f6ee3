import { hostileFile } from "../../fixtures/hostile/hostile-files.ts";

/**
 * The files of the tests that run in CI, chosen by what they cost without bounds: memory while opening, time while
 * opening, of each format. `npm run bench:hostile` uploads all of them.
 */
export const WORST_FILES = [
  "pdf-blended-fills",
  "png-interlaced",
  "pdf-inflating-twice",
  "heic-grid",
  "pdf-nested-forms",
  "tiff-predictor",
  "webp-lossless",
  "pdf-picture",
  "jpeg-progressive-large",
  "png-wide",
  "pdf-profile",
  "jpeg-many-scans",
  "png-turned",
  "heic-identity-chain",
].map(hostileFile);
