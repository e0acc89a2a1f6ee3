/** Digits with single spaces or hyphens between them, as long as the numbers of cards are at least. */
const RUN = /(?<!\d)\d(?:[ \u00a0-]?\d){12,}/g;

/** Digits of a card's number. */
const [LEAST, MOST] = [13, 19];

/** Digits that stay, so that people know which card it was. */
const SHOWN = 4;

/** Names of numbers of a receipt and of those who pay taxes, in the languages of receipts. */
const LABEL =
  /(?<!\p{L})(?:receipt|invoice|bill|inv|rcpt|check|tax|vat|gst|gstin|sst|uen|abn|ein|tin|rechnung|rechnungs|beleg|bon|ust|ustid|steuer|steuernummer|mwst|facture|ticket|tva|siret|siren|factura|recibo|iva|nif|cif|rfc|ruc|nit|cuit|cnpj|cpf|fattura|scontrino|piva|kvitto|kvittering|kvittonr|moms|cvr|mva|orgnr|bonnr|btw|kvk|faktura|paragon|nip|regon|uctenka|ico|dic|oib|nyugta|adoszam|bon fiscal|cui|fis|fatura|kdv|vkn|struk|npwp|resit|αφμ|инн|чек)(?!\p{L})/giu;

/** Names of what is a card's number whatever is written before. */
const CARD =
  /(?<!\p{L})(?:card|credit|debit|visa|mastercard|maestro|amex|pan|karte|kartennr|kreditkarte|carte|tarjeta|carta|cartao|cartão|kort|kaart|karta|kart|kartu|kad|account|acct|konto)(?!\p{L})/giu;

/**
 * A text whose numbers of cards are masked but for their last four digits: runs of 13 to 19 digits that have a valid check
 * digit (Luhn, ISO/IEC 7812-1). The labelled number of a receipt or a tax payer stays.
 * @param before what is written to the left of the text
 */
export function maskNumbers(text: string, before = () => ""): string {
  return text.replace(RUN, (run, at: number) => {
    const since = lastDigit(text, at) + 1;
    const named = since > 0 ? text.slice(since, at) : withoutNumbers(`${before()} ${text.slice(0, at)}`);
    return isLabelled(named) ? run : maskRun(run);
  });
}

/** Where the last digit before a place is; -1 where there is none. Step by step, since a pattern would begin at each place. */
function lastDigit(text: string, end: number): number {
  let at = end - 1;
  while (at >= 0 && !/\d/.test(text.charAt(at))) {
    at -= 1;
  }
  return at;
}

const withoutNumbers = (text: string): string => text.slice(lastDigit(text, text.length) + 1);

/** Whether the last thing that is named before a number is a receipt or a tax payer. */
function isLabelled(named: string): boolean {
  const lastOf = (pattern: RegExp) => [...named.matchAll(pattern)].at(-1)?.index ?? -1;
  return lastOf(LABEL) > lastOf(CARD);
}

/**
 * Masks each part of the run, from one separator to another, that is a card's number: a date may follow it. Of parts that
 * overlap one is so by chance, and both are masked.
 */
function maskRun(run: string): string {
  const starts = [0, ...[...run.matchAll(/[ \u00a0-]/g)].map(({ index }) => index + 1)];
  const ends = [...starts.slice(1).map((start) => start - 1), run.length];
  const masked = [...run];
  starts.forEach((start, first) => {
    for (let part = first; part < ends.length; part++) {
      const end = ends[part] ?? run.length;
      if (end - start >= 2 * MOST) {
        break;
      }
      if (isCardNumber(run.slice(start, end))) {
        maskAllButLast(masked, start, end);
      }
    }
  });
  return masked.join("");
}

/** Masks a part, in which some digits may be masked already. */
function maskAllButLast(characters: string[], start: number, end: number): void {
  let shown = 0;
  for (let at = end - 1; at >= start; at--) {
    if (/\d/.test(characters[at] ?? "")) {
      shown += 1;
      if (shown > SHOWN) {
        characters[at] = "*";
      }
    } else if (characters[at] === "*") {
      shown += 1;
    }
  }
}

function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, "");
  return digits.length >= LEAST && digits.length <= MOST && hasCheckDigit(digits);
}

/** Every second digit from the right counts double, and its two digits then singly. */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
