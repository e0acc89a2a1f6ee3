/** Languages of other scripts, whose dates the reader leaves and models copy. */
const OTHER_SCRIPTS = ["th", "ru", "uk", "bg", "el", "ar", "hi"];

/** Languages of which the reader knows the months, and not the days of the week. */
const WITHOUT_DAYS = ["da", "fi", "hu", "hr", "tr"];

/** What is around a date in these languages: "year", "on", "of the Buddhist era". */
const FILLERS = ["г", "год", "года", "р", "року", "ที่", "พ.ศ", "ค.ศ", "พุทธศักราช"];

/** Thai writes "on" behind the weekday without a space. */
const BEHIND = /ที่$/u;

const NAME = /\p{L}[\p{L}\p{M}.]*/gu;

/** A date in which months and days of the week that the reader does not know have their English names. */
export function withEnglishNames(text: string): string {
  return text.replace(NAME, (name) => {
    const plain = plainName(name);
    // The names are made when they are first asked for: they would take a part of the start.
    known ??= englishNames();
    return known.get(plain) ?? known.get(plain.replace(BEHIND, "")) ?? name;
  });
}

const plainName = (name: string): string => name.toLowerCase().replace(/\.$/u, "");

let known: ReadonlyMap<string, string> | undefined;

function englishNames(): Map<string, string> {
  // Also within a date, where many languages give a month another ending.
  const months = (["long", "short"] as const).flatMap((month) => [
    { month },
    { month, day: "numeric" as const },
  ]);
  return new Map([
    ...FILLERS.map((word) => [word, " "] as const),
    ...OTHER_SCRIPTS.flatMap((language) => months.flatMap((form) => namesIn(language, form, "month"))),
    ...OTHER_SCRIPTS.flatMap((language) => namesIn(language, { weekday: "short" }, "weekday")),
    ...[...OTHER_SCRIPTS, ...WITHOUT_DAYS].flatMap((language) =>
      namesIn(language, { weekday: "long" }, "weekday"),
    ),
  ]);
}

/** The fifth of each month, seven of which are different days of the week. */
const DAYS = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 5)));

/** What a language calls the months or the days of the week, with what English calls them. */
function namesIn(
  language: string,
  form: Intl.DateTimeFormatOptions,
  type: "month" | "weekday",
): (readonly [name: string, english: string])[] {
  const [names, english] = [language, "en"].map((locale) => {
    const format = new Intl.DateTimeFormat(locale, { ...form, calendar: "gregory", timeZone: "UTC" });
    return DAYS.map((day) => format.formatToParts(day).find((part) => part.type === type)?.value ?? "");
  });
  return (names ?? []).map((name, index) => [plainName(name), english?.[index] ?? name] as const);
}
