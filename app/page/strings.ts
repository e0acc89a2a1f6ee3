/** Every sentence and label of the pages, for the server and the browser. To translate the pages, translate this file. */
import type { Extractor } from "../environment.ts";
import type { Field, NullReason } from "../receipt.ts";

export const LANGUAGE = "en";

const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString(LANGUAGE)} ${count === 1 ? one : more}`;
const receipts = (count: number) => many(count, "receipt", "receipts");
const files = (count: number) => many(count, "file", "files");

/** What reads the receipts: visitors should know before they send anything. */
const engines: Readonly<Record<Extractor, string>> = {
  local: "Read on this server. Nothing is passed on.",
  sagemaker: "Read by a model on Amazon SageMaker.",
  openai: "Read by a model server that this site’s operator runs.",
};

const typeNames: Readonly<Record<string, string>> = {
  "image/jpeg": "JPEG",
  "image/png": "PNG",
  "image/webp": "WebP",
  "image/gif": "GIF",
  "image/tiff": "TIFF",
  "image/avif": "AVIF",
  "image/heic": "HEIC",
  "application/pdf": "PDF",
};

export const strings = {
  product: "Receipts",
  description: "Drop photos of receipts and get a table.",
  apiLink: "API",
  pageLink: "Back to the receipts",
  skip: "Skip to the receipts",

  engine: (engine: Extractor) => engines[engine],
  engineOnThisComputer: "Read on this computer. Nothing leaves it.",
  noScript: "This page needs JavaScript. The API works without it: its description is at /openapi.json.",

  title: "Receipts in, a table out",
  lead: "Store, date and total are read from each picture and put into a table that you can correct and download.",
  drop: "Drop photos, scans or a folder anywhere",
  dropNow: "Drop to read",
  choose: "Choose receipts",
  photo: "Take a photo",
  nextPhoto: "Next photo",
  seriesDone: "Done",
  photos: (count: number) => many(count, "photo", "photos"),
  takeAgain: (labels: readonly string[]) =>
    `Take ${labels.length === 1 ? "receipt" : "receipts"} ${labels.join(", ")} again, if you can: blurred or cut off`,
  folder: "Choose a folder",
  sample: "Try a sample",
  paste: "You can also paste a picture.",
  takes: (types: readonly string[], bytes: number | undefined) =>
    `${types.join(", ")}${bytes === undefined ? "" : `, up to ${size(bytes)} each`}.`,
  privacy:
    "The list, its pictures and the text read in them are kept in this browser only; “Clear everything” erases them. The server keeps nothing.",
  forget: "Forget everything when this tab is closed",

  list: "Your receipts",
  add: "Add",
  addLabel: "Add receipts",
  addPhoto: "Photo",
  addFolder: "Folder",
  copy: "Copy",
  copyLabel: "Copy table",
  download: "Download",
  csv: "CSV",
  exportText: (text: string, count: number) => `${text} (${count.toLocaleString(LANGUAGE)})`,
  /** @param part such as "3 shown" */
  exportLabel: (label: string, part: string) => `${label} of the ${part}`,
  csvLabel: "Download CSV",
  xlsx: "Excel",
  xlsxLabel: "Download Excel file",
  zip: "ZIP",
  zipLabel: "Download ZIP of pictures and table",
  json: "JSON",
  jsonLabel: "Download JSON",
  print: "Print",
  journals: "For ledgers:",
  beancount: "Beancount",
  beancountLabel: "Download Beancount file",
  hledger: "hledger",
  hledgerLabel: "Download hledger file",
  clear: "Clear everything",
  clearQuestion: "Remove all receipts, results and edits from this browser?",
  clearYes: "Clear everything",
  no: "Keep them",
  keyQuestion: "This server needs a key",
  keyLabel: "Key",
  keyForm: "At least 16 letters, digits and -._~+/",
  keyWrong: "The server does not know the last key.",
  keyFoot: "It is kept until this tab is closed.",
  keyEnter: "Use this key",
  keyNone: "I have none",
  cancelAll: "Cancel all",
  againAll: (count: number) => `Try again (${count})`,
  removeFailed: "Remove failed",
  nextDoubt: (count: number) => `Next to check (${count})`,

  review: {
    open: (count: number) => `Check ${count}`,
    place: (at: number, all: number) => `${at} of ${all} to check`,
    /** A receipt whose values nobody has rated is offered as a whole. */
    unrated: (label: string, values: readonly string[]) => `${label} (${values.join(" · ")})`,
    right: "Right",
    leaveEmpty: "Leave empty",
    whole: "Whole picture",
    earlier: "The one before",
    later: "The next one",
  },

  filter: {
    which: "Receipts shown",
    all: "All",
    check: "To check",
    failed: "Failed",
    noCurrency: "No currency",
    text: "Search",
    off: "Show all",
    nothing: "No receipt is like this.",
  },
  shown: (count: number) => `${count.toLocaleString(LANGUAGE)} shown`,
  selection: "Selected receipts",
  select: (name: string) => `Select ${name}`,
  selectAll: "Select all shown",
  selectNone: "Select none",
  selected: (count: number) => `${count.toLocaleString(LANGUAGE)} selected`,
  removeSelected: (count: number) => `Remove ${count.toLocaleString(LANGUAGE)}`,
  /** @param part such as "3 shown" */
  sumOfPart: (part: string) => `Sum of ${part}`,

  columns: {
    number: "Receipt",
    storeName: "Store",
    purchaseDate: "Date",
    total: "Total",
    currency: "Currency",
  } satisfies Record<Field | "number", string>,
  workColumn: "State",
  actionsColumn: "Remove",
  sortBy: (column: string) => `Sort by ${column}`,
  cellLabel: (column: string, receipt: string) => `${column}, receipt ${receipt}`,
  show: (name: string) => `Show the picture of ${name}`,
  again: "Try again",
  againLabel: (name: string) => `Try again: ${name}`,
  cancel: "Cancel",
  cancelLabel: (name: string) => `Cancel ${name}`,
  progressLabel: (name: string) => `Progress of ${name}`,
  remove: (name: string) => `Remove ${name}`,

  waiting: "Waiting",
  uploading: (share: number) => `Uploading ${Math.round(share * 100)} %`,
  reading: "Reading",
  done: "Read",
  cancelled: "Cancelled",
  duplicateOf: (receipt: string) => `Same as receipt ${receipt}`,
  partOf: (name: string, part: number) => `${name}, receipt ${part} of the file`,
  pages: (numbers: string, count: number) => `${count === 1 ? "Page" : "Pages"} ${numbers}`,

  notes: {
    pagesLeftOut: (numbers: string, count: number) =>
      count === 1 ? `Page ${numbers} was not read` : `Pages ${numbers} were not read`,
    notAReceipt: "No receipt in this picture",
    truncatedFile: "The file breaks off",
    blurred: "Blurred: take it again, if you can",
    cut: "Cut off: take it again, if you can",
    scriptNotRead: (script: string | null) => `${script ?? "Some"} writing is not read`,
  },

  doubtful: (confidence: number) => `Check: ${percent(confidence)}`,
  notRated: "Not rated",
  edited: "Your entry",
  confirmed: "Confirmed",
  wasRead: (text: string) => `Read: ${text === "" ? "nothing" : text}`,
  putBack: "Put back what was read",
  undone: "Undone.",
  redone: "Done again.",
  missing: {
    not_found: "Not found",
    unreadable: "Not readable",
    ambiguous: "Ambiguous",
  } satisfies Record<NullReason, string>,
  nothingInText: (column: string, text: string) => `No ${column.toLowerCase()} in “${text}”.`,
  localDates: "Dates as this browser writes them",
  notADate: "Not a date",
  notAnAmount: "Not an amount",
  notACurrency: "Not a code",
  sureHelp: "What to check is marked, with how sure the reader is.",
  checkHelp:
    "Enter keeps the value and moves to the next receipt. Escape puts back what was there, and then what was read. Ctrl+Z undoes.",

  /** @param left milliseconds; undefined if that is not known */
  progress: (done: number, all: number, left: number | undefined) =>
    `${done.toLocaleString(LANGUAGE)} of ${receipts(all)} read${timeLeft(left)}`,
  progressTitle: (done: number, all: number, left: number | undefined) =>
    `${done.toLocaleString(LANGUAGE)} of ${all.toLocaleString(LANGUAGE)}${timeLeft(left)}`,
  doneTitle: (toCheck: number) => `Done: ${toCheck.toLocaleString(LANGUAGE)} to check`,
  allRead: (all: number) => `${receipts(all)} read`,
  failedCount: (count: number) => `${count.toLocaleString(LANGUAGE)} failed`,
  finished: (done: number, failed: number, doubts: number) =>
    [
      `${receipts(done)} read.`,
      failed > 0 ? `${receipts(failed)} not read.` : "",
      doubts > 0 ? `${many(doubts, "cell", "cells")} to check.` : "",
    ]
      .filter(Boolean)
      .join(" "),
  busy: (seconds: number) => `The server is busy. Continues in ${seconds} s.`,
  offline: "No connection. Continues when it is back.",
  unreachable: "The server does not answer. Continues when it does.",

  sum: "Sum",
  sumOf: (count: number, currency: string | null) =>
    currency === null ? `without a currency, of ${receipts(count)}` : `of ${receipts(count)}`,
  withoutTotal: (count: number) => `${receipts(count)} without a total`,
  duplicates: (count: number, areLeftOut: boolean) =>
    `${many(count, "possible duplicate is", "possible duplicates are")} ${areLeftOut ? "left out" : "counted"}`,
  leaveOut: "Leave duplicates out of sums and exports",
  isSample: "Sample, in no sum and no export",

  picture: "Picture",
  pictureRegion: "Picture of the receipt; scrolls when it is enlarged",
  pictureOf: (name: string) => `Receipt ${name}`,
  choosePicture: "Choose a receipt to see its picture here.",
  noPreview: "This browser cannot show this kind of file.",
  nextPage: "Next page",
  pageOf: (name: string, page: number) => `${name}, page ${page}`,
  pictureGone: "This browser could not keep the picture.",
  category: "Category",
  comment: "Note",
  details: {
    label: "Items, taxes and more",
    missing: "Not asked for when this was read.",
    read: (count: number) => `Read them for ${receipts(count)}`,
    kinds: {
      items: "Item",
      discounts: "Discount",
      charges: "Charge",
      taxes: "Tax",
      subtotal: "Subtotal",
      tip: "Tip",
      rounding: "Rounding",
    },
    amountOf: (line: string) => `Amount, ${line.toLowerCase()}`,
    differ: (amount: string, isMissing: boolean) =>
      `These do not add up to the total: ${amount} ${isMissing ? "is missing" : "too much"}.`,
    facts: {
      time: "Time",
      receiptNumber: "Receipt number",
      paid: "Paid",
      change: "Change",
      phone: "Telephone",
      address: "Address",
      taxId: "Tax number",
      website: "Website",
    },
    methods: { cash: "Cash", card: "Card", voucher: "Voucher", mobile: "Mobile", other: "Other" },
    heads: {
      sheets: ["Receipts", "Items and taxes"],
      columns: [
        "Store",
        "Date",
        "File",
        "Kind",
        "Name",
        "Quantity",
        "Unit",
        "Unit price",
        "Discount",
        "Amount",
        "Currency",
      ],
    },
  },
  openFile: "Open the file",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  fit: "Fit",
  turn: "Turn right",
  close: "Close",

  refused: {
    empty: "The file is empty.",
    unknownType: "This is not a picture of a kind that can be read.",
    type: (type: string, taken: readonly string[]) => `${type} is not read here, only ${taken.join(", ")}.`,
    tooLarge: (bytes: number, most: number) => `The file has ${size(bytes)}; the limit is ${size(most)}.`,
    unreadableFile: "The file cannot be opened.",
  },
  failed: {
    unreachable: "The server cannot be reached.",
    noKey: "This server needs a key. Reload the page to enter one.",
    tooSlow: "The server did not answer in time.",
    strangeAnswer: "The server’s answer was not understood. It may be a different version: reload the page.",
    status: (status: number) => `The server answered with error ${status}.`,
  },

  notices: {
    tooMany: (left: number, most: number) =>
      `The list holds ${most.toLocaleString(LANGUAGE)} receipts. ${files(left)} left out: download the table, clear it, then add them.`,
    nothingIn: "There are no files in it.",
    nothingPasted: "There is no picture on the clipboard.",
    notKept:
      "This browser does not let the page keep the list (private window, or the disk is full). Download the table before you close or reload the page.",
    outdated:
      "A newer version of this page is open in another tab. Reload this one: what you change here is not kept.",
    olderConfig:
      "The server did not say which files it reads; it may be a different version. The page tries anyway.",
    removed: (name: string) => `${name} removed.`,
    removedSome: (count: number) => `${receipts(count)} removed.`,
    undo: "Undo",
    alreadyHere: (count: number) => `${many(count, "file is", "files are")} already here: skipped.`,
    show: "Show",
    dismiss: "Dismiss",
    copied: (count: number) => `${many(count, "row", "rows")} copied. Paste into a spreadsheet.`,
    copyFailed: "The browser did not allow copying. Use CSV.",
    downloaded: (file: string, count: number) => `${file}: ${many(count, "row", "rows")}.`,
    notMade: (file: string) => `${file} could not be made. Reload the page and try again.`,
    unread: (count: number) => `${receipts(count)} not read, so left out.`,
    notOpened: (name: string) => `${name} cannot be opened and was left out.`,
    noSample: "The sample could not be fetched.",
  },

  csvColumns: ["Store", "Date", "Total", "Currency", "File", "To check", "Category", "Note"],
  downloadName: "receipts",
  sampleName: "sample-receipt.jpg",
  typeName: (mediaType: string) => typeNames[mediaType] ?? mediaType,
  notFound: {
    title: "There is nothing at this address",
    lead: "It may be mistyped. Your receipts are where you left them.",
  },
  docsTitle: "API of the receipt reader",
  docsClients: "Read a receipt",
  docsKey: "Where the server wants a key, send it as the header “Authorization: Bearer KEY”.",
  docsNoScript: "This page needs JavaScript. The description of the API is at /openapi.json.",
} as const;

function size(bytes: number): string {
  const [amount, unit] = bytes < 1e6 ? [bytes / 1e3, "kB"] : [bytes / 1e6, "MB"];
  return `${amount.toLocaleString(LANGUAGE, { maximumFractionDigits: 1 })} ${unit}`;
}

function timeLeft(milliseconds: number | undefined): string {
  if (milliseconds === undefined) {
    return "";
  }
  const minutes = Math.round(milliseconds / 60_000);
  return minutes < 1 ? ", less than a minute left" : `, about ${many(minutes, "minute", "minutes")} left`;
}

/** Nothing that was read is ever quite certain. */
function percent(share: number): string {
  return `${Math.min(99, Math.round(share * 100))} %`;
}
