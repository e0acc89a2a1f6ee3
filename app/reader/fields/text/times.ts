/** Whether a text has a time of day ("20:49", "11.58 UHR", "8:15 PM"). */
export function hasTime(folded: string): boolean {
  return (
    /(?<!\d)(?:[01]?\d|2[0-3])\s?[:.]\s?[0-5]\d(?:\s?[:.]\s?[0-5]\d)?\s?(?:[AP]\.?M\b|UHR|H\b)/u.test(
      folded,
    ) || /(?:^|[^\d:.,-]|(?:19|20)\d{2})(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d%])/u.test(folded)
  );
}
