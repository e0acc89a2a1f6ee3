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
  return text.replace(RUN, (run, at: number) =>
    isLabelled(`${before()} ${text.slice(0, at)}`) ? run : maskRun(run),
  );
}

/** Whether the last thing that is named before a number is a receipt or a tax payer. */
function isLabelled(before: string): boolean {
  const since = before.slice(before.search(/\D*$/u));
  const lastOf = (pattern: RegExp) => [...since.matchAll(pattern)].at(-1)?.index ?? -1;
  return lastOf(LABEL) > lastOf(CARD);
}

/**
 * Masks each part of the run, from one separator to another, that is a card's number: a date may follow it. Of parts that
 * overlap one is so by chance, and both are masked.
 */
function maskRun(run: string): string {
  const starts = [0, ...[...run.matchAll(/[ \u00a0-]/g)].map(({ index }) => index + 1)];
  const ends = [...starts.slice(1).map((start) => start - 1), run.length];
  let masked = run;
  for (const start of starts) {
    for (const end of ends.filter(
      (place) => place > start && place - start < 2 * MOST && isCardNumber(run.slice(start, place)),
    )) {
      masked = masked.slice(0, start) + maskAllButLast(masked.slice(start, end)) + masked.slice(end);
    }
  }
  return masked;
}

/** The number, in which some digits may be masked already. */
function maskAllButLast(number: string): string {
  let left = number.replace(/[^\d*]/g, "").length;
  return number.replace(/[\d*]/g, (digit) => {
    left -= 1;
    return left < SHOWN ? digit : "*";
  });
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
