import { VPCE_SG } from "../addresses.ts";
import { set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      ["two groups with one name", set(`${VPCE_SG}.name`, "ecs-sg"), VPCE_SG, "names/unique"],
      [
        "two roles with one name",
        set("aws_iam_role.task.name", "ecsExpressExecution"),
        "aws_iam_role.task",
        "names/unique",
      ],
    ]),
  ],
  valid: [
    ...right("custom", [["role of another name", set("aws_iam_role.task.name", "other"), "names/unique"]]),
  ],
};
