import { plainText } from "./plain-text.ts";

const NOUN =
  "(?:(?:store|shop|merchant|vendor|business|company|restaurant|seller|date|total|amount|currency)(?: ?name)?|name|value|data|text)";

const LOST =
  "(?:un(?:known|readable|available|clear|identified|specified|defined|named)|illegible|missing|hidden|blurred|empty|blank|n ?/ ?a|n\\.a\\.?|na|nil|null|none|nan|undefined|string|tbd|unbekannt|unleserlich|inconnue?|illisible|desconocid[oa]|ilegible|desconhecid[oa]|sconosciut[oa]|illeggibile|onbekend|okänd|ukjent|ukendt|neznámé|nieznan[ay]|bilinmiyor|tidak diketahui|k\\. ?a\\.?|s/d|不明|未知|不详|なし|無し|无|無|없음|ไม่ทราบ)";

const NOT =
  "(?:not|no)[ -](?:a )?(?:available|found|visible|shown|given|legible|readable|provided|specified|clear|clearly visible|present|applicable|stated|printed|mentioned|listed|detected|identified|identifiable|recogni[sz]ed|known|determined|displayed|indicated|included)";

const CANNOT =
  "(?:(?:can|could) ?not (?:be )?|can't (?:be )?|unable to |not able to )(?:be )?(?:determined?|read|identif(?:y|ied)|recogni[sz]ed?|found|find|seen?|tell|extract(?:ed)?)";

/** "Not legible" and "not given" in other languages. */
const NOT_ELSEWHERE =
  "(?:nicht (?:lesbar|erkennbar|vorhanden|sichtbar|angegeben|verfügbar|gefunden|bekannt)|keine angabe|non (?:disponible|lisible|visible|trouvée?|renseignée?|spécifiée?|disponibile|leggibile|visibile|trovat[oa]|specificat[oa])|no (?:disponible|legible|visible|encontrad[oa]|especificad[oa])|não (?:disponível|legível|visível|encontrad[oa]|informad[oa])|niet (?:leesbaar|zichtbaar|beschikbaar|gevonden|vermeld))";

/** What is asked for, where its value should be. */
const PLACEHOLDER =
  "(?:store|shop|merchant|vendor|business|company) ?name|(?:purchase|receipt) ?date|name of the (?:store|shop)";

const NO_NOUN = `no ${NOUN}(?: (?:available|found|visible|shown|given|provided|printed|present))?`;

const NULL_WORD = new RegExp(
  `^(?:(?:the )?${NOUN} (?:is )?)?(?:${LOST}|${NOT}|${CANNOT}|${NOT_ELSEWHERE}|${NO_NOUN}|${PLACEHOLDER})(?: (?:on|in) (?:the |this )?(?:receipt|image|picture))?(?: ${NOUN})?$`,
  "iu",
);

/** Characters of the longest text that can say that there is nothing. */
const LONGEST = 80;

/** Whether a model says in words that there is no value: "N/A", "unknown", "not visible", or nothing but signs. */
export function isNullWord(text: string): boolean {
  if (text.length > LONGEST) {
    return false;
  }
  const words = plainText(text.replaceAll("_", " ")).replace(/^[\s"'`([{<*_]+|[\s"'`)\]}>*_.!]+$/gu, "");
  return !/[\p{L}\p{N}\p{Sc}]/u.test(words) || NULL_WORD.test(words);
}
