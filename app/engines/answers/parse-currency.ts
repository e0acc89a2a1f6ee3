import { CURRENCY_CODES } from "../../iso-codes.ts";
import { currenciesOf } from "../../reader/fields/words/currencies.ts";
import { plainText } from "./plain-text.ts";

/** Characters of the longest name of a currency with its sign. */
const LONGEST = 60;

/** What models write and receipts do not. */
const MORE_MARKS: Readonly<Record<string, string>> = {
  RMB: "CNY",
  STG: "GBP",
  STERLING: "GBP",
  "POUND STERLING": "GBP",
  "POUNDS STERLING": "GBP",
  NIS: "ILS",
  NTD: "TWD",
  NTS: "TWD",
  KD: "KWD",
  BD: "BHD",
  JD: "JOD",
  DHS: "AED",
  "د.ك": "KWD",
  "د.ب": "BHD",
  "ر.ع": "OMR",
  "د.أ": "JOD",
  "د.ت": "TND",
  "د.إ": "AED",
  "ر.س": "SAR",
  円: "JPY",
  원: "KRW",
  บาท: "THB",
  РУБ: "RUB",
  ГРН: "UAH",
  "₪": "ILS",
  "₴": "UAH",
  "₸": "KZT",
  "₡": "CRC",
  "₲": "PYG",
};

/**
 * The ISO 4217 code that a text names: a code, an unmistakable sign or abbreviation, an English name, or several of
 * these that agree.
 * @returns null if there is none, or it could be several ("$", "kr", "dollars")
 */
export function parseCurrency(text: string): string | null {
  if (text.length > LONGEST) {
    return null;
  }
  const whole = currenciesMeantBy(text);
  if (whole.length > 0) {
    return onlyOne(whole);
  }
  const plain = plainText(text);
  const words = [plain, plain.replace(/\p{Sc}/gu, " $& ")]
    .flatMap((part) => part.split(/[\s()[\]/,;:-]+/))
    // In a phrase, "all" and "top" are words.
    .filter((word) => !/^\p{L}{3}$/u.test(word) || word === word.toUpperCase());
  return onlyOne(words.map(currenciesMeantBy).flatMap((codes) => (codes.length === 1 ? codes : [])));
}

/** ISO 4217 codes of the currencies that a code, sign, abbreviation or English name can mean. */
export function currenciesMeantBy(text: string): readonly string[] {
  const name = plainText(text)
    .toUpperCase()
    .replace(/^[\s"'(]+|[\s"').]+$/g, "");
  const code = MORE_MARKS[name] ?? codeOfName(name);
  return code === undefined ? currenciesOf(name).filter((meant) => CURRENCY_CODES.has(meant)) : [code];
}

function onlyOne(codes: readonly string[]): string | null {
  const [first, ...others] = new Set(codes);
  return others.length === 0 ? (first ?? null) : null;
}

let englishNames: ReadonlyMap<string, string> | undefined;

function codeOfName(name: string): string | undefined {
  // The names are made when they are first asked for: they would take a part of the start.
  englishNames ??= makeEnglishNames();
  return englishNames.get(name);
}

/** "SINGAPORE DOLLAR", "SINGAPORE DOLLARS", and "RINGGIT", which only Malaysia has. */
function makeEnglishNames(): Map<string, string> {
  const display = new Intl.DisplayNames("en", { type: "currency", fallback: "none" });
  const named = [...CURRENCY_CODES].map((code) => ({ code, name: display.of(code)?.toUpperCase() ?? "" }));
  const byLastWord = Map.groupBy(named, ({ name }) => name.split(" ").at(-1) ?? "");
  const alone = [...byLastWord].flatMap(([name, all]) =>
    all.length === 1 ? all.map(({ code }) => ({ code, name })) : [],
  );
  return new Map(
    [...named, ...alone]
      .filter(({ name }) => name !== "")
      .flatMap(({ code, name }) => [name, `${name}S`].map((form) => [form, code] as const)),
  );
}
