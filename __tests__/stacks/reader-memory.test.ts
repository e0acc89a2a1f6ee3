import { expect, test } from "vitest";
import { parseEnvironment } from "../../app/environment.ts";
import { readerShortage } from "../../stacks/facts/reader-memory.ts";

const shortage = (cpu: number, memory: number, variables: Record<string, string> = {}) =>
  readerShortage({ cpu, memory }, parseEnvironment(variables));

test.each([
  [1024, 2048, {}],
  [1024, 2048, { READER_MEMORY_BYTES: "1800000000" }],
  [4096, 8192, {}],
])("a task of %d CPU units and %d MiB with %j is large enough", (cpu, memory, variables) => {
  expect(shortage(cpu, memory, variables)).toBeUndefined();
});

test.each([
  [512, 1024, {}, /needs at least 1330000000 bytes/],
  [1024, 2048, { READER_MEMORY_BYTES: "1900000000" }, /needs at least 2230000000 bytes/],
  [1024, 2048, { UPLOAD_MEMORY_BYTES: "1500000000" }, /UPLOAD_MEMORY_BYTES 1500000000/],
  [4096, 8192, { READER_MEMORY_BYTES: "6000000000" }, /enough for 2 processes/],
])("a task of %d CPU units and %d MiB with %j is too small", (cpu, memory, variables, reason) => {
  expect(shortage(cpu, memory, variables)).toMatch(reason);
});
