/** Zeros of the digits that receipts are written with: Arabic, Persian, Devanagari, Bengali, Thai. */
const ZEROS = ["٠", "۰", "०", "০", "๐"];

/** A value as a model wrote it, in plain characters: wide forms, digits, dashes and points of other scripts become ASCII's. */
export function plainText(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[٠-٩۰-۹०-९০-৯๐-๙]/g, asciiDigit)
    .replace(/[‐-―−]/g, "-")
    .replaceAll("٫", ".")
    .replaceAll("٬", ",")
    .replace(/\s+/g, " ")
    .trim();
}

function asciiDigit(digit: string): string {
  const distances = ZEROS.map((zero) => digit.charCodeAt(0) - zero.charCodeAt(0));
  return String(distances.find((distance) => distance >= 0 && distance < 10) ?? digit);
}
