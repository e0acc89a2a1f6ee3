import { parseArgs } from "node:util";
import { explainFields, MODEL } from "../../app/reader/fields/choose-fields.ts";
import { FIELDS, type Field } from "../../app/receipt.ts";
import { textTable } from "../tables.ts";
import { FEATURE_GROUPS } from "./ablate/feature-groups.ts";
import { RULES } from "./ablate/rules.ts";
import { chooseWithout } from "./ablate/without-rule.ts";
import { judge } from "./eval/labels.ts";
import { casesOf, casesWith, type FieldCase, TRAINED, type TrainedField } from "./train/cases.ts";
import { fitChoosers } from "./train/fit-field.ts";
import { outcomeOf } from "./train/fit-weights.ts";
import { learnLines } from "./train/learn-lines.ts";
import { loadSets } from "./train/receipts.ts";
import { modelWithout } from "./train/whole-reader.ts";

const USAGE = `npm run ablate -- [--cache DIR] [--features FIELD] SOURCE …
What each hand-written rule brings: how many more values are right without it, or fewer, on the real receipts of each
SOURCE by what was fitted to the other sources, and which receipts of the tests are wrong without it. With --features the
same of each group of features of FIELD (total, purchaseDate or storeName), for which the choice is fitted again. SOURCE
and --cache are those of npm run train:fields.`;

/** So many receipts of the tests are named that are wrong without a rule. */
const MOST_NAMED = 3;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { cache: { type: "string" }, features: { type: "string" } },
});
const field = TRAINED.find((name) => name === options.features);
if (positionals.length === 0 || (options.features !== undefined && !field)) {
  console.error(USAGE);
  process.exit(2);
}
const sets = await loadSets(positionals, options.cache);
const real = sets.filter(({ kind }) => kind === "recognised" || kind === "transcript");
const lines = learnLines(sets);
const today = new Date();
const cases = casesOf(sets, lines, today);
await (field ? ablateFeatures(field) : ablateRules());

/** Right values by the name of a set or field, and the receipts of the tests of which something is wrong. */
interface Result {
  readonly right: ReadonlyMap<string, number>;
  readonly wrong: ReadonlySet<string>;
}

async function ablateRules(): Promise<void> {
  const choosers = {
    total: fitChoosers("total", casesWith("total", cases)),
    purchaseDate: fitChoosers("purchaseDate", casesWith("purchaseDate", cases)),
    storeName: fitChoosers("storeName", casesWith("storeName", cases)),
  };
  const all = readAll(explainFields);
  const rows: string[][] = [];
  for (const rule of RULES) {
    const without = readAll((await chooseWithout(rule)).explainFields);
    rows.push(rowOf(rule.rule, FIELDS, all, without));
  }
  console.log(textTable([["without", ...FIELDS, "wrong of the tests"], ...rows]));

  function readAll(explain: typeof explainFields): Result {
    const right = new Map<string, number>();
    for (const set of real) {
      for (const receipt of set.receipts) {
        const model = modelWithout(set, choosers, lines.modelFor(receipt));
        const { reading } = explain(receipt.page, today, {}, model);
        for (const one of FIELDS) {
          if (judge(one, reading, receipt.label) === "right") {
            right.set(one, (right.get(one) ?? 0) + 1);
          }
        }
      }
    }
    const written = sets.filter(({ kind }) => kind === "written").flatMap(({ receipts }) => receipts);
    const wrong = written.filter(({ page, label }) => {
      const { reading } = explain(page, today, {}, MODEL);
      return FIELDS.some((one: Field) => ["wrong", "null"].includes(judge(one, reading, label) ?? "right"));
    });
    return { right, wrong: new Set(wrong.map(({ name }) => name)) };
  }
}

function ablateFeatures(trained: TrainedField): void {
  const own = casesWith(trained, cases);
  const all = fitAgain([]);
  const names = real.map(({ name }) => name);
  const rows = Object.entries(FEATURE_GROUPS[trained]).map(([group, features]) =>
    rowOf(group, names, all, fitAgain(features)),
  );
  console.log(textTable([[`${trained} without`, ...names, "wrong of the tests"], ...rows]));

  function fitAgain(without: readonly string[]): Result {
    const none = Object.fromEntries(without.map((feature) => [feature, 0]));
    const some = own.map((one): FieldCase => {
      const candidates = one.choice.candidates.map((candidate) => ({
        ...candidate,
        features: { ...candidate.features, ...none },
      }));
      return { ...one, choice: { ...one.choice, candidates } };
    });
    const { chooser, chooserWithout } = fitChoosers(trained, some);
    const right = new Map<string, number>();
    const wrong = new Set<string>();
    for (const { set, name, choice } of some) {
      if (set.kind === "written" && !outcomeOf(choice, chooser).isRight) {
        wrong.add(name);
      }
      if (outcomeOf(choice, chooserWithout.get(set.source) ?? chooser).isRight) {
        right.set(set.name, (right.get(set.name) ?? 0) + 1);
      }
    }
    return { right, wrong };
  }
}

function rowOf(name: string, columns: readonly string[], all: Result, without: Result): string[] {
  const differences = columns.map(
    (column) => (without.right.get(column) ?? 0) - (all.right.get(column) ?? 0),
  );
  const wrong = [...without.wrong].filter((one) => !all.wrong.has(one));
  const named = wrong.slice(0, MOST_NAMED).join(", ");
  return [
    name,
    ...differences.map((difference) => (difference > 0 ? `+${difference}` : String(difference))),
    wrong.length > MOST_NAMED ? `${wrong.length}: ${named}, …` : named,
  ];
}
