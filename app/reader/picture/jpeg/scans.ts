/** Markers of a JPEG file (ITU T.81, table B.1). */
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
const FIRST_RESTART = 0xd0;
const LAST_RESTART = 0xd7;
const FRAMES = [0xc0, 0xc1, 0xc2];

/** A pass over the picture. Progressive files have several, from coarse to fine. */
export interface Scan {
  /** Where its data begins in the file. */
  readonly data: number;
  /** Whether it is about brightness, or about colour alone. */
  readonly isBrightness: boolean;
  /** Whether it brings the finest details of which it is about, for the first time. */
  readonly bringsDetail: boolean;
  /** Whether it brings the last bits of them. */
  readonly isFinest: boolean;
}

/** The scans of a JPEG file that breaks off, of which the last one may be incomplete; undefined for one with an end. */
export function scansOfBrokenJpeg(file: Uint8Array): Scan[] | undefined {
  const scans: Scan[] = [];
  let brightness: number | undefined;
  let at = 2;
  while (at + 4 <= file.length) {
    const marker = file[at + 1] ?? 0;
    if (file[at] !== 0xff || marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === END_OF_IMAGE) {
      return undefined;
    }
    const length = 256 * (file[at + 2] ?? 0) + (file[at + 3] ?? 0);
    const next = at + 2 + length;
    if (FRAMES.includes(marker)) {
      brightness = file[at + 10];
    }
    if (marker !== START_OF_SCAN) {
      at = next;
      continue;
    }
    const components = file[at + 4] ?? 0;
    const ids = Array.from({ length: components }, (_, index) => file[at + 5 + 2 * index]);
    const [last = 0, bits = 0] = [file[next - 2], file[next - 1]];
    scans.push({
      data: next,
      isBrightness: ids.includes(brightness),
      bringsDetail: last === 63 && bits >> 4 === 0,
      isFinest: last === 63 && (bits & 15) === 0,
    });
    at = endOfData(file, next);
  }
  return at + 1 < file.length && file[at + 1] === END_OF_IMAGE ? undefined : scans;
}

/** Where the next marker is that ends a scan's data. */
function endOfData(file: Uint8Array, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const marker = file[at + 1] ?? 0;
    const isData = marker === 0 || marker === 0xff || (marker >= FIRST_RESTART && marker <= LAST_RESTART);
    if (!isData) {
      return at;
    }
  }
  return file.length;
}
