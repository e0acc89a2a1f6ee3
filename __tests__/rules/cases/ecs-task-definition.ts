import { TASK } from "../addresses.ts";
import { remove, set } from "../inject.ts";
import { type Cases, of } from "./cases.ts";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      ["CPU that Fargate has not", set(`${TASK}.cpu`, "300"), TASK, "task-definition/cpu"],
      ["bridge network", set(`${TASK}.network_mode`, "bridge"), TASK, "task-definition/network-mode"],
      [
        "compatible with EC2",
        set(`${TASK}.requires_compatibilities`, ["EC2"]),
        TASK,
        "task-definition/requires-compatibilities-each",
      ],
      [
        "compatibility in lowercase",
        set(`${TASK}.requires_compatibilities`, ["fargate"]),
        TASK,
        "task-definition/requires-compatibilities-each",
      ],
      ["family with a space", set(`${TASK}.family`, "fastapi task"), TASK, "task-definition/family"],
      ["no execution role", remove(`${TASK}.execution_role_arn`), TASK, "task-definition/execution-role-arn"],
    ]),
  ],
  valid: [],
};
