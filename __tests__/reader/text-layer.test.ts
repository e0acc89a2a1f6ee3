/** Which text of a PDF page is taken from the file, and which is recognised. */
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { loadModels, type Models } from "../../app/reader/models.ts";
import { openFile } from "../../app/reader/picture/open-file.ts";
import { readOpenedPage } from "../../app/reader/read-page.ts";
import { createRuntime } from "../../app/reader/runtime.ts";
import { stream } from "../../fixtures/hostile/pdf/pdf-file.ts";
import { A4, FIRST_OBJECT, show, showRows, type WrittenPdf, writtenPdf } from "../../fixtures/written-pdf.ts";
import { renderReceipt } from "../../tools/reader/rendered-receipt.ts";

const models = await loadModels(await createRuntime(2));
let recognised = 0;
const counting: Models = {
  ...models,
  recognise: (...box) => {
    recognised += 1;
    return models.recognise(...box);
  },
};

const pageOf = async (pdf: Omit<WrittenPdf, "pages">, content: string, forms = "") =>
  (await openFile(writtenPdf({ ...pdf, pages: [{ content, forms }] }))).page(1);

/** The lines that are taken from the file. */
const layerOf = async (content: string, pdf: Omit<WrittenPdf, "pages"> = {}, forms = "") =>
  (await pageOf(pdf, content, forms)).layer?.lines.map(({ text }) => text) ?? [];

/** All lines that are read, and how many boxes were recognised. */
async function read(content: string, pdf: Omit<WrittenPdf, "pages"> = {}, forms = "") {
  recognised = 0;
  const { page } = await readOpenedPage(counting, await pageOf(pdf, content, forms));
  return { lines: page.lines.map(({ text }) => text).sort(), recognised };
}

const RECEIPT = `Thornbury Garden Centre
Receipt no 40718
22 May 2026
Clay pots  31.50
Potting soil  12.90
Total  44.40`;
const LINES = RECEIPT.split(/\n| {2,}/);
const SORTED = [...LINES].sort();

describe("visible text is taken from the file", () => {
  test("with its places, and only a sample of it is recognised", async () => {
    const { picture, layer } = await pageOf({}, showRows(RECEIPT));
    expect(layer?.lines.map(({ text }) => text)).toEqual(LINES);
    expect(layer?.rest).toBeUndefined();
    const [first] = layer?.lines ?? [];
    const scale = picture.width / A4.width;
    expect((first?.quad[3].x ?? 0) / scale).toBeCloseTo(50, -1);
    expect((first?.quad[3].y ?? 0) / scale).toBeCloseTo(60, -1);
    expect(await read(showRows(RECEIPT))).toEqual({ lines: SORTED, recognised: 5 });
  });

  test("whatever the order in which it is drawn", async () => {
    const rows = showRows(RECEIPT).split("\n").reverse().join("\n");
    expect(await layerOf(rows)).toEqual(LINES);
  });

  test("letter by letter", async () => {
    const digits = [..."40718"].map((digit, index) => show(digit, 50 + 6.12 * index, 700)).join("");
    expect(await layerOf(digits)).toEqual(["40718"]);
  });

  test("with rules and shaded rows around it, which are no text", async () => {
    const { layer } = await pageOf(
      {},
      `0.9 g 40 770 515 24 re f 0 g 40 600 515 0.5 re f 40 500 0.5 300 re f\n${showRows(RECEIPT)}`,
    );
    expect(layer?.lines.map(({ text }) => text)).toEqual(LINES);
    expect(layer?.rest).toBeUndefined();
  });

  test("in a form, white on black, and outlined", async () => {
    const form = stream(
      "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>",
      show("Total 44.40", 50, 600),
    );
    const content = `/X Do 0 g 40 690 200 20 re f ${show("Clay pots", 50, 695, 11, "F", "1 g")} 0 g ${show("22 May 2026", 50, 650, 11, "F", "1 Tr")}`;
    const lines = await layerOf(content, { objects: [form] }, `/X ${FIRST_OBJECT} 0 R`);
    expect(lines).toEqual(["Clay pots", "22 May 2026", "Total 44.40"]);
  });

  test("once, where it is drawn twice to be bold", async () => {
    const twice = show("Total 44.40", 50, 700) + show("Total 44.40", 50.4, 700);
    const { layer } = await pageOf({}, showRows("Clay pots", { top: 500 }) + twice);
    expect(layer?.lines.map(({ text }) => text)).toEqual(["Total 44.40", "Clay pots"]);
    expect(layer?.rest).toBeUndefined();
  });
});

describe("text that nobody sees does not count", () => {
  const visible = showRows(RECEIPT);
  const hidden = (more: string) => show("Total 99.99", 50, 500, 11, "F", more);
  test.each([
    ["invisible", hidden("3 Tr")],
    ["of the colour of the paper", hidden("1 g")],
    ["nearly of the colour of the paper", hidden("0.97 g")],
    ["covered by a rectangle", `${hidden("")} 1 g 40 490 200 30 re f 0 g`],
    ["clipped", `q 40 100 50 50 re W n ${hidden("")} Q`],
    ["off the page", show("Total 99.99", 50, 900) + show("Total 99.99", -200, 500)],
    ["too small to be read", show("Total 99.99", 50, 500, 1)],
  ])("%s", async (_, content) => {
    const { layer } = await pageOf({}, visible + content);
    expect(layer?.lines.map(({ text }) => text)).toEqual(LINES);
  });

  test("and is not recognised either", async () => {
    expect(await read(visible + hidden("3 Tr") + hidden("1 g"))).toEqual({ lines: SORTED, recognised: 5 });
  });

  test("covered by a picture, which is read instead", async () => {
    const { data, info } = await picture("Total 55.10");
    const content = `${visible}${show("Total 99.99", 60, 500, 14)}q ${info.width / 2} 0 0 ${info.height / 2} 40 460 cm /P Do Q`;
    const { lines } = await read(content, { objects: [data] }, `/P ${FIRST_OBJECT} 0 R`);
    expect(lines.join(" ")).toContain("55.10");
    expect(lines.join(" ")).not.toContain("99.99");
  });

  test("under other text: what is drawn is recognised", async () => {
    const content = `${show("Total 99.99", 50, 500, 14)} 1 g 40 490 200 30 re f 0 g ${show("Total 55.10", 50, 500, 14)}`;
    const { lines } = await read(visible + content);
    expect(lines.join(" ")).toContain("55.10");
    expect(lines.join(" ")).not.toContain("99.99");
  });

  test("the text of a scan that programs hide below it", async () => {
    const { data, info } = await picture(RECEIPT);
    const content =
      `q ${info.width / 2} 0 0 ${info.height / 2} 40 300 cm /P Do Q ${showRows("Total 99.99")}`.replace(
        "BT",
        "BT 3 Tr",
      );
    const { lines } = await read(
      content.replaceAll("BT /F", "BT 3 Tr /F"),
      { objects: [data] },
      `/P ${FIRST_OBJECT} 0 R`,
    );
    expect(lines.join(" ")).toContain("44.40");
    expect(lines.join(" ")).not.toContain("99.99");
  });
});

test("a name that is a picture is recognised, the rest is not", async () => {
  const { data, info } = await picture("# PELICAN TOOLS");
  const content = `${showRows(RECEIPT, { top: 600 })} q ${info.width / 2} 0 0 ${info.height / 2} 40 640 cm /P Do Q`;
  const { lines, recognised } = await read(content, { objects: [data] }, `/P ${FIRST_OBJECT} 0 R`);
  expect(lines).toEqual([...LINES, "PELICAN TOOLS"].sort());
  expect(recognised).toBeLessThan(LINES.length);
});

describe("a layer that is not to be believed is recognised as a picture", () => {
  const drawn = showRows(RECEIPT).replaceAll("/F ", "/O ");
  const other = (letter: number) => (letter >= 0x30 && letter <= 0x39 ? 0x69 - letter : letter);

  test("one that tells other digits than are drawn", async () => {
    const told = (letter: number) => other(letter).toString(16).padStart(4, "0");
    expect((await layerOf(drawn, { told })).join(" ")).toContain("55.59");
    expect((await read(drawn, { told })).lines.join(" ")).toContain("44.40");
  });

  test.each([
    ["the private use area", (letter: number) => (0xe000 + letter).toString(16)],
    ["the sign for unknown characters", () => "fffd"],
    ["controls", () => "0001"],
  ])("one of %s", async (_, told) => {
    expect(await layerOf(drawn, { told })).toEqual([]);
    expect((await read(drawn, { told })).lines.join(" ")).toContain("44.40");
  });

  test("one whose text is crossed at an angle by a picture that is turned", async () => {
    const { data, info } = await picture(RECEIPT);
    const content = `${show("Scanned by hand", 50, 30, 8)} q 0 ${info.width / 2} ${-info.height / 2} 0 500 200 cm /P Do Q`;
    const { lines } = await read(content, { objects: [data] }, `/P ${FIRST_OBJECT} 0 R`);
    expect(lines.join(" ")).toContain("44.40");
  });
});

test("a layer of a million characters costs little, and is not taken", async () => {
  const row = `(${"x".repeat(1_000)}) Tj 0 -0.1 Td `;
  const start = performance.now();
  const lines = await layerOf(`BT /F 1 Tf 1 0 0 1 50 800 Tm ${row.repeat(1_000)} ET`);
  expect(lines).toEqual([]);
  expect(performance.now() - start).toBeLessThan(20_000);
});

/** Text as a picture in a PDF file. */
async function picture(text: string) {
  const png = sharp(await renderReceipt(text));
  const { data, info } = await png.jpeg({ quality: 90 }).toBuffer({ resolveWithObject: true });
  const entries = `/Type/XObject/Subtype/Image/Width ${info.width}/Height ${info.height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode`;
  return { data: stream(entries, data), info };
}
