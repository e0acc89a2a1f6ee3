import { EXPRESS, TASK } from "../addresses.ts";
import { all, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      ["Fargate size that does not exist", set(`${TASK}.memory`, "4096"), TASK, "fargate/size"],
      ["memory in GB", set(`${TASK}.memory`, "0.5GB"), TASK, "fargate/size"],
    ]),
    ...of("express", [
      ["size that Fargate has not", set(`${EXPRESS}.memory`, "3072"), EXPRESS, "fargate/size"],
    ]),
  ],
  valid: [
    ...right("custom", [
      [
        "most memory with half a vCPU",
        all(set(`${TASK}.cpu`, "512"), set(`${TASK}.memory`, "4096")),
        "fargate/size",
      ],
    ]),
    ...right("express", [
      [
        "least memory with 16 vCPU",
        all(set(`${EXPRESS}.cpu`, "16384"), set(`${EXPRESS}.memory`, "32768")),
        "fargate/size",
      ],
    ]),
  ],
};
