/**
 * An app for `cdktf --app`: `main.ts`, then its stacks translated to the older provider, so that the CLI can be
 * tested against the emulator.
 * @throws unless AWS_ENDPOINT_URL is on this machine: a translated stack must never reach AWS
 */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { toOlderProvider } from "./older-provider.ts";

const { AWS_ENDPOINT_URL = "", CDKTF_OUTDIR = "cdktf.out" } = process.env;
if (!AWS_ENDPOINT_URL.startsWith("http://127.0.0.1:")) {
  throw new Error(`Only for the emulator, but AWS_ENDPOINT_URL is ${JSON.stringify(AWS_ENDPOINT_URL)}.`);
}

await import("../../main.ts");
for (const file of globSync(`${CDKTF_OUTDIR}/stacks/*/cdk.tf.json`)) {
  const { stack } = toOlderProvider(JSON.parse(readFileSync(file, "utf8")));
  writeFileSync(file, JSON.stringify(stack, undefined, 2));
}
