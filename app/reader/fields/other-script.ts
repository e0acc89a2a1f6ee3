import { FIELDS, type Field, type NullReason } from "../../receipt.ts";
import type { UnreadScript } from "../script/unread-script.ts";
import type { Choice } from "./choose-fields.ts";
import type { ReceiptText } from "./text/receipt-text.ts";

/**
 * The choice from a receipt of which a part was not read. A name in Latin letters is kept when it is printed above the
 * first amount: below it are goods, cards and thanks. What is missing may be there, in the other script.
 */
export function inOtherScript(choice: Choice, text: ReceiptText, { script }: UnreadScript): Choice {
  const reasons: Partial<Record<Field, NullReason>> = {};
  for (const field of FIELDS) {
    const reason = choice.reasons[field];
    if (reason !== undefined) {
      reasons[field] = reason === "not_found" ? "unreadable" : reason;
    }
  }
  const read: Choice = {
    ...choice,
    reasons,
    notes: [...choice.notes, { code: "script-not-read", ...(script && { script }) }],
    warnings: [...choice.warnings, `Writing in ${script ?? "a script other than Latin"} cannot be read.`],
  };
  return isNameAtTop(choice, text) ? read : withoutName(read);
}

function isNameAtTop({ evidence: { storeName } }: Choice, { amounts, rows, page }: ReceiptText): boolean {
  const firstAmount = rows[amounts.find(({ role }) => role === "money")?.rowIndex ?? -1];
  return (
    storeName !== undefined &&
    (firstAmount === undefined || (storeName.box.top + storeName.box.height) * page.height < firstAmount.y)
  );
}

function withoutName(choice: Choice): Choice {
  const { storeName: _, ...evidence } = choice.evidence;
  return {
    ...choice,
    storeName: null,
    confidence: { ...choice.confidence, storeName: 0 },
    reasons: { ...choice.reasons, storeName: "unreadable" },
    evidence,
  };
}
