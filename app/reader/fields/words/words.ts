/** ISO 639-1 codes of the languages whose words are known. */
export const LANGUAGES = [
  "en",
  "ms",
  "id",
  "de",
  "fr",
  "it",
  "es",
  "pt",
  "nl",
  "cs",
  "sk",
  "vi",
  "sv",
  "no",
  "da",
  "fi",
  "pl",
  "hu",
  "tr",
  "hr",
  "ro",
] as const;
export type Language = (typeof LANGUAGES)[number];

/** Words and phrases by language. All vocabularies are folded: upper case, no diacritics. */
export type WordsByLanguage = Readonly<Partial<Record<Language, readonly string[]>>>;

/** Words and phrases, separated by commas and wrapped like text. Backslashes are kept, for patterns. */
export function words(text: TemplateStringsArray): readonly string[] {
  return String.raw(text).trim().split(/,\s+/u);
}

/** Matches any of these words or patterns as a whole word of a folded text, which a digit may follow. */
export function anyOf(patterns: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\d])(?:${patterns.join("|")})(?![\\p{L}])`, "u");
}
