import { hasLabel, type LabelledAmount } from "../../text/receipt-text.ts";
import { isRefund, saysRefund } from "../../text/refund.ts";
import { isTotal } from "./is-total.ts";
import type { Survey } from "./survey.ts";

/**
 * Tells of a value, from the places where it is printed, whether it was given back, though it is printed without a
 * minus: the receipt is called a refund, or one of the places is. Where items have a minus, the others are meant as
 * they are, and where change was returned, somebody paid.
 */
export function refundedOf({ text, money }: Survey): (places: readonly LabelledAmount[]) => boolean {
  const hasChange = money.some(
    (amount) =>
      // "SUMMA RETUR" is the sum that is given back.
      !(hasLabel(amount.labels, "total") && saysRefund(amount.words)) &&
      // In whole words: "RETURNED" is no "RETUR".
      amount.labels.some(
        ({ label, phrase }) =>
          label === "change" && ` ${amount.words} `.replace(/\P{L}+/gu, " ").includes(` ${phrase} `),
      ),
  );
  const hasSigns = money.some(
    (amount) => amount.value < 0 && (amount.labels.length === 0 || isTotal(amount)),
  );
  const isOfAll = isRefund(text);
  return (places) => !hasSigns && !hasChange && (isOfAll || places.some(({ words }) => saysRefund(words)));
}
