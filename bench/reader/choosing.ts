/**
 * What choosing the fields of long texts costs: it must grow with the text and not with its square, since the text is
 * whatever somebody sends.
 */
import { LONG_TEXTS, longPage, secondsToChoose } from "../../fixtures/long-texts.ts";
import { markdownTable } from "../../tools/tables.ts";

/** Lines of the two texts that are compared, and the most that are read of a picture. */
const [FEW, MANY, MOST_READ] = [1_250, 5_000, 1_500];

/** They take turns, and the least counts: other work on the machine only adds. */
const ROUNDS = 8;

/** Seconds of CPU for each kind of text, and how much more four times the lines take: 4 is linear. */
export function choosingTable(): string {
  const head = [
    "choosing the fields of",
    "in a row",
    `${FEW} lines, s`,
    `${MOST_READ}, s`,
    `${MANY}, s`,
    "ratio",
  ];
  const rows = Object.entries(LONG_TEXTS).flatMap(([name, textOf]) =>
    [1, 4].map((inRow) => {
      const pages = [FEW, MOST_READ, MANY].map((lines) => longPage(textOf, lines, inRow));
      const rounds = Array.from({ length: ROUNDS }, () => pages.map(secondsToChoose));
      const [few = 0, most = 0, many = 0] = pages.map((_, index) =>
        Math.min(...rounds.map((round) => round[index] ?? 0)),
      );
      return [
        name,
        String(inRow),
        ...[few, most, many].map((each) => each.toFixed(3)),
        (many / few).toFixed(1),
      ];
    }),
  );
  return markdownTable(head, rows);
}
