/**
 * Replaces `main.ts` in the copies of the project that these tests deploy from: the same stacks, for the provider that
 * the emulator answers. The Express service, which no emulator makes, becomes a `terraform_data` of the same name: Terraform
 * makes, changes and destroys it in the same order, and keeps its arguments.
 */
import { readFile, writeFile } from "node:fs/promises";
import { STACK_NAMES, stackId } from "../../stacks/stack-ids.ts";
import { stackSchema, toOlderProvider } from "../../tools/terraform/older-provider.ts";
import { EXPRESS_ARN, EXPRESS_URL } from "./express-stand-in.ts";

await import("../../main.ts");

for (const stack of process.exitCode === undefined ? STACK_NAMES : []) {
  const file = `cdktf.out/stacks/${stackId(stack)}/cdk.tf.json`;
  const synthesized = JSON.parse(await readFile(file, "utf8"));
  let { stack: translated } = toOlderProvider(synthesized);
  if (stack === "express") {
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
    const { resource, output } = stackSchema.parse(translated);
    const depends = ["terraform_data.fastapi"];
    translated = {
      ...translated,
      resource: { ...resource, terraform_data: { fastapi: { depends_on, input } } },
      output: {
        ...output,
        service_url: { value: EXPRESS_URL, depends_on: depends },
        service_arn: { value: EXPRESS_ARN, depends_on: depends },
      },
    };
  }
  await writeFile(file, JSON.stringify(translated, undefined, 2));
}
