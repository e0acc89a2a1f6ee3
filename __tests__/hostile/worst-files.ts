/**
 * The files of the tests that run in CI, chosen by what they cost without bounds: memory while opening, time while
 * opening, of each format. `npm run bench:hostile` uploads all that there are.
 */
import { hostileFile } from "../../fixtures/hostile/hostile-files.ts";

/** Each takes seconds, most of them all that opening may take, and costs the reader its process. */
export const SLOW_FILES = [
  "pdf-blended-fills",
  "pdf-nested-forms",
  "pdf-inflating-twice",
  "pdf-picture",
  "jpeg-many-scans",
  "png-turned",
  "text-long-lines",
].map(hostileFile);

/** Each is refused by what its header says, or soon after. */
export const QUICK_FILES = [
  "png-interlaced",
  "heic-grid",
  "tiff-predictor",
  "webp-lossless",
  "jpeg-progressive-large",
  "png-wide",
  "heic-identity-chain",
].map(hostileFile);
