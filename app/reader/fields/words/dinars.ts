import { words } from "./words.ts";

interface Dinar {
  /** What is written next to amounts instead of the code. */
  readonly marks: readonly string[];
  /** Signs before the three decimals. Elsewhere a comma groups thousands. */
  readonly signs: readonly ("." | ",")[];
}

/** Currencies with three decimals, as ISO 4217 lists them, by their codes. */
export const DINARS: Readonly<Record<string, Dinar>> = {
  KWD: { marks: words`KD, K.D`, signs: ["."] },
  BHD: { marks: words`BD, B.D`, signs: ["."] },
  OMR: { marks: words`RO, R.O`, signs: ["."] },
  JOD: { marks: words`JD, J.D`, signs: ["."] },
  IQD: { marks: [], signs: ["."] },
  LYD: { marks: words`LD, L.D`, signs: [".", ","] },
  TND: { marks: words`DT, D.T`, signs: [".", ","] },
};

const MEANINGS = new Map(
  Object.entries(DINARS).flatMap(([code, { marks }]) => [code, ...marks].map((mark) => [mark, code])),
);

/** Source of a pattern for the codes and marks, which mean money only next to amounts with three decimals. */
export const DINAR_MARK = [...MEANINGS.keys()].map((mark) => mark.replace(/\./gu, "\\.\\s?")).join("|");

/** The code that a mark means; undefined for other words. */
export function dinarOf(mark: string): string | undefined {
  return MEANINGS.get(mark.replace(/\s|\.$/gu, ""));
}
