import { EXPRESS, TASK, VPC } from "../addresses.ts";
import { set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";
import { https } from "./changes.ts";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      [
        "role's name instead of its ARN",
        set(`${TASK}.execution_role_arn`, "${aws_iam_role.execution.name}"),
        TASK,
        "every-resource/arns",
      ],
      ["tag of AWS's own", set(`${VPC}.tags.aws:name`, "vpc"), VPC, "every-resource/tags"],
      ["tag's value too long", set(`${VPC}.tags.Name`, "v".repeat(257)), VPC, "every-resource/tags"],
    ]),
    ...of("express", [
      [
        "delete timeout without a unit",
        set(`${EXPRESS}.timeouts.delete`, "30"),
        EXPRESS,
        "every-resource/timeouts",
      ],
    ]),
  ],
  valid: [
    ...right("custom", [
      ["long tag", set(`${VPC}.tags.${"k".repeat(128)}`, "v".repeat(256)), "every-resource/tags"],
      ["certificate", https, "every-resource/arns"],
    ]),
    ...right("express", [
      ["timeout in hours", set(`${EXPRESS}.timeouts.delete`, "1.5h"), "every-resource/timeouts"],
    ]),
  ],
};
