import { type Calibration, calibrate } from "../../../app/reader/fields/scores.ts";
import { textTable } from "../../tables.ts";
import { type Case, casesWith, type FieldCase, fitChooser, type TrainedField } from "./cases.ts";
import { type Choice, type Chooser, crossFit, fitCalibration, hashOf, outcomeOf } from "./fit-weights.ts";
import { shareWithInterval } from "./intervals.ts";
import type { ReceiptSet } from "./receipts.ts";
import { reliabilityOf } from "./reliability.ts";

const SHOP_FOLDS = 8;

/** What chooses a field's value. */
export interface Choosers {
  /** Fitted to all receipts. */
  readonly chooser: Chooser;
  /** For the receipts of a source: what was fitted to the others. */
  readonly chooserWithout: ReadonlyMap<string, Chooser>;
}

/** What was learned of a field. */
export interface FieldFit extends Choosers {
  readonly calibration: Calibration;
  /** How many receipts are chosen right, and how sure the answers are. */
  readonly report: string;
}

/** Fits a field to all receipts, and to other sources. */
export function fitChoosers(field: TrainedField, cases: readonly FieldCase[]): Choosers {
  const fit = (some: readonly FieldCase[]) =>
    fitChooser(
      field,
      some.map(({ choice }) => choice),
    );
  const sources = crossFit(
    cases,
    ({ set }) => set.source,
    fit,
    ({ set }, without) => [set.source, without] as const,
  );
  return { chooser: fit(cases), chooserWithout: new Map(sources) };
}

/** Fits a field to all receipts, to those of other shops, and to other sources. */
export function fitField(field: TrainedField, cases: readonly Case[], sets: readonly ReceiptSet[]): FieldFit {
  const own = casesWith(field, cases);
  const choices = own.map(({ choice }) => choice);
  const fit = (some: readonly Choice[]) => fitChooser(field, some);
  const { chooser, chooserWithout } = fitChoosers(field, own);
  const otherShops = crossFit(choices, shopFoldOf, fit, outcomeOf);
  const otherSources = own.map(({ set, choice }) => ({
    ...outcomeOf(choice, chooserWithout.get(set.source) ?? chooser),
    set,
    choice,
  }));
  const told = otherSources.filter(({ set }) => tellsCertainty(field, set.kind));
  const confidences = crossFit(told, ({ choice }) => shopFoldOf(choice), fitCalibration, calibrate);
  const answers = told
    .map(({ set, share, isRight }, at) => ({
      set: set.name,
      share,
      isRight,
      confidence: confidences[at] ?? 0,
    }))
    .filter(({ share }) => share > 0);
  const rows = sets.map((set) => {
    const inSet = <Value>(values: readonly Value[]) => values.filter((_, at) => own[at]?.set === set);
    const results = [
      inSet(choices).map((choice) => outcomeOf(choice, chooser)),
      inSet(otherShops),
      inSet(otherSources),
    ];
    return [set.name, String(inSet(choices).length), ...results.map(shareWithInterval)];
  });
  const right = textTable([[field, "n", "fitted", "other shops", "other sources"], ...rows]);
  return {
    chooser,
    chooserWithout,
    calibration: fitCalibration(told),
    report: `${right}\n\n${reliabilityOf(answers)}`,
  };
}

function shopFoldOf({ shop }: Choice): number {
  return hashOf(shop) % SHOP_FOLDS;
}

/**
 * Transcripts are not what recognition gives, so that they say little about its mistakes. In misread copies most wrong
 * names are the right row with a wrong letter, which the choice between rows cannot know.
 */
function tellsCertainty(field: TrainedField, kind: ReceiptSet["kind"]): boolean {
  return kind !== "transcript" && !(field === "storeName" && kind === "misread");
}
