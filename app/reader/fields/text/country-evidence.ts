import { COUNTRIES, type Country, MAIN_COUNTRIES } from "../words/countries.ts";
import type { FoundLabel } from "./labels.ts";
import type { Row } from "./rows.ts";

/** How much speaks for a country that the receipt may come from. */
export interface CountryEvidence {
  readonly country: Country;
  /** A sum of points, not a probability. */
  readonly points: number;
  readonly why: readonly string[];
  /** More than a language speaks for it. */
  readonly isNamed: boolean;
  /** The sender said so. */
  readonly isHinted: boolean;
  /** Nothing but that it is in English, which many countries speak. */
  readonly isEnglishOnly: boolean;
}

const WORD_POINTS = 2;
const PATTERN_POINTS = 2;
const PHONE_POINTS = 3;
const DOMAIN_POINTS = 3;

/** What is looked for in the text of a receipt, made once for each country. */
const SIGNS = COUNTRIES.map((country) => ({
  country,
  phone: new RegExp(
    `(?:\\+|${country.phone.length > 1 ? "(?<![\\d.,#/-])00" : "\\+"}) ?${country.phone}(?:[\\s()-]|\\d{6})`,
    "u",
  ),
  domains: country.domains.map((domain) => ({
    domain,
    pattern: new RegExp(
      `[\\p{L}\\d-]\\.(?:CO\\.|COM\\.|NET\\.)?${domain.toUpperCase()}(?![\\p{L}\\d.-])`,
      "u",
    ),
  })),
}));

/**
 * Looks for the country in words, numbers, dialling codes, web addresses and the language of the labels. Only countries
 * for which something speaks, the likeliest first.
 */
export function countriesOf(
  rows: readonly Row[],
  labels: readonly (readonly FoundLabel[])[],
): CountryEvidence[] {
  const text = rows.map((row) => row.folded).join("\n");
  const printed = rows.map((row) => row.text).join("\n");
  const words = ` ${text.replace(/[^\p{L}\p{N}&]+/gu, " ")} `;
  const single = new Set(words.split(" "));
  const languages = languageShares(labels);
  const countries = SIGNS.map(({ country, phone, domains }) => {
    const why: string[] = [];
    let points = 0;
    const add = (amount: number, reason: string) => {
      points += amount;
      why.push(reason);
    };
    for (const word of country.words) {
      if (word.includes(" ") ? words.includes(` ${word} `) : single.has(word)) {
        add(WORD_POINTS, word);
      }
    }
    for (const pattern of country.patterns ?? []) {
      const match = pattern.exec(text);
      if (match) {
        add(PATTERN_POINTS, match[0].trim());
      }
    }
    if (country.printed?.exec(printed)) {
      add(PATTERN_POINTS, "a place as printed");
    }
    if (phone.test(text)) {
      add(PHONE_POINTS, `+${country.phone}`);
    }
    for (const { domain, pattern } of domains) {
      if (pattern.test(text)) {
        add(DOMAIN_POINTS, `.${domain}`);
      }
    }
    const language = Math.max(0, ...country.languages.map((code) => languages.get(code) ?? 0));
    if (language > 0) {
      add(
        (MAIN_COUNTRIES.includes(country.code) ? 2.4 : 1.8) * language,
        `language ${country.languages.join(", ")}`,
      );
    }
    const isEnglish = country.languages.includes("en") && language === languages.get("en");
    const isNamed = why.length > (language > 0 ? 1 : 0);
    return { country, points, why, isNamed, isHinted: false, isEnglishOnly: isEnglish && !isNamed };
  });
  return countries.filter(({ points }) => points > 0).sort((a, b) => b.points - a.points);
}

/** The share of each language in the labels that only few languages use. */
function languageShares(labels: readonly (readonly FoundLabel[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const found of labels.flat()) {
    if (found.phrase.length < 4 || found.phrase === "TOTAL") {
      continue;
    }
    counts.set(found.language, (counts.get(found.language) ?? 0) + 1);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return new Map([...counts].map(([language, count]) => [language, count / total]));
}
