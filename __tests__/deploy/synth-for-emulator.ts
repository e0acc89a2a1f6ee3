/**
 * In place of `main.ts` in the copies of the project that these tests deploy from: the same stacks, for the provider that
 * this machine has. The Express service, which no emulator makes, leaves its outputs behind: the stand-ins' addresses.
 */
import { readFile, writeFile } from "node:fs/promises";
import { STACKS } from "../../deploy/cdktf.ts";
import { toOlderProvider } from "../../scripts/terraform/older-provider.ts";
import { EXPRESS_ARN, EXPRESS_URL } from "./express-stand-in.ts";

await import("../../main.ts");

for (const stack of process.exitCode === undefined ? STACKS : []) {
  const file = `cdktf.out/stacks/${stack}/cdk.tf.json`;
  const synthesized = JSON.parse(await readFile(file, "utf8"));
  const translated: Record<string, unknown> =
    process.env.PROVIDER_IS_OLDER === "true" ? { ...toOlderProvider(synthesized).stack } : synthesized;
  if (stack === "express-stack") {
    const { aws_ecs_express_gateway_service: services } = synthesized.resource;
    await writeFile("express-service.json", JSON.stringify(Object.values(services)[0]));
    if (services !== undefined) {
      translated.resource = { ...(translated.resource as object) };
      delete (translated.resource as Record<string, unknown>).aws_ecs_express_gateway_service;
    }
    translated.output = {
      ...(translated.output as object),
      service_url: { value: EXPRESS_URL },
      service_arn: { value: EXPRESS_ARN },
    };
  }
  await writeFile(file, JSON.stringify(translated, undefined, 2));
}
