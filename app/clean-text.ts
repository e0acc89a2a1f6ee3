/** C0 and C1 controls that are no white space: terminals obey them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/g;

/** Turns of the direction of writing, which make a text look like another one. Arabic and Hebrew letters need none. */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Tabs, ends of lines and of pages. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/** Text that somebody else wrote, as one line that is safe to print. */
export const cleanText = (text: string): string =>
  text.toWellFormed().replace(CONTROLS, "").replace(DIRECTIONS, "").replace(BREAKS, " ").trim();
