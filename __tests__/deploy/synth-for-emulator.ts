/**
 * In place of `main.ts` in the copies of the project that these tests deploy from: the same stacks, for the provider that
 * the emulator answers. The Express service, which no emulator makes, becomes a `terraform_data` of the same name: Terraform
 * makes, changes and destroys it in the same order, and keeps its arguments.
 */
import { readFile, writeFile } from "node:fs/promises";
import { STACKS } from "../../deploy/cdktf.ts";
import { stackSchema, toOlderProvider } from "../../scripts/terraform/older-provider.ts";
import { EXPRESS_ARN, EXPRESS_URL } from "./express-stand-in.ts";

await import("../../main.ts");

for (const stack of process.exitCode === undefined ? STACKS : []) {
  const file = `cdktf.out/stacks/${stack}/cdk.tf.json`;
  const synthesized = JSON.parse(await readFile(file, "utf8"));
  const translated = stackSchema.parse(toOlderProvider(synthesized).stack);
  if (stack === "express-stack") {
    const { fastapi } = synthesized.resource.aws_ecs_express_gateway_service;
    const { depends_on, primary_container, cpu, memory } = fastapi;
    const [{ image, environment }] = primary_container;
    // What differs between the providers is only the name of this attribute.
    const region = synthesized.provider.aws[0].region;
    const input = {
      image: image.replaceAll(/\$\{data\.aws_region[^}]*\}/g, region),
      environment,
      cpu,
      memory,
    };
    delete translated.resource.aws_ecs_express_gateway_service;
    translated.resource.terraform_data = { fastapi: { depends_on, input } };
    const outputs = { service_url: EXPRESS_URL, service_arn: EXPRESS_ARN };
    for (const [name, value] of Object.entries(outputs)) {
      translated.output[name] = { value, depends_on: ["terraform_data.fastapi"] };
    }
  }
  await writeFile(file, JSON.stringify(translated, undefined, 2));
}
