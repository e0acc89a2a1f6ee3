import { isAddress, isStreetLike } from "../../text/address.ts";
import { fold } from "../../text/letters.ts";
import type { Row } from "../../text/rows.ts";
import { BUSINESS, MALL } from "../../words/business-words.ts";
import { LEGAL_FORM } from "../../words/company-words.ts";
import { isGeneric } from "./clean-name.ts";
import { mayBeName } from "./may-be-name.ts";

/** "Alder Kitchen, 12 Main Street" and "Alder Kitchen 12 Main Street" */
const NAME_BEFORE = [/^([^\d,]{3,}),\s*(.+)$/u, /^(\D{3,}?)\s+(\d.*)$/u];

/**
 * The name of a shop that stands before its address in one row, where no row above can be a name. Only one that says its
 * kind of business or legal form: houses and districts stand there, too.
 */
export function nameInAddressRow(rows: readonly Row[], index: number): string | undefined {
  const row = rows[index];
  if (!row || !isAddress(row.folded) || rows.slice(0, index).some(mayBeName)) {
    return undefined;
  }
  return NAME_BEFORE.map((pattern) => pattern.exec(row.text)).find(
    (match) => match !== null && isAddress(fold(match[2] ?? "")) && isName(fold(match[1] ?? "")),
  )?.[1];
}

/** Kinds of business that are kinds of buildings, too. */
const BUILDING = /(?<!\p{L})(?:HOUSE|CENT(?:RE|ER)|STATION|GROUP|ESTATE)(?!\p{L})/u;

function isName(folded: string): boolean {
  const isBusiness = (BUSINESS.test(folded) && !isGeneric(folded)) || LEGAL_FORM.test(folded);
  return (
    isBusiness && !MALL.test(folded) && !BUILDING.test(folded) && !isAddress(folded) && !isStreetLike(folded)
  );
}
