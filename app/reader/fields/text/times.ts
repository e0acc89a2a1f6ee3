/** Whether a text has a time of day ("20:49", "11.58 UHR", "8:15 PM"). */
export function hasTime(folded: string): boolean {
  return (
    /(?<!\d)(?:[01]?\d|2[0-3])\s?[:.]\s?[0-5]\d(?:\s?[:.]\s?[0-5]\d)?\s?(?:[AP]\.?M\b|UHR|H\b)/u.test(
      folded,
    ) || /(?:^|[^\d:.,-]|(?:19|20)\d{2})(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d%])/u.test(folded)
  );
}

/** Their first hour is no end of a day: "11/04/2026 A 12:47". */
const HOURS =
  /(?<![\d/.-])\d{1,2}(?:[:.]\d{2})?(?: ?[AP]M| ?UHR| ?H)?\s?(?:-|(?:TO|BIS|A|AS|TOT|DO|TIL)\s)\s?\d{1,2}(?:[:.]\d{2}(?!\d)|\s?[AP]M(?!\p{L}))/u;

/** Whether a text has the hours of something ("9:00 - 18:30"). */
export function hasHours(folded: string): boolean {
  return HOURS.test(folded);
}
