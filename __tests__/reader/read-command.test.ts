import { execFile, execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { unzipSync } from "fflate";
import { afterAll, beforeEach, expect, test } from "vitest";
import { findPictures } from "../../tools/reader/read/pictures.ts";
import { readMany } from "../../tools/reader/read/read-many.ts";
import { openResults, type Row } from "../../tools/reader/read/results.ts";

const folder = mkdtempSync(join(tmpdir(), "read-command-"));
afterAll(() => rmSync(folder, { recursive: true }));

let out = "";
beforeEach(() => {
  out = join(mkdtempSync(join(folder, "out-")), "receipts.csv");
});

const file = (name: string, content: string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const one = file("1.jpg", "one");
const same = file("2.JPG", "one");
const other = file("3.png", "other");
const bad = file("4.png", "bad");
file("notes.txt", "no picture");
mkdirSync(join(folder, "more"));
const deep = file("more/5.pdf", "deep");

/** Reads the pictures into `path` with a reader that counts its work. */
async function readInto(path: string, files = findPictures([folder])) {
  const results = openResults(path);
  const asked: string[] = [];
  await readMany({
    files,
    earlier: results.earlier,
    concurrency: 2,
    async read(image) {
      asked.push(String(image));
      if (String(image) === "bad") {
        throw new Error('It is "damaged", sorry.');
      }
      return { storeName: "=SUM(A1), Ltd", purchaseDate: "2025-03-14", total: -12.5, currency: null };
    },
    onRow: results.add,
  });
  await results.finish();
  return asked.toSorted();
}

test.each(["receipts.csv", "receipts.jsonl"])(
  "%s: items of each file, also when it is continued",
  async (name) => {
    const path = join(out, "..", name);
    const item = {
      description: "=Tea, green",
      quantity: 2,
      unit: null,
      unitPrice: 3.2,
      amount: 6.4,
      discount: null,
    };
    const readAll = (files: string[]) => {
      const results = openResults(path, true);
      return readMany({
        files,
        earlier: results.earlier,
        concurrency: 1,
        async read(image) {
          const details = String(image) === "one" ? { items: [item, item] } : { items: [] };
          return { storeName: "Tea", purchaseDate: null, total: 12.8, currency: null, details };
        },
        onRow: results.add,
      });
    };
    await readAll([one]);
    // A row that was cut: its items come again.
    appendFileSync(path, "x");
    await readAll([one, same, other]);
    const rows = openResults(path, true).earlier;
    expect(rows.map(({ file, details }) => [file, details?.items])).toEqual([
      [one, [item, item]],
      [same, [item, item]],
      [other, []],
    ]);
  },
);

const rowsOf = (path: string): readonly Row[] => openResults(path).earlier;

test("folders are searched, named files taken as they are", () => {
  expect(findPictures([folder, one, "/no/such/file"])).toEqual([
    one,
    same,
    other,
    bad,
    deep,
    "/no/such/file",
  ]);
});

test.each(["receipts.csv", "receipts.jsonl"])(
  "%s: each file has a row, equal files are read once",
  async (name) => {
    const path = join(out, "..", name);
    expect(await readInto(path)).toEqual(["bad", "deep", "one", "other"]);
    expect(readFileSync(path, "utf8")).toContain("damaged");
    expect(rowsOf(path).map((row) => row.file)).toEqual(expect.arrayContaining([one, same, other, deep]));
    expect(rowsOf(path)[0]).toMatchObject({ purchaseDate: "2025-03-14", total: -12.5, currency: null });
  },
);

test("spreadsheets see text, not a formula", async () => {
  await readInto(out, [one]);
  expect(readFileSync(out, "utf8")).toMatch(
    /^\uFEFFfile,storeName.*\r\n.*1\.jpg,"'=SUM\(A1\), Ltd",2025-03-14,-12\.5,,,/,
  );
});

test("the same command continues where it stopped, and tries errors again", async () => {
  await readInto(out, [one, bad]);
  appendFileSync(out, `${other},cut in the mid`);
  expect(await readInto(out)).toEqual(["bad", "deep", "other"]);
  expect(readFileSync(out, "utf8").match(/4\.png/g)).toHaveLength(1);
  expect(await readInto(out)).toEqual(["bad"]);
});

const NAME = "2025-03-14 =SUM(A1), Ltd -12.50 unknown";
const partsOf = (file: Buffer) => Object.keys(unzipSync(file));

test.each([
  [
    "receipts.json",
    (file: Buffer) => JSON.parse(String(file)).map((row: Row) => row.total),
    [-12.5, -12.5, null],
  ],
  ["receipts.xlsx", (file: Buffer) => partsOf(file).slice(-2), ["xl/styles.xml", "xl/sharedStrings.xml"]],
  ["receipts.zip", partsOf, [`${NAME}.jpg`, `${NAME}.png`, "receipts.xlsx"]],
])(
  "%s is written at the end; the same command tries errors again and keeps what was read",
  async (name, inside, is) => {
    const path = join(out, "..", name);
    expect(await readInto(path, [one, bad])).toEqual(["bad", "one"]);
    expect(await readInto(path, [one, bad, other])).toEqual(["bad", "other"]);
    expect(inside(readFileSync(path))).toEqual(is);
    expect(await readInto(path, [one, other])).toEqual([]);
    expect(readdirSync(join(out, ".."))).toEqual([name]);
  },
);

test("a file that changed is read again", async () => {
  const changing = file("changing.jpg", "before");
  await readInto(out, [changing]);
  writeFileSync(changing, "after");
  expect(await readInto(out, [changing])).toEqual(["after"]);
  rmSync(changing);
});

test("what cannot be opened is a row, and the others are read", async () => {
  const rows: Row[] = [];
  const read = async () => ({ storeName: "A", purchaseDate: null, total: null, currency: null });
  const files = [join(folder, "missing.jpg"), join(folder, "more"), one];
  await readMany({ files, earlier: [], concurrency: 1, read, onRow: (row) => rows.push(row) });
  expect(rows.map(({ error }) => error)).toEqual(["There is no such file.", "This is a folder.", null]);
});

test("a file without permission is a row", async () => {
  const closed = file("closed.jpg", "closed");
  chmodSync(closed, 0o000);
  const rows: Row[] = [];
  const read = async () => ({ storeName: "A", purchaseDate: null, total: null, currency: null });
  // Root may read everything.
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) {
    chmodSync(folder, 0o755);
  }
  if (isRoot) {
    process.seteuid?.(65534);
  }
  try {
    await readMany({
      files: [closed, one],
      earlier: [],
      concurrency: 1,
      read,
      onRow: (row) => rows.push(row),
    });
  } finally {
    if (isRoot) {
      process.seteuid?.(0);
    }
    rmSync(closed);
  }
  expect(rows.map(({ error }) => error)).toEqual(["There is no permission to read this file.", null]);
});

const script = resolve("tools/reader/read.ts");
const command = (...args: string[]) => commandIn(process.cwd(), ...args);
const commandIn = (cwd: string, ...args: string[]) =>
  spawnSync(process.execPath, [script, ...args], { encoding: "utf8", cwd });

test("neither an answer nor a file's name commands the terminal", async () => {
  const server = createServer((request, response) => {
    request.resume();
    const storeName = "\u001b[2JOak\u009b31m\u202e Market";
    const receipt = { storeName, purchaseDate: null, total: 1, currency: null };
    response.end(JSON.stringify({ receipt }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const named = file("\u001b]0;title\u0007.jpg", "named");
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [
      script,
      named,
      "--url",
      `http://127.0.0.1:${port}`,
    ]);
    expect(stdout).toMatch(/title\.jpg: \[2JOak31m Market, –, 1, –\n/);
    expect(stdout).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
  } finally {
    server.close();
    rmSync(named);
  }
});

test("without --out the explaining picture has a name that git ignores", () => {
  const { stdout } = commandIn(folder, resolve("app/page/sample-receipt.jpg"), "--explain");
  const [, picture = ""] = /The picture is (.*)\.\n$/.exec(stdout) ?? [];
  expect(readFileSync(join(folder, picture)).subarray(1, 4).toString()).toBe("PNG");
  const [top] = picture.split("/");
  expect(readFileSync(".gitignore", "utf8").split("\n")).toContain(`${top}/`);
});

test("the command reads, explains and says what is wrong with its arguments", () => {
  const sample = "app/page/sample-receipt.jpg";
  const misnamed = join(folder, "misnamed.png");
  copyFileSync(sample, misnamed);
  const cut = join(folder, "cut.jpg");
  writeFileSync(cut, readFileSync(sample).subarray(0, 8_000));
  const { stdout, status } = command(bad, cut, misnamed, "--concurrency", "1", "--out", out);
  expect(stdout).toMatch(/misnamed\.png: .*, \d{4}-\d\d-\d\d, [\d.]+, [A-Z]{3}\n/);
  expect(stdout).toContain("4.png: The file is not a picture");
  expect(stdout).toContain("cut.jpg: The file breaks off before the middle");
  expect(stdout).toContain("2 failed, 0 read before");
  expect(status).toBe(1);

  const picture = join(folder, "explained.png");
  const explained = execFileSync(process.execPath, [
    "tools/reader/read.ts",
    sample,
    "--explain",
    "--out",
    picture,
  ]);
  expect(String(explained)).toMatch(/^total\n-----\n *\d+ % /m);
  expect(readFileSync(picture).subarray(1, 4).toString()).toBe("PNG");

  symlinkSync("/dev/full", join(folder, "full.csv"));
  for (const [args, message] of [
    [[one, "--out", join(folder, "full.csv")], /disk is full/],
    [[one, "--out", "receipts.ods"], /possible are \.csv, \.jsonl, \.json, \.xlsx, \.zip/],
    [[one, "--out", "receipts.zip", "--details"], /\.zip has no place for them/],
    [[one, "--out", "/no/such/folder/x.csv"], /no such file or folder/],
    [[one, "--concurrency", "0"], /whole numbers from 1 to 64/],
    [["missing.jpg", "--explain", "--out", picture], /missing\.jpg: there is no such file/],
    [[sample, "--explain", "--out", out], /ends in \.csv; --explain writes a \.png/],
    [[], /npm run read -- FILES/],
  ] as const) {
    const { stderr, status } = command(...args);
    expect(stderr).toMatch(message);
    expect(status).toBe(1);
  }
});
