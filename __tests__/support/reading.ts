import { NO_DETAILS, type ReadDetails } from "../../app/details.ts";
import type { FileReading, Reading, ReceiptLine } from "../../app/receipt.ts";

export const READING: Reading = {
  storeName: "Oak Street Market",
  purchaseDate: "2023-10-26",
  total: 42.58,
  currency: "USD",
  confidence: { storeName: 0.9, purchaseDate: 0.99, total: 0.98, currency: 0.5 },
  reasons: {},
  evidence: {
    total: { text: "TOTAL 42.58", box: { left: 0.1, top: 0.8, width: 0.5, height: 0.02 }, page: 1 },
  },
  pages: [1],
  lines: [],
  notes: [],
  warnings: [],
};

export const READ_DETAILS: ReadDetails = {
  values: {
    ...NO_DETAILS,
    time: "14:05",
    taxes: [{ name: "TAX", rate: 8.5, base: null, amount: 3.34, included: false }],
    payments: [{ method: "card", amount: 42.58, tendered: null }],
    items: [
      { description: "Oats", quantity: 2, unitPrice: 19.62, amount: 39.24, discount: null, unit: null },
    ],
  },
  confidence: {
    ...NO_DETAILS,
    time: 0.95,
    taxes: [{ name: 0.9, rate: 0.9, base: null, amount: 0.9, included: 0.9 }],
    payments: [{ method: 0.9, amount: 0.9, tendered: null }],
    items: [{ description: 0.9, quantity: 0.9, unitPrice: 0.9, amount: 0.9, discount: null, unit: null }],
  },
  evidence: NO_DETAILS,
};

/** A file of one page with these receipts. */
export const fileOf = (...receipts: Reading[]): FileReading => ({
  receipts,
  nothing: READING,
  pageCount: 1,
  notes: [],
  warnings: [],
});

export const LINE: ReceiptLine = {
  text: "TOTAL 42.58",
  box: { left: 0.1, top: 0.8, width: 0.5, height: 0.02 },
  page: 1,
  confidence: 0.98,
};
