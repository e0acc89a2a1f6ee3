import { words } from "./words.ts";

const STATES = words`
  AL, AK, AZ, AR, CA, CO, CT, DE, FL, GA, HI, ID, IL, IN, IA, KS, KY, LA, ME, MD, MA, MI, MN, MS, MO, MT, NE,
  NV, NH, NJ, NM, NY, NC, ND, OH, OK, OR, PA, RI, SC, SD, TN, TX, UT, VT, VA, WA, WV, WI, WY, DC
`;
const STATE_NAMES = words`
  ALABAMA, ALASKA, ARIZONA, ARKANSAS, CALIFORNIA, COLORADO, CONNECTICUT, DELAWARE, FLORIDA, HAWAII, IDAHO,
  ILLINOIS, INDIANA, IOWA, KANSAS, KENTUCKY, LOUISIANA, MAINE, MARYLAND, MASSACHUSETTS, MICHIGAN, MINNESOTA,
  MISSISSIPPI, MISSOURI, MONTANA, NEBRASKA, NEVADA, NEW HAMPSHIRE, NEW JERSEY, NEW MEXICO, NEW YORK,
  NORTH CAROLINA, OHIO, OKLAHOMA, OREGON, PENNSYLVANIA, RHODE ISLAND, TENNESSEE, TEXAS, UTAH, VERMONT,
  VIRGINIA, WASHINGTON, WISCONSIN, WYOMING
`;
const PROVINCES = words`ON, QC, BC, AB, MB, SK, NS, NB, NL, PE`;
const STATES_OF_AUSTRALIA = words`NSW, VIC, QLD, TAS, ACT, WA, SA, NT`;

/** Codes that are words, or that end names of companies: they tell a place only behind a comma or a street. */
const WORDS_TOO = words`IN, OR, ME, OK, HI, CO, ID, DE, LA, AL, ON, AB, SK, NB, NL, PE, ACT, VIC, SA, NT`;

/** Where WA is Western Australia. */
const TOWNS_OF_WA = words`
  PERTH, FREMANTLE, JOONDALUP, MANDURAH, BUNBURY, SUBIACO, COTTESLOE, BROOME, GERALDTON, KALGOORLIE, ROCKINGHAM
`.join("|");

/** Source of a pattern for a state of the USA, as a code or by its name. */
export const STATE_OF_USA = [...STATES, ...STATE_NAMES].join("|");

/** A row that is a town and the code of its state, also behind a street: "NATICK MA", "9 ELM ST, SALEM MA". */
function townAnd(codes: readonly string[]): RegExp {
  const clear = codes.filter((code) => !WORDS_TOO.includes(code));
  const street = "\\P{L}{0,3}\\d[^\\n,]{3,40}, ?";
  const town = "\\p{L}[\\p{L}.' -]{1,23}\\p{L}";
  const [any, some] = [codes.join("|"), clear.join("|")];
  return new RegExp(
    `^(?:${street}${town},? ?(?<=[ ,])(?:${any})|${town}(?:, ?(?:${any})| (?:${some})))\\.?$`,
    "mu",
  );
}

export const TOWN_OF_USA = new RegExp(
  `(?!^(?:[^\\n]*, ?)?(?:${TOWNS_OF_WA}),? WA)${townAnd(STATES).source}`,
  "mu",
);
/** "CO" ends names of companies on such receipts too. */
const CODES_WITH_TIPS = WORDS_TOO.filter((code) => code !== "CO" && STATES.includes(code)).join("|");

/** What a text is looked through for. */
export type Pattern = Pick<RegExp, "exec">;

/** A pattern above others, wherever these are: looking below each of its places would take the square of the text. */
function above(pattern: RegExp, ...others: readonly RegExp[]): Pattern {
  return {
    exec(text) {
      const lasts = others.map((other) => [...text.matchAll(other)].at(-1)?.index ?? -1);
      return pattern.exec(text.slice(0, Math.min(...lasts) + 1));
    },
  };
}

const CLOCK_OF_12 = /\d ?[AP]M(?!\p{L})/gu;

/** A town with a code that is a word too ("PORTLAND ME"), above a time of 12 hours and suggested tips. */
export const TOWN_WITH_TIPS_OF_USA = above(
  new RegExp(`^(?!(?:DINE|EAT|CHECK|LOG) )\\p{L}[\\p{L}.' -]{2,23}\\p{L} (?:${CODES_WITH_TIPS})$`, "mu"),
  CLOCK_OF_12,
  /(?<!\p{L})(?:TIPS?|GRATUITY)(?!\p{L})/gu,
  /\d\d ?%/gu,
);

/** The same in lower case with the code in capitals, as printed ("Newport OR"), above a time of 12 hours. */
export const TOWN_AS_PRINTED_OF_USA = above(
  new RegExp(`^\\p{Lu}\\p{Ll}+(?: \\p{Lu}\\p{Ll}+){0,2} (?:${CODES_WITH_TIPS})$`, "mu"),
  CLOCK_OF_12,
);

export const TOWN_OF_CANADA = townAnd(PROVINCES);
export const TOWN_OF_AUSTRALIA = new RegExp(
  `${townAnd(STATES_OF_AUSTRALIA.filter((state) => state !== "WA")).source}|^(?:[^\\n]*, ?)?(?:${TOWNS_OF_WA}),? WA$`,
  "mu",
);
