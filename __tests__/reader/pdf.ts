/** A PDF file of one page, which shows a JPEG file of this many pixels at 72 a inch. */
export function pdfOf(jpeg: Buffer, width: number, height: number): Buffer {
  const drawing = `q ${width} 0 0 ${height} 0 0 cm /Picture Do Q`;
  const objects: (string | Buffer)[][] = [
    ["<</Type/Catalog/Pages 2 0 R>>"],
    ["<</Type/Pages/Count 1/Kids[3 0 R]>>"],
    [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Contents 4 0 R/Resources<</XObject<</Picture 5 0 R>>>>>>`,
    ],
    [`<</Length ${drawing.length}>>stream\n${drawing}\nendstream`],
    [
      `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8`,
      `/Filter/DCTDecode/Length ${jpeg.length}>>stream\n`,
      jpeg,
      "\nendstream",
    ],
  ];
  let file = Buffer.from("%PDF-1.4\n");
  const offsets = objects.map((parts, index) => {
    const offset = file.length;
    file = Buffer.concat([
      file,
      ...[`${index + 1} 0 obj`, ...parts, "endobj\n"].map((part) => Buffer.from(part)),
    ]);
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const table = `xref\n0 6\n0000000000 65535 f \n${offsets.join("")}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.concat([file, Buffer.from(table)]);
}
