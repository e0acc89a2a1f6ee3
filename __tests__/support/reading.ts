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
