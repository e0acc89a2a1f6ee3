import { FIELDS, type Field, type NullReason } from "../../receipt.ts";
import { maybeCyrillic } from "../script/cyrillic-name.ts";
import type { UnreadScript } from "../script/unread-script.ts";
import type { Features } from "./candidates/candidate.ts";
import type { StoreFeature } from "./candidates/feature-names.ts";
import { provenTotal } from "./candidates/total/proven-total.ts";
import type { Choice } from "./choose-fields.ts";
import { placeOf } from "./evidence.ts";
import type { ReceiptText } from "./text/receipt-text.ts";

/**
 * The choice from a receipt of which a part was not read. A name in Latin letters is kept when it is printed above the
 * first amount: below it are goods, cards and thanks. What is missing may be there, in the other script; a total that
 * its numbers prove is given, since no word names one.
 */
export function inOtherScript(choice: Choice, text: ReceiptText, { script }: UnreadScript): Choice {
  const reasons: Partial<Record<Field, NullReason>> = {};
  for (const field of FIELDS) {
    const reason = choice.reasons[field];
    if (reason !== undefined) {
      reasons[field] = reason === "not_found" ? "unreadable" : reason;
    }
  }
  const withTotal = withProvenTotal(noted({ ...choice, reasons }, script), text);
  return isNameAtTop(choice, text) ? withTotal : without("storeName", withTotal);
}

/**
 * The choice from a receipt in Latin letters whose name is in Cyrillic capitals that look like them: no name is made of
 * those. One that a list or the shop's web address has is Latin.
 */
export function withoutCyrillicName(choice: Choice, features: Features<StoreFeature> | undefined): Choice {
  const { storeName } = choice;
  const isKnown =
    features !== undefined &&
    [features.knownBrand, features.knownBrandFirst, features.knownPlace, features.inWeb].some(Boolean);
  const isRead = storeName === null || isKnown || !maybeCyrillic(storeName);
  return isRead ? choice : without("storeName", noted(choice, "Cyrillic"));
}

function noted(choice: Choice, script: UnreadScript["script"]): Choice {
  return {
    ...choice,
    notes: [...choice.notes, { code: "script-not-read", ...(script && { script }) }],
    warnings: [...choice.warnings, `Writing in ${script ?? "a script other than Latin"} cannot be read.`],
  };
}

/** Of a total that the numbers prove. What is left of doubt is in the reading of the digits. */
const PROVEN = 0.9;

/** A total that nothing proves, and that is there once, is the last or the largest amount: perhaps the cash that was given. */
const LEAST_CERTAIN = 0.7;

function withProvenTotal(choice: Choice, text: ReceiptText): Choice {
  const proven = provenTotal(text);
  if (proven === undefined) {
    const isRepeated = text.amounts.filter(({ value }) => value === choice.total).length > 1;
    return (choice.confidence.total ?? 1) < LEAST_CERTAIN && !isRepeated ? without("total", choice) : choice;
  }
  const { total: _, ...reasons } = choice.reasons;
  const place = placeOf([proven.piece], text.page);
  return {
    ...choice,
    total: proven.value,
    confidence: { ...choice.confidence, total: PROVEN },
    reasons,
    evidence: { ...choice.evidence, ...(place && { total: place }) },
  };
}

function isNameAtTop({ evidence: { storeName } }: Choice, { amounts, rows, page }: ReceiptText): boolean {
  const firstAmount = rows[amounts.find(({ role }) => role === "money")?.rowIndex ?? -1];
  return (
    storeName !== undefined &&
    (firstAmount === undefined || (storeName.box.top + storeName.box.height) * page.height < firstAmount.y)
  );
}

function without(field: "storeName" | "total", choice: Choice): Choice {
  const { [field]: _, ...evidence } = choice.evidence;
  return {
    ...choice,
    [field]: null,
    confidence: { ...choice.confidence, [field]: 0 },
    reasons: { ...choice.reasons, [field]: "unreadable" },
    evidence,
  };
}
