/** Somebody who deployed the article's files puts their state under ours: nothing that they have may be lost. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADDITIONS, DIFFERENCES } from "../../stacks/article/differences.ts";
import { stackId } from "../../stacks/stack-ids.ts";
import { type ArticleStack, articleStack } from "./article.ts";
import { changes } from "./changes.ts";
import { Deployment } from "./deployment.ts";
import { synthesize } from "./synthesize.ts";

const ADOPTED: Record<ArticleStack, readonly string[]> = {
  express: [
    "create aws_cloudwatch_log_group.fastapi",
    "create aws_default_security_group.default",
    "update aws_iam_role_policy.sagemaker: policy",
    "update aws_security_group.alb_sg: egress, ingress",
  ],
  custom: [
    // The article has a predictive policy instead, which this provider cannot create.
    "create aws_appautoscaling_policy.cpu",
    "create aws_cloudwatch_log_group.fastapi",
    "create aws_default_security_group.default",
    "replace aws_ecs_task_definition.fastapi: container_definitions",
    "update aws_ecs_service.fastapi: deployment_circuit_breaker, health_check_grace_period_seconds, task_definition",
    "update aws_iam_role.task: assume_role_policy",
    "update aws_iam_role_policy.sagemaker: policy",
    "update aws_lb.main: drop_invalid_header_fields",
    "update aws_lb_target_group.fastapi: deregistration_delay, health_check",
    "update aws_security_group.alb_sg: egress, ingress",
    "update aws_security_group.ecs_sg: egress, ingress",
    "update aws_security_group.sagemaker_sg: egress, ingress",
    "update aws_security_group.vpce_sg: egress, ingress",
    "update aws_vpc_endpoint.sagemaker_runtime: security_group_ids",
  ],
  sagemaker: [
    "create aws_cloudwatch_log_group.endpoint",
    "create aws_iam_role_policy.logs",
    "replace aws_iam_role_policy_attachment.ecr: policy_arn",
    "replace aws_sagemaker_endpoint_configuration.endpointConfig: name, production_variants",
    "replace aws_sagemaker_model.model: name, primary_container",
    "update aws_iam_role.sagemaker: assume_role_policy",
    "update aws_sagemaker_endpoint.endpoint: endpoint_config_name",
  ],
};

/** With the setting that keeps the article's image of the model server, nothing of the model changes. */
const WITH_THE_ARTICLES_IMAGE = { RECEIPTS_MODEL_IMAGE: "vllm-gemma-4:0.19.1-sagemaker" };

/**
 * What may be created again: a task definition is a revision, and an attachment is its policy. Model and endpoint
 * configuration are made under new names before the endpoint, which stays, leaves the old ones.
 */
const REPLACEABLE =
  /^replace (aws_ecs_task_definition|aws_iam_role_policy_attachment|aws_sagemaker_model|aws_sagemaker_endpoint_configuration)\./;

/** A new revision of the task definition is the service's change too; the endpoint follows its configuration, that its model. */
const CONSEQUENCES = [
  "aws_ecs_service.fastapi: task_definition",
  "aws_sagemaker_endpoint_configuration.endpointConfig: name",
  "aws_sagemaker_endpoint.endpoint: endpoint_config_name",
];

/** Whether the tables of differences and additions tell of this argument, or of something inside it. */
const isDocumented = (stack: ArticleStack, address: string, argument: string) =>
  CONSEQUENCES.includes(`${address}: ${argument}`) ||
  [...DIFFERENCES, ...ADDITIONS].some(
    (entry) =>
      entry.stacks.includes(stack) &&
      entry.address === address &&
      entry.argument?.split(".", 1)[0] === argument,
  );

describe.concurrent.each<ArticleStack>(["express", "custom", "sagemaker"])("%s-stack", (name) => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await Deployment.start(stackId(name));
  });
  afterAll(() => deployment.stop());

  test("destroys nothing of the article's, and replaces only what the list says", async () => {
    const article = articleStack(name);
    await deployment.workspace.write(article);
    await deployment.workspace.init();
    await deployment.plan("of the article", article);
    await deployment.apply("of the article");
    if (name === "sagemaker") {
      const kept = await synthesize(name, WITH_THE_ARTICLES_IMAGE);
      const plan = await deployment.plan("adopted with the article's image", kept);
      expect(changes(plan)).toEqual(ADOPTED.sagemaker.filter((line) => !line.includes("aws_sagemaker")));
    }
    const ours = await synthesize(name);
    expect(changes(await deployment.plan("adopted", ours))).toEqual(ADOPTED[name]);
    await deployment.apply("adopted");
    expect(changes(await deployment.plan("adopted, again", ours))).toEqual([]);
  });
});

describe.each<ArticleStack>(["express", "custom", "sagemaker"])("the list of %s-stack", (name) => {
  const lines = ADOPTED[name];

  test("replaces no resource that holds data or an address", () => {
    expect(lines.filter((line) => line.startsWith("destroy "))).toEqual([]);
    expect(lines.filter((line) => line.startsWith("replace ") && !REPLACEABLE.test(line))).toEqual([]);
  });

  test("has every change in the table of differences", () => {
    const changed = lines.flatMap((line) => {
      const [, address = "", list] = /^(?:update|replace) (\S+): (.+)$/.exec(line) ?? [];
      return list?.split(", ").map((argument) => ({ address, argument })) ?? [];
    });
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.filter(({ address, argument }) => !isDocumented(name, address, argument))).toEqual([]);
  });
});
