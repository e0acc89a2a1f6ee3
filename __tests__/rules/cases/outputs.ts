import { nothing, remove, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      ["output without value", remove("output.service_url.value"), "output.service_url", "outputs/form"],
      [
        "output that verify needs missing",
        remove("output.service_url"),
        "output.service_url",
        "outputs/needed",
      ],
      [
        "text around an attribute",
        set("output.service_name.value", "at ${aws_lb.main.arn}"),
        "output.service_name",
        "outputs/one-attribute",
      ],
      [
        "another endpoint than is called",
        set("output.model_endpoint_name.value", "other"),
        "output.model_endpoint_name",
        "outputs/endpoint-that-is-called",
      ],
    ]),
    ...of("express", [
      [
        "output that becomes null",
        set("output.service_arn.value", "${aws_ecs_express_gateway_service.fastapi.current_deployment}"),
        "output.service_arn",
        "outputs/never-null",
      ],
    ]),
  ],
  valid: [
    ...right("custom", [
      [
        "one more output",
        set("output.vpc", { value: "${aws_vpc.main.id}", description: "VPC." }),
        "outputs/needed",
        "outputs/form",
        "outputs/one-attribute",
        "outputs/never-null",
      ],
      ["as synthesized", nothing, "outputs/endpoint-that-is-called"],
    ]),
  ],
};
