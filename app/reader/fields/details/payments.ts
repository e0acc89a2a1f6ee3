import type { PaymentMethod } from "../../../details.ts";
import { EXACT, toCents } from "../candidates/total/cents.ts";
import { anyOf, words } from "../words/words.ts";
import type { DetailRow } from "./detail-rows.ts";
import type { Found, FoundPayment } from "./found.ts";
import type { Priced } from "./labelled-rows.ts";

/** What is written next to what was paid, by how it was; the first that fits counts. */
const METHODS: readonly (readonly [PaymentMethod, RegExp])[] = [
  ["card", anyOf(words`EC CASH, EC-CASH, ELECTRONIC CASH, CASH CARD`)],
  [
    "mobile",
    anyOf(words`
      APPLE PAY, GOOGLE PAY, ALIPAY, WECHAT, GRABPAY, E WALLET, E-WALLET, PAYPAL, GOPAY, OVO, QRIS, TWINT, SWISH, MOBILEPAY,
      PIX, VIPPS, BIZUM, BLIK, PAYTM, UPI, TOUCH N GO, MB WAY
    `),
  ],
  [
    "voucher",
    anyOf(
      words`VOUCHER, GIFT CARD, GUTSCHEIN, TICKET RESTAURANT, TITRES?[- ]RESTAURANT, CHEQUE CADEAU, BUONO, VALE, COUPON`,
    ),
  ],
  [
    "cash",
    anyOf(words`
      CASH, BAR, BARZAHLUNG, BARGELD, GEGEBEN, TUNAI, ESPECES, CONTANTI, CONTANTE, EFECTIVO, DINHEIRO, CONTANT, HOTOVE,
      HOTOVOST, TIEN MAT, KONTANT, KATEINEN, GOTOWKA, KESZPENZ, NAKIT, GOTOVINA, NUMERAR
    `),
  ],
  [
    "card",
    anyOf(words`
      VISA, MASTERCARD, MASTER CARD, MASTER, AMEX, AMERICAN EXPRESS, MAESTRO, DEBIT, CREDIT, CARD, EFTPOS, EFT, NETS,
      CONTACTLESS, DINERS, DISCOVER, PAYWAVE, INTERAC, EZ LINK, KAD KREDIT, KARTU, KARTE, KARTENZAHLUNG, EC KARTE, GIROCARD,
      KREDITKARTE, POSTCARD, CARTE, CB, CARTE BANCAIRE, PAGAMENTO ELETTRONICO, ELETTRONICO, BANCOMAT, CARTA, TARJETA, CARTAO,
      MULTIBANCO, PIN, PINNEN, BANKPAS, KARTA, KARTOU, PLATEBNI, KORT, KONTOKORT, BETALKORT, BANKAXEPT, DANKORT, KORTTI,
      PANKKIKORTTI, KORTTIMAKSU, LUOTTOKORTTI, BANKKARTYA, KARTYA, KREDI, KARTI, KARTICA
    `),
  ],
];

/** How the receipt was paid. What does not come out at the total is left out: slips and signatures name amounts again. */
export function paymentsIn(
  rows: readonly DetailRow[],
  total: number | null,
  change: Found<number> | null,
): FoundPayment[] {
  const called = rows.flatMap((row): Priced[] => {
    const { kind, last } = row;
    const isCalled = kind === "payment" || (kind === null && methodOf(row) !== "other");
    return last !== null && last.value !== 0 && isCalled ? [{ ...row, last }] : [];
  });
  const back = change?.value ?? 0;
  if (total === null) {
    return called.length === 1 && back === 0 ? called.map((row) => paid(row, row.last.value)) : [];
  }
  const is = (value: number, wanted: number) => Math.abs(Math.abs(value) - Math.abs(wanted)) < EXACT;
  const cash = back > 0 ? called.find(({ last }) => is(Math.abs(last.value) - back, total)) : undefined;
  if (cash !== undefined) {
    const tendered = { value: Math.abs(cash.last.value), lines: [cash.last.piece] };
    const method = methodOf(cash);
    return [
      {
        ...paid(cash, toCents(tendered.value - back)),
        method: { value: method === "other" ? "cash" : method, lines: cash.row.pieces },
        tendered,
      },
    ];
  }
  const whole = called.filter(({ last }) => is(last.value, total));
  // The row that says how is better than the one that only says that it was paid.
  const best = whole.find((row) => methodOf(row) !== "other") ?? whole[0];
  if (best !== undefined) {
    return [paid(best, total)];
  }
  for (const [index, one] of called.entries()) {
    const other = called
      .slice(index + 1, index + 1 + MOST_PARTS)
      .find(({ last }) => is(one.last.value + last.value, total));
    if (other !== undefined) {
      return [one, other].map((row) => paid(row, row.last.value));
    }
  }
  return [];
}

/** So many payments below one are tried as the rest of it. */
const MOST_PARTS = 8;

function paid(row: Priced, amount: number): FoundPayment {
  return {
    method: { value: methodOf(row), lines: row.row.pieces },
    amount: { value: amount, lines: [row.last.piece] },
    tendered: null,
  };
}

function methodOf({ row }: DetailRow): PaymentMethod {
  return METHODS.find(([, pattern]) => pattern.test(row.folded))?.[0] ?? "other";
}
