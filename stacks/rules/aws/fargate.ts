/** Sizes and images, in either mode. */
import { FARGATE_MEMORY } from "../../facts/fargate.ts";
import { apiTasks } from "../look-up/api-task.ts";
import { fault, faultIn, numberAt, type Rule, textAt } from "../rule.ts";
import type { Plan } from "../terraform/plan.ts";

const SIZES =
  "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size";
const IMAGES = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html";

export const taskSize: Rule = function* (plan) {
  for (const type of ["aws_ecs_task_definition", "aws_ecs_express_gateway_service"]) {
    for (const instance of plan.of(type)) {
      const allowed = FARGATE_MEMORY.get(numberAt(instance.values, "cpu") ?? Number.NaN);
      const memory = numberAt(instance.values, "memory");
      if (allowed !== undefined && (memory === undefined || !allowed.includes(memory))) {
        const cpu = numberAt(instance.values, "cpu");
        yield fault(instance, "memory", `with cpu ${cpu}: ${allowed.join(", ")} MiB`, SIZES);
      }
    }
  }
};

/** Private subnets reach no other registry, and SageMaker takes images from ECR alone. */
const isOwnImage = (image: string, { region }: Plan): boolean => {
  const [host = "", ...path] = image.split("/");
  return (
    new RegExp(`^\\d{12}\\.dkr\\.ecr\\.${region}\\.amazonaws\\.com$`).test(host) &&
    /^[a-z0-9]+(?:[._/-][a-z0-9]+)*(?::[A-Za-z0-9_][\w.-]{0,127}|@sha256:[0-9a-f]{64})$/.test(path.join("/"))
  );
};

export const images: Rule = function* (plan) {
  const allowed = `an image in the account's ECR in ${plan.region}, with a tag or a digest`;
  for (const { instance, path, image } of apiTasks(plan)) {
    if (image === undefined || !isOwnImage(image, plan)) {
      yield faultIn(instance, `${path}.image`, image, allowed, IMAGES);
    }
  }
  for (const model of plan.of("aws_sagemaker_model")) {
    if (!isOwnImage(textAt(model.values, "primary_container.image") ?? "", plan)) {
      yield fault(model, "primary_container.image", allowed, IMAGES);
    }
  }
};
