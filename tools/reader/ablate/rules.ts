/** A hand-written rule, and what it is replaced by when it is taken away. */
export interface Rule {
  readonly rule: string;
  /** In `app/reader`. */
  readonly file: string;
  /** A function or constant of the file's top level. */
  readonly name: string;
  /** An expression. */
  readonly instead: string;
}

const rule = (text: string, file: string, name: string, instead: string): Rule => ({
  rule: text,
  file,
  name,
  instead,
});

const [NEVER, NEVER_OF_ANY, NOTHING, AS_IT_IS] = [
  "() => false",
  "() => () => false",
  "() => null",
  "(one) => one",
];
const NO_MATCH = "/(?!)/u";

/** The rules that no weight is fitted for: they decide what there is to choose from, and what is given. */
export const RULES: readonly Rule[] = [
  rule("a tilted page is levelled", "fields/text/rows.ts", "TILTED", "Infinity"),
  rule(
    "rows follow bent paper",
    "fields/text/paper-shape.ts",
    "paperShapeOf",
    "() => ({ mostSink: 0, sink: () => 0 })",
  ),
  rule("text along the edge is left out", "fields/text/rows.ts", "STEEPEST", "Infinity"),
  rule("labels with misread letters", "fields/text/misreading.ts", "misreadPhrase", NOTHING),
  rule("months with misread letters", "fields/text/month-names.ts", "nearestMonth", AS_IT_IS),
  rule("rows of an app", "fields/text/app-screen.ts", "saysButtons", NEVER),
  rule("sentences", "fields/text/sentences.ts", "isSentence", NEVER),
  rule("list of towns", "fields/text/place-names.ts", "places", "() => new Set()"),
  rule("list of chains", "fields/text/brands.ts", "brandKeys", "() => new Map()"),
  rule("three decimals of dinars", "fields/text/dinars.ts", "signOfDinars", NOTHING),
  rule("days in receipt numbers", "fields/text/number-dates.ts", "settledByNumber", "(_, dates) => dates"),
  rule("other writing is left out", "script/unread-script.ts", "unreadScriptOf", "() => undefined"),
  rule("total: suggested tips", "fields/words/total-words.ts", "SUGGESTED_TIP", NO_MATCH),
  rule(
    "total: an S that is a dollar sign",
    "fields/candidates/total/mended-amounts.ts",
    "withDollars",
    AS_IT_IS,
  ),
  rule("total: lost decimal points", "fields/candidates/total/mended-amounts.ts", "withPoints", AS_IT_IS),
  rule(
    "total: stray minus",
    "fields/candidates/total/mended-amounts.ts",
    "withoutStrayMinus",
    "(_, money) => money",
  ),
  rule(
    "total: digits that a sum mends",
    "fields/candidates/total/mended-amounts.ts",
    "witnessedReadings",
    "() => []",
  ),
  rule(
    "total: replaced by a later one",
    "fields/candidates/total/replaced-totals.ts",
    "amountsBuiltUpon",
    "() => new Set()",
  ),
  rule("total: rounded later", "fields/candidates/total/replaced-totals.ts", "roundedLater", NEVER_OF_ANY),
  rule("total: with a tip", "fields/candidates/total/replaced-totals.ts", "totalsWithTip", NEVER_OF_ANY),
  rule("total: converted for a card", "fields/candidates/currency/conversion.ts", "convertedFrom", NOTHING),
  rule("total: other currencies", "fields/candidates/total/other-currency.ts", "isOtherCurrency", NEVER),
  rule("total: tables", "fields/candidates/total/is-total.ts", "tableRowsOf", NEVER_OF_ANY),
  rule("total: money given back", "fields/candidates/total/refunds.ts", "refundedOf", NEVER_OF_ANY),
  rule("date: days of something else", "fields/candidates/purchase-date/date-labels.ts", "isOtherDay", NEVER),
  rule(
    "date: the year first",
    "fields/candidates/purchase-date/years-first.ts",
    "withYears",
    "({ dates }) => dates",
  ),
  rule(
    "store: misread logos of chains",
    "fields/candidates/store-name/misread-logo.ts",
    "chainOfMisreadLogo",
    NOTHING,
  ),
  rule("store: spelled as elsewhere", "fields/candidates/store-name/clean-name.ts", "respelled", AS_IT_IS),
  rule("store: greeted names", "fields/candidates/store-name/clean-name.ts", "greetedName", NOTHING),
  rule(
    "store: cleaned of labels",
    "fields/candidates/store-name/clean-name.ts",
    "cleanName",
    "(raw) => raw.trim()",
  ),
  rule(
    "store: before its address",
    "fields/candidates/store-name/address-row.ts",
    "nameInAddressRow",
    "() => undefined",
  ),
  rule("store: who made the till", "fields/candidates/store-name/no-name.ts", "isTillMaker", NEVER),
  rule("store: names at the foot", "fields/candidates/store-name/store-candidates.ts", "isFootName", NEVER),
  rule(
    "store: label before a name",
    "fields/candidates/store-name/name-in-row.ts",
    "nameIn",
    "(_, row) => row.text",
  ),
  rule(
    "store: pieces of a row",
    "fields/candidates/store-name/store-candidates.ts",
    "standAlonePieces",
    "() => []",
  ),
  rule("store: rows that are joined", "fields/candidates/store-name/store-candidates.ts", "canJoin", NEVER),
  rule("store: head cut off", "fields/cut-head.ts", "isNoName", NEVER),
  rule("store: no Cyrillic as Latin", "fields/other-script.ts", "withoutCyrillicName", AS_IT_IS),
  rule("receipt: gate", "fields/receipt-likeness.ts", "isReceipt", "() => true"),
  rule("receipt: cut off below", "fields/receipt-likeness.ts", "isBeginningOfReceipt", NEVER),
];
