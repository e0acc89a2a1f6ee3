import { expect, test } from "vitest";
import { cleanName } from "../../app/reader/fields/store-name.ts";

test.each([
  ["FJ0RD BAKERY", "FJORD BAKERY"],
  ["G0LDEN R00M", "GOLDEN R00M"],
  ["STUDIO 10", "STUDIO 10"],
  ["B8B HOSTEL", "B&B HOSTEL"],
  ["Hotel Blauer Anker", "Hotel Blauer Anker"],
  ["HOTEL ADLER TEL 030 123", "HOTEL ADLER"],
  ["** Corner Shop **", "Corner Shop"],
])("%s is the name %s", (printed, name) => {
  expect(cleanName(printed)).toBe(name);
});
